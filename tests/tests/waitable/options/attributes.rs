//! Attributes of methods are copied to the generated code.
#![deny(unfulfilled_lint_expectations)]

use spmc_waker::waitable;
use spmc_waker_tests::time_limit::block_on;
use std::{
    future::IntoFuture,
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    task::{Context, Waker},
};

/// Has documented, deprecated and conditional methods.
#[derive(Default)]
struct Attributed(AtomicU64);

#[waitable(notifier = pub(crate) AttributedSetter)]
impl Attributed {
    /// Sets it.
    #[notify]
    #[deprecated = "for the test"]
    #[must_use]
    fn set(&self, value: u64) -> u64 {
        self.0.swap(value, Relaxed)
    }

    /// Whether the value has been reached.
    #[wait(reached, wakes = none)]
    #[deprecated = "for the test"]
    #[inline(always)]
    #[allow(clippy::inline_always)]
    fn has(&self, value: u64) -> bool {
        self.0.load(Relaxed) >= value
    }

    /// Is left out by its `cfg`.
    #[notify]
    #[cfg(any())]
    fn absent(&self, _: Absent) {}

    /// Is left out by its `cfg`, too.
    #[wait(absent, wakes = none)]
    #[cfg(any())]
    fn is_absent(&self, absent: Absent) -> bool {}

    #[on_drop(notifier)]
    #[cfg(any())]
    fn absent_hook(&self) {}

    /// Is kept by its `cfg`.
    #[wait(present, await, wakes = none)]
    #[cfg(not(loom))]
    fn is_present(&self) -> bool {
        self.0.load(Relaxed) < u64::MAX
    }

    /// Lints that are allowed or expected here are allowed in the generated code.
    #[wait(level, wakes = none)]
    #[must_use = "it is the level"]
    #[expect(non_snake_case, reason = "the name is part of the test")]
    #[allow(clippy::too_many_arguments)]
    fn try_level(&self) -> Option<u64> {
        let Level = self.0.load(Relaxed);
        (Level > 0).then_some(Level)
    }

    #[query]
    #[must_use]
    fn current(&self) -> u64 {
        self.0.load(Relaxed)
    }

    fn _unmarked(&self) {
        self.0.store(0, Relaxed);
    }
}

// An unfulfilled expectation is an error, so each `expect` below proves that an attribute was copied.

#[test]
fn deprecated_reaches_every_generated_method() {
    let (setter, mut waiter) = Attributed::default().into_pair();
    block_on(waiter.present());
    #[expect(deprecated)]
    {
        assert_eq!(setter.set(3), 0);
    }
    #[expect(deprecated)]
    {
        assert!(waiter.has(3));
    }
    #[expect(deprecated)]
    let reached = waiter.reached(3);
    block_on(reached);
    #[expect(deprecated)]
    let poll = waiter.poll_reached(&mut Context::from_waker(Waker::noop()), 3);
    assert!(poll.is_ready());
    block_on(waiter.into_future());
}

#[test]
fn must_use_reaches_methods_with_the_same_result() {
    let (setter, mut waiter) = Attributed::default().into_pair();
    #[expect(deprecated, unused_must_use)]
    {
        setter.set(3);
    }
    assert_eq!(waiter.current(), 3);
    #[expect(unused_must_use)]
    {
        waiter.current();
    }
    #[expect(unused_must_use)]
    {
        waiter.try_level();
    }
}

#[test]
fn futures_and_waiters_that_are_awaited_must_be_used() {
    let (_setter, mut waiter) = Attributed::default().into_pair();
    #[expect(unused_must_use)]
    {
        waiter.present();
    }
    fn new_waiter() -> AttributedWaiter {
        Attributed::default().into_pair().1
    }
    #[expect(unused_must_use)]
    {
        new_waiter();
    }
    #[expect(unused_must_use)]
    {
        Attributed::default().into_pair();
    }
    // None of these has changed the condition.
    assert_eq!(waiter.current(), 0);
}

#[test]
fn only_the_method_whose_cfg_holds_is_generated() {
    #[derive(Default)]
    struct Either(Mutex<bool>);

    #[waitable]
    impl Either {
        #[notify]
        fn set(&self) {
            *self.0.lock().unwrap() = true;
        }

        #[cfg(test)]
        #[wait(set, await)]
        fn is_set(&self) -> bool {
            *self.0.lock().unwrap()
        }

        #[cfg(not(test))]
        #[wait(set, await)]
        fn is_set(&self) -> bool {
            false
        }

        #[cfg(test)]
        #[on_drop(waiter)]
        fn leave(&self) {}

        #[cfg(not(test))]
        #[on_drop(waiter)]
        fn leave(&self) {}
    }

    let (notifier, mut waiter) = Either::default().into_pair();
    assert!(!waiter.is_set());
    notifier.set();
    assert!(waiter.is_set());
    block_on(waiter);
}
