//! No wake of one is stranded: if there is a token and a task waits for one, some task is notified.

use crate::{Count, add_token, assert_owned_once, tasks};
use spmc_waker::__private::set::{GrowingSet, Registration};
use spmc_waker_tests::{
    facade::{FIRST_SEGMENT, Racer, join, once, race, thread},
    raw::{Handle, Set, Task, set},
};
use std::{
    sync::Arc,
    task::{Context, Poll},
};

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
tests! {
    one_mode:
        a_thief_strands_no_wake
        waiters_of_segments_that_are_appended_at_once_have_their_turns
}

/// A task that waits for a token with a handle's own slot.
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

    /// Creates a waiter and registers it.
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

/// Polls the notified tasks until none is left. Then there must be no token that a task still waits for.
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

/// One task waits and another begins to wait, while two tokens are added, each with a wake.
fn two_tokens_wake_both_waiters<const SYNC: bool, const CACHED: bool>() {
    let (_lone, set) = set::<SYNC, CACHED>();
    let tokens = Count::new(0);
    let waiting = Waiter::registered(&set, &tokens);
    let mut waiter = Waiter::new(&set, &tokens);
    race([0, 1].map(|_| add_token(&set, &tokens)), || waiter.poll());
    run(&tokens, [waiting, waiter]);
    assert_eq!(tokens.get(), 0);
}

/// The root's bit is set, and the word is empty. Two wakes find this while the waiter registers again.
fn found_empty_a_word_strands_no_wake<const SYNC: bool, const CACHED: bool>() {
    let (_lone, set) = set::<SYNC, CACHED>();
    let tokens = Count::new(0);
    let mut waiter = Waiter::registered(&set, &tokens);
    set.wake_one(0);
    race([0, 1].map(|_| add_token(&set, &tokens)), || waiter.poll());
    run(&tokens, [waiter]);
}

/// The root's bit of one segment is set, and its word is empty. A waiter registers in another segment. The wake's
/// load of the root may miss that segment's bit.
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

/// Three wakes find the word empty although the root's bit is set. Meanwhile, two waiters register, and a thief takes
/// a token without waiting. If such a wake woke only one waiter, the other one could be stranded.
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
    let waiters = join(waiting);
    run(&tokens, waiters);
}

/// The waiter that is woken gives up. The other one is woken instead.
fn given_up_wakes_are_passed_on<const SYNC: bool, const CACHED: bool>() {
    let (_lone, set) = set::<SYNC, CACHED>();
    let tokens = Count::new(0);
    let given_up = Waiter::registered(&set, &tokens);
    let waiter = Waiter::registered(&set, &tokens);
    race([add_token(&set, &tokens)], || drop(given_up));
    run(&tokens, [waiter]);
}

/// The same, but the other waiter waits in another segment, which the first wake does not look at. So the wake that is
/// passed on has to announce the change of the first wake. Otherwise the other waiter's check may miss it.
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
    run(&tokens, [join(running)]);
}

/// A waiter takes a token at its first check. The waiter that was woken for that token finds none, and continues to
/// wait. Meanwhile, the wake of another token chooses the first waiter.
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

/// A token is added between the two checks of a waiter, and its wake finds nobody. The waiter takes the token at its
/// second check. Meanwhile, another waiter begins to wait, and the wake of another token chooses the first waiter.
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

/// A waiter times out while it is woken. Either its last check takes the token, or another waiter is woken.
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

/// Two waiters give up. The second may do so while it receives the wake of the first.
fn chains_of_given_up_wakes_strand_nobody<const SYNC: bool, const CACHED: bool>() {
    let (_lone, set) = set::<SYNC, CACHED>();
    let tokens = Count::new(0);
    let [first, second, waiter] = [(); 3].map(|()| Waiter::registered(&set, &tokens));
    let gives_up: Racer = Box::new(|| drop(first));
    race([add_token(&set, &tokens), gives_up], || drop(second));
    run(&tokens, [waiter]);
}

/// Waiters that register again immediately do not take each other's turns.
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
                woken.expect("a waiter is woken").poll_with(|| false);
            }
            let wakes = waiters.each_ref().map(|waiter| waiter.task.wakes());
            assert_eq!(wakes, [round; WAITERS]);
        }
    });
}

/// Two threads append a segment each. Later, waiters of both have their turns, although all segments have one bit of
/// the root: a wake knows how many there are.
fn waiters_of_segments_that_are_appended_at_once_have_their_turns<
    const SYNC: bool,
    const CACHED: bool,
>() {
    const WAITERS: usize = FIRST_SEGMENT + 1;
    const LISTS: usize = usize::BITS as usize;
    let set = Arc::new(GrowingSet::<SYNC, CACHED, 0, LISTS>::new());
    let appends = [1, WAITERS].map(|held| -> Racer {
        let set = set.clone();
        Box::new(move || {
            drop(
                [0; WAITERS][..held]
                    .iter()
                    .map(|_| set.hold(0, 0))
                    .collect::<Vec<_>>(),
            );
        })
    });
    race(appends, || {});
    let tasks = tasks::<WAITERS>();
    let mut waits = [0; WAITERS].map(|hint| Registration::<_, true>::new(set.hold(0, hint)));
    let mut poll = |number: usize| {
        let waker = tasks[number].waker();
        _ = waits[number].poll(&mut Context::from_waker(&waker), || false);
    };
    (0..WAITERS).for_each(&mut poll);
    for round in 1..=2 {
        for _ in 0..WAITERS {
            set.wake_one(0);
            let woken = tasks.iter().position(|task| task.is_notified());
            let woken = woken.expect("a waiter is woken");
            tasks[woken].discard();
            poll(woken);
        }
        assert_eq!(tasks.each_ref().map(|task| task.wakes()), [round; WAITERS]);
    }
}
