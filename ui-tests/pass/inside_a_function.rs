//! Conditions in the body of a function, of a closure, of an async block, and in a constant.

#![deny(warnings)]

use spmc_waker::{Waitable, waitable};
use std::{
    future::Future as _,
    pin::pin,
    sync::atomic::{AtomicBool, Ordering::SeqCst},
    task::{Context, Poll, Waker},
};

fn owned() {
    #[waitable(until = |flag| flag.raised.load(SeqCst))]
    #[derive(Default)]
    struct Flag {
        raised: AtomicBool,
    }

    struct Slot(AtomicBool);

    #[waitable]
    impl Slot {
        #[notify]
        fn fill(&self) {
            self.0.store(true, SeqCst);
        }

        #[wait]
        fn is_full(&self) -> bool {
            self.0.load(SeqCst)
        }
    }

    let (notifier, mut waiter) = Flag::default().into_pair();
    notifier.notify(|flag| flag.raised.store(true, SeqCst));
    assert!(waiter.try_wait());
    let (notifier, mut waiter) = Slot(AtomicBool::new(false)).into_pair();
    notifier.fill();
    assert!(waiter.is_full());
    drop(waiter.full());
}

fn borrowed() {
    #[waitable(until = |flag| flag.raised.load(SeqCst), storage = borrowed)]
    struct Flag {
        raised: AtomicBool,
    }

    struct Slot(AtomicBool);

    #[waitable(waiter = Filler { count: u8 = 0 }, waiter = Drainer, storage = borrowed)]
    impl Slot {
        #[wait(fill, by = Filler, wakes = Drainer)]
        fn try_fill(&self, #[once] value: &mut Option<u32>, #[field] count: &mut u8) -> bool {
            *count += 1;
            !self.0.swap(true, SeqCst) && value.take().is_some()
        }

        #[wait(drain, by = Drainer, wakes = Filler)]
        fn try_drain(&self) -> bool {
            self.0.swap(false, SeqCst)
        }

        #[arm(fill)]
        fn enable(&self) {}
    }

    static FLAG: Waitable<Flag> = Waitable::new(Flag {
        raised: AtomicBool::new(false),
    });
    FlagNotifier::new(&FLAG).notify(|flag| flag.raised.store(true, SeqCst));
    assert!(FlagWaiter::claim(&FLAG).unwrap().try_wait());

    let slot = Waitable::new(Slot(AtomicBool::new(false)));
    let (mut filler, mut drainer) = (
        Filler::claim(&slot).unwrap(),
        Drainer::claim(&slot).unwrap(),
    );
    assert!(filler.try_fill(&mut Some(1)));
    assert!(drainer.try_drain());
    drop((filler.fill(1), drainer.drain()));
}

/// Two conditions of one name, each in a scope of its own, and one in the scope of the other.
fn nested() -> bool {
    let inner = {
        #[waitable(until = |flag| flag.0.load(SeqCst))]
        struct Flag(AtomicBool);
        Flag(AtomicBool::new(true)).into_pair().1.try_wait()
    };
    #[waitable(until = |flag| {
        #[waitable(until = |_| true)]
        struct Inner;
        Inner.into_pair().1.try_wait() && flag.0.load(SeqCst)
    })]
    struct Flag(AtomicBool);
    inner && Flag(AtomicBool::new(true)).into_pair().1.try_wait()
}

fn in_a_closure() -> bool {
    let closure = || {
        struct Flag(AtomicBool);

        #[waitable]
        impl Flag {
            #[notify]
            fn raise(&self) {
                self.0.store(true, SeqCst);
            }

            #[wait]
            fn is_raised(&self) -> bool {
                self.0.load(SeqCst)
            }
        }

        let (notifier, mut waiter) = Flag(AtomicBool::new(false)).into_pair();
        notifier.raise();
        drop(waiter.raised());
        waiter.is_raised()
    };
    closure()
}

async fn in_an_async_fn() -> u8 {
    #[waitable(until = |Always| -> Option<u8> { Some(7) })]
    struct Always;
    let (_notifier, mut waiter) = Always.into_pair();
    waiter.wait().await + waiter.await
}

/// Without a name around it.
const _: () = {
    struct Nowhere(AtomicBool);

    #[waitable(storage = borrowed)]
    impl Nowhere {
        #[notify]
        fn raise(&self) {
            self.0.store(true, SeqCst);
        }

        #[wait]
        fn is_raised(&self) -> bool {
            self.0.load(SeqCst)
        }
    }

    static NOWHERE: Waitable<Nowhere> = Waitable::new(Nowhere(AtomicBool::new(false)));

    impl Elsewhere {
        fn use_it() -> bool {
            NowhereNotifier::new(&NOWHERE).raise();
            let mut waiter = NowhereWaiter::claim(&NOWHERE).unwrap();
            drop(waiter.raised());
            waiter.is_raised()
        }
    }
};

struct Elsewhere;

#[test]
fn compiles_and_works() {
    owned();
    borrowed();
    assert!(nested() && in_a_closure() && Elsewhere::use_it());
    let ready = pin!(in_an_async_fn()).poll(&mut Context::from_waker(Waker::noop()));
    assert_eq!(ready, Poll::Ready(14));
}
