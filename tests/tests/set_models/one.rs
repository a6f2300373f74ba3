//! No wake of one is stranded: while a token is there and a task waits for one, a task is notified.

use crate::{Count, add_token, assert_owned_once, tasks};
use spmc_waker::__private::set::{Held, Registration};
use spmc_waker_tests::{
    facade::{FIRST_SEGMENT, Racer, race, thread},
    raw::{Handle, Probe, Set, Task, set},
};
use std::task::{Context, Poll};

tests! {
    cached_modes: two_tokens found_empty a_thief given_up given_up_in_another_segment
    ready_at_the_first_check ready_at_the_second_check time_is_over chain polled
}

type Waits<'a, const SYNC: bool, const CACHED: bool> =
    Registration<Held<'a, SYNC, CACHED, 1, 1>, true>;

/// A task that waits for a token, by a slot of the set.
struct Waiter<'a, const SYNC: bool, const CACHED: bool> {
    task: Task,
    tokens: Count<SYNC>,
    registration: Waits<'a, SYNC, CACHED>,
    is_ready: bool,
}

impl<'a, const SYNC: bool, const CACHED: bool> Waiter<'a, SYNC, CACHED> {
    fn new(set: &'a Set<SYNC, CACHED>, tokens: &Count<SYNC>) -> Self {
        Self {
            task: Task::new(),
            tokens: tokens.clone(),
            registration: Registration::new(set.hold(0, 0)),
            is_ready: false,
        }
    }

    /// A waiter that is registered.
    fn registered(set: &'a Set<SYNC, CACHED>, tokens: &Count<SYNC>) -> Self {
        let mut waiter = Self::new(set, tokens);
        assert!(waiter.poll_with(|| false).is_pending());
        waiter
    }

    /// Polls as an executor does.
    fn poll(&mut self) {
        let tokens = self.tokens.clone();
        self.is_ready |= self.poll_with(|| tokens.take()).is_ready();
    }

    fn poll_with(&mut self, check: impl FnMut() -> bool) -> Poll<()> {
        self.task.discard();
        let waker = self.task.waker();
        self.registration.poll(&mut Context::from_waker(&waker), check)
    }

    fn should_be_polled(&self) -> bool {
        !self.is_ready && self.task.is_notified()
    }
}

/// Polls as long as a task is notified. Then no token may be there that a task waits for.
fn run<const SYNC: bool, const CACHED: bool>(
    tokens: &Count<SYNC>,
    waiters: &mut [Waiter<'_, SYNC, CACHED>],
) {
    while let Some(waiter) = waiters.iter_mut().find(|waiter| waiter.should_be_polled()) {
        waiter.poll();
    }
    let all_ready = waiters.iter().all(|waiter| waiter.is_ready);
    assert!(all_ready || tokens.get() == 0, "a wake is stranded");
}

/// One waits and one begins to wait while two tokens come, each with its wake.
fn two_tokens<const SYNC: bool, const CACHED: bool>() {
    let (_lone, set) = set::<SYNC, CACHED>();
    let tokens = Count::new(0);
    let mut waiters = [Waiter::registered(&set, &tokens), Waiter::new(&set, &tokens)];
    race([0, 1].map(|_| add_token(&set, &tokens)), || waiters[1].poll());
    run(&tokens, &mut waiters);
    assert!(waiters.iter().all(|waiter| waiter.is_ready));
}
