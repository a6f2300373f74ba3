//! Local types, traits and modules with names that an expansion needs.

#![deny(warnings)]
#![allow(dead_code)]

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

mod owned {
    use super::{AtomicBool, SeqCst};
    use spmc_waker::waitable;

    pub struct Option;
    pub struct Poll;
    pub struct Future;
    pub struct Result;
    pub struct Arc;
    struct Pin;
    struct Context;
    struct Waker;
    struct Clone;
    struct Debug;
    struct Send;
    struct Sync;
    struct Unpin;
    struct Self_;
    struct Box;
    struct Vec;
    struct String;
    struct PhantomData;
    struct Drop;
    struct FnOnce;
    mod core {}
    mod std_ {}
    mod spmc {}
    mod alloc {}

    #[waitable(until = |flag| flag.raised.load(SeqCst))]
    pub struct Flag {
        pub raised: AtomicBool,
    }

    pub struct Slot {
        pub filled: AtomicBool,
    }

    #[waitable(notifier = Sender { arc: Arc, sent: ::core::option::Option<Result> = ::core::option::Option::None })]
    impl Slot {
        #[notify]
        pub fn fill(&self, _: Option, _: Arc) -> Result {
            self.filled.store(true, SeqCst);
            Result
        }

        #[notify]
        pub fn refill(&self, #[field] sent: &mut ::core::option::Option<Result>) {
            *sent = ::core::option::Option::Some(Result);
        }

        #[wait(full, await, wakes = none)]
        pub fn is_full(&self) -> bool {
            self.filled.load(SeqCst)
        }

        #[wait(value, wakes = none)]
        pub fn try_value(&self) -> ::core::task::Poll<Result> {
            ::core::task::Poll::Ready(Result)
        }

        #[on_drop(notifier)]
        fn close(&self) {}
    }

    // The fields of the notifier are cloned with it.
    impl ::core::clone::Clone for Arc {
        fn clone(&self) -> Self {
            Self
        }
    }

    impl ::core::clone::Clone for Result {
        fn clone(&self) -> Self {
            Self
        }
    }
}

/// Primitive types can be shadowed, too.
#[allow(non_camel_case_types)]
mod primitives {
    use super::{AtomicBool, SeqCst};
    use core::{option, primitive, task::Poll};
    use spmc_waker::waitable;

    struct bool;
    struct usize;
    struct str;

    #[waitable(until = |flag| flag.raised.load(SeqCst), waiters)]
    pub struct Flag {
        pub raised: AtomicBool,
    }

    pub struct Slot {
        pub filled: AtomicBool,
    }

    #[waitable(notifier = Filler, waiters = Taker, waiter = Watcher)]
    impl Slot {
        #[notify(wakes = [one(take), watch])]
        pub fn fill(&self) {
            self.filled.store(true, SeqCst);
        }

        #[wait(take, by = Taker, stream, budget = 4, wakes = none)]
        pub fn try_take(&self) -> Poll<option::Option<()>> {
            if self.filled.swap(false, SeqCst) {
                Poll::Ready(Some(()))
            } else {
                Poll::Pending
            }
        }

        #[wait(watch, by = Watcher, within, blocking, query)]
        pub fn is_watched(&self) -> primitive::bool {
            self.filled.load(SeqCst)
        }
    }
}

mod borrowed {
    use super::{AtomicBool, SeqCst};
    use spmc_waker::waitable;

    struct Poll;
    struct Future;
    struct Result;
    struct Arc;
    struct Pin;
    struct Context;
    struct Waitable;
    struct Wait;
    struct Waiter;
    struct Notifier;
    struct Claimed;
    struct Hooks;
    struct Change;
    struct SpmcWaker;
    struct Duration;
    struct Instant;
    struct Condition;
    struct Waits;
    struct Readiness;
    struct DropHook;
    struct Defer;
    struct Armed;
    struct Unarmed;
    struct Until;
    struct FirstHandles;
    struct NotifyGuard;
    struct TimedOut;
    trait Some {}
    trait None {}
    trait Ok {}
    trait Err {}
    mod core {}
    mod std_ {}
    mod __private {}

    #[waitable(until = |flag| flag.raised.load(SeqCst), storage = borrowed)]
    pub struct Flag {
        pub raised: AtomicBool,
    }

    pub struct Slot {
        pub filled: AtomicBool,
    }

    #[derive(Debug)]
    pub enum Option<T> {
        Filled(T),
    }

    #[waitable(waiter = Filler, waiter = Drainer, storage = borrowed)]
    impl Slot {
        #[wait(fill, by = Filler, wakes = Drainer)]
        pub fn try_fill(&self, #[once] _item: &mut ::core::option::Option<u32>) -> bool {
            !self.filled.swap(true, SeqCst)
        }

        #[wait(drained, by = Drainer, await, wakes = Filler)]
        pub fn try_drain(&self) -> ::core::option::Option<Option<u32>> {
            self.filled.swap(false, SeqCst).then_some(Option::Filled(1))
        }

        #[arm(fill)]
        fn enable(&self) {}

        #[disarm(fill)]
        fn disable(&self) {}

        #[disarm(drained)]
        fn disable_drain(&self) {}
    }
}

/// Derives and prelude items are shadowed by generics and by macros, too.
mod shadowed {
    use super::{AtomicBool, SeqCst};
    use spmc_waker::waitable;

    macro_rules! matches {
        () => {};
    }
    matches!();

    pub struct Generic<Option, Poll, Send, Self_> {
        pub set: AtomicBool,
        pub values: (Option, Poll, Send, Self_),
    }

    #[waitable]
    impl<Option, Poll, Send, Self_: Clone> Generic<Option, Poll, Send, Self_> {
        #[notify]
        pub fn set<Result>(&self, result: Result) -> Result {
            self.set.store(true, SeqCst);
            result
        }

        #[wait(done, await, wakes = none)]
        pub fn try_done(&self) -> ::core::option::Option<Self_> {
            self.set.load(SeqCst).then(|| self.values.3.clone())
        }

        #[wait(other, wakes = none)]
        pub fn try_other<Future: Clone>(&self, future: Future) -> ::core::option::Option<Future> {
            self.set.load(SeqCst).then_some(future)
        }
    }
}

#[test]
fn compiles_and_works() {
    let filled = AtomicBool::new(false);
    let (notifier, mut waiter) = owned::Slot { filled }.into_pair(owned::Arc);
    let mut notifier = notifier.clone();
    let owned::Result = notifier.fill(owned::Option, owned::Arc);
    notifier.refill();
    assert!(waiter.is_full());
    drop(waiter.value());
    let raised = AtomicBool::new(true);
    assert!(owned::Flag { raised }.into_pair().1.try_wait());

    let slot = spmc_waker::Waitable::new(borrowed::Slot {
        filled: AtomicBool::new(false),
    });
    let mut filler = borrowed::Filler::claim(&slot).unwrap();
    let mut drainer = borrowed::Drainer::claim(&slot).unwrap();
    assert!(filler.try_fill(&mut Some(1)));
    let drained = drainer.try_drain();
    assert!(matches!(drained, Some(borrowed::Option::Filled(1))));
    drop((filler.fill(1), drainer.drained()));
    let raised = AtomicBool::new(true);
    let flag = spmc_waker::Waitable::new(borrowed::Flag { raised });
    borrowed::FlagNotifier::new(&flag).notify(|flag| flag.raised.store(true, SeqCst));
    assert!(borrowed::FlagWaiter::claim(&flag).unwrap().try_wait());

    let (set, values) = (AtomicBool::new(false), (1, 2, 3, 4));
    let (notifier, mut waiter) = shadowed::Generic { set, values }.into_pair();
    assert_eq!(notifier.set('r'), 'r');
    assert_eq!((waiter.try_done(), waiter.try_other(5)), (Some(4), Some(5)));
    drop(waiter.done());
    drop(waiter.other(5));
}
