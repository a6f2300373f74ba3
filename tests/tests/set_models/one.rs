//! No wake of one is stranded: while a token is there and a task waits for one, a task is notified.

use crate::{Count, add_token, assert_owned_once};
use spmc_waker_tests::{
    facade::{FIRST_SEGMENT, Racer, once, race, thread},
    raw::{Handle, Set, Task, set},
};
use std::task::Poll;

tests! {
    cached_modes:
        two_tokens_wake_both_waiters
        found_empty_a_word_strands_no_wake
        another_root_bit_strands_no_wake
        given_up_wakes_are_passed_on
        given_up_in_another_segment_a_wake_is_passed_on
        ready_at_the_first_check_a_wait_passes_its_wake_on
        ready_at_the_second_check_a_wait_passes_its_wake_on
        timed_out_waits_pass_their_wakes_on
        chains_of_given_up_wakes_strand_nobody
}
tests! { one_mode: a_thief_strands_no_wake }

/// A task that waits for a token, by the own slot of a handle.
struct Waiter<const SYNC: bool, const CACHED: bool> {
    task: Task,
    tokens: Count<SYNC>,
    handle: Handle<SYNC, CACHED, true>,
    is_ready: bool,
}

impl<const SYNC: bool, const CACHED: bool> Waiter<SYNC, CACHED> {
    fn new(set: &Set<SYNC, CACHED>, tokens: &Count<SYNC>) -> Self {
        Self {
            task: Task::new(),
            tokens: tokens.clone(),
            handle: Handle::new(set),
            is_ready: false,
        }
    }

    /// A waiter that is registered.
    fn registered(set: &Set<SYNC, CACHED>, tokens: &Count<SYNC>) -> Self {
        let mut waiter = Self::new(set, tokens);
        waiter.poll_with(|| false);
        waiter
    }

    /// Polls as an executor does.
    fn poll(&mut self) {
        let tokens = self.tokens.clone();
        self.poll_with(|| tokens.take());
    }

    fn poll_with(&mut self, check: impl FnMut() -> bool) {
        self.task.discard();
        self.is_ready |= self.handle.poll(&self.task.waker(), check).is_ready();
    }

    fn should_be_polled(&self) -> bool {
        !self.is_ready && self.task.is_notified()
    }
}

/// Polls as long as a task is notified. Then no token may be there that a task waits for.
fn run<const SYNC: bool, const CACHED: bool, const N: usize>(
    tokens: &Count<SYNC>,
    mut waiters: [Waiter<SYNC, CACHED>; N],
) {
    while let Some(waiter) = waiters.iter_mut().find(|waiter| waiter.should_be_polled()) {
        waiter.poll();
    }
    let all_ready = waiters.iter().all(|waiter| waiter.is_ready);
    assert!(all_ready || tokens.get() == 0, "a wake is stranded");
    let tasks = waiters.map(|waiter| waiter.task);
    assert_owned_once(&tasks);
}

/// One waits and one begins to wait while two tokens come, each with its wake.
fn two_tokens_wake_both_waiters<const SYNC: bool, const CACHED: bool>() {
    let (_lone, set) = set::<SYNC, CACHED>();
    let tokens = Count::new(0);
    let waiting = Waiter::registered(&set, &tokens);
    let mut waiter = Waiter::new(&set, &tokens);
    race([0, 1].map(|_| add_token(&set, &tokens)), || waiter.poll());
    run(&tokens, [waiting, waiter]);
    assert_eq!(tokens.get(), 0);
}

/// The root's bit is set, and the word empty. The waiter registers again while two wakes find that.
fn found_empty_a_word_strands_no_wake<const SYNC: bool, const CACHED: bool>() {
    let (_lone, set) = set::<SYNC, CACHED>();
    let tokens = Count::new(0);
    let mut waiter = Waiter::registered(&set, &tokens);
    set.wake_one(0);
    race([0, 1].map(|_| add_token(&set, &tokens)), || waiter.poll());
    run(&tokens, [waiter]);
}

/// The root's bit of one segment is set, and its word empty. A waiter registers in another segment, whose
/// bit the wake's load of the root may miss.
fn another_root_bit_strands_no_wake<const SYNC: bool, const CACHED: bool>() {
    let (_lone, set) = set::<SYNC, CACHED>();
    let tokens = Count::new(0);
    let _others: Vec<_> = (1..FIRST_SEGMENT).map(|_| set.hold(0, 0)).collect();
    let _woken = Waiter::registered(&set, &tokens);
    set.wake_one(0);
    let mut waiter = Waiter::new(&set, &tokens);
    race([add_token(&set, &tokens)], || waiter.poll());
    run(&tokens, [waiter]);
}

/// Three wakes find the word empty although the root's bit is set, while two waiters register and a
/// thief takes a token without waiting. A wake that then woke only one would strand the other.
fn a_thief_strands_no_wake<const SYNC: bool, const CACHED: bool>() {
    let (_lone, set) = set::<SYNC, CACHED>();
    let tokens = Count::new(0);
    let mut waiters = [0, 1].map(|_| Waiter::registered(&set, &tokens));
    set.wake_one(0);
    set.wake_one(0);
    let (there, tokens_there) = (set.clone(), tokens.clone());
    let two_wakes: Racer = Box::new(move || {
        for _ in 0..2 {
            tokens_there.add();
            there.wake_one(0);
        }
    });
    let thief = tokens.clone();
    let waiting = thread::spawn(move || {
        thief.take();
        waiters.iter_mut().for_each(Waiter::poll);
        waiters
    });
    race([two_wakes], add_token(&set, &tokens));
    let waiters = waiting.join().expect("a waiter panicked");
    run(&tokens, waiters);
}

/// The one who is woken gives up. The other one is woken instead.
fn given_up_wakes_are_passed_on<const SYNC: bool, const CACHED: bool>() {
    let (_lone, set) = set::<SYNC, CACHED>();
    let tokens = Count::new(0);
    let given_up = Waiter::registered(&set, &tokens);
    let waiter = Waiter::registered(&set, &tokens);
    race([add_token(&set, &tokens)], || drop(given_up));
    run(&tokens, [waiter]);
}

/// The same, and the other one waits in another segment, which the first wake does not look at. So the
/// wake that is passed on has to announce the change of the first one, or that check may miss it.
fn given_up_in_another_segment_a_wake_is_passed_on<const SYNC: bool, const CACHED: bool>() {
    let (_lone, set) = set::<SYNC, CACHED>();
    let tokens = Count::new(0);
    let _others: Vec<_> = (1..FIRST_SEGMENT).map(|_| set.hold(0, 0)).collect();
    let given_up = Waiter::registered(&set, &tokens);
    let mut waiter = Waiter::registered(&set, &tokens);
    let running = thread::spawn(move || {
        if waiter.should_be_polled() {
            waiter.poll();
        }
        waiter
    });
    race([add_token(&set, &tokens)], || drop(given_up));
    run(&tokens, [running.join().expect("the waiter panicked")]);
}

/// A waiter that is polled takes a token at its first check. The one who was woken for that finds none, and
/// waits on. Meanwhile another token's wake chooses the first.
fn ready_at_the_first_check_a_wait_passes_its_wake_on<const SYNC: bool, const CACHED: bool>() {
    let (_lone, set) = set::<SYNC, CACHED>();
    let tokens = Count::new(0);
    let mut woken = Waiter::registered(&set, &tokens);
    tokens.add();
    set.wake_one(0);
    let mut ready = Waiter::registered(&set, &tokens);
    race([add_token(&set, &tokens)], || {
        let check_tokens = tokens.clone();
        ready.poll_with(|| {
            let is_ready = check_tokens.take();
            woken.poll();
            is_ready
        });
    });
    run(&tokens, [ready, woken]);
}

/// A token comes between the two checks, and its wake finds nobody. A waiter takes it at its second
/// check. Meanwhile another one begins to wait, and another token's wake chooses the first.
fn ready_at_the_second_check_a_wait_passes_its_wake_on<const SYNC: bool, const CACHED: bool>() {
    let (_lone, set) = set::<SYNC, CACHED>();
    let tokens = Count::new(0);
    let mut ready = Waiter::new(&set, &tokens);
    let mut waiter = Waiter::new(&set, &tokens);
    race([add_token(&set, &tokens)], || {
        let mut is_second = false;
        ready.poll_with(|| {
            if is_second {
                let is_ready = tokens.take();
                waiter.poll();
                return is_ready;
            }
            is_second = true;
            tokens.add();
            set.wake_one(0);
            false
        });
    });
    run(&tokens, [ready, waiter]);
}

/// The time of a waiter is over while it is woken. Its last check takes the token, or another waiter is
/// woken.
fn timed_out_waits_pass_their_wakes_on<const SYNC: bool, const CACHED: bool>() {
    let (_lone, set) = set::<SYNC, CACHED>();
    let tokens = Count::new(0);
    let handle = Handle::of_one(&set);
    let task = Task::new();
    let mut wait = handle.wait();
    assert!(wait.poll(&task.waker(), || false).is_pending());
    let waiter = Waiter::registered(&set, &tokens);
    let last: Poll<()> = race([add_token(&set, &tokens)], || {
        wait.check_at_last(|| tokens.take())
    });
    assert!(last.is_pending() || tokens.get() == 0);
    run(&tokens, [waiter]);
}

/// Each of two waiters gives up, the second perhaps as it gets the wake of the first.
fn chains_of_given_up_wakes_strand_nobody<const SYNC: bool, const CACHED: bool>() {
    let (_lone, set) = set::<SYNC, CACHED>();
    let tokens = Count::new(0);
    let [first, second, waiter] = [(); 3].map(|()| Waiter::registered(&set, &tokens));
    let gives_up: Racer = Box::new(|| drop(first));
    race([add_token(&set, &tokens), gives_up], || drop(second));
    run(&tokens, [waiter]);
}

/// Waiters that register again at once do not take each other's turns.
#[test]
fn each_waiter_has_its_turn() {
    const WAITERS: usize = FIRST_SEGMENT + 2;
    once(|| {
        let (_lone, set) = set::<true, true>();
        let tokens = Count::new(0);
        let mut waiters = [(); WAITERS].map(|()| Waiter::registered(&set, &tokens));
        for round in 1..=2 {
            for _ in 0..WAITERS {
                set.wake_one(0);
                let woken = waiters.iter_mut().find(|waiter| waiter.should_be_polled());
                woken.expect("nobody is woken").poll_with(|| false);
            }
            let wakes = waiters.each_ref().map(|waiter| waiter.task.wakes());
            assert_eq!(wakes, [round; WAITERS]);
        }
    });
}
