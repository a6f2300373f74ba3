#![deny(warnings)]

use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

fn main() {
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

    let (notifier, waiter) = Flag::default().into_pair();
    notifier.notify(|flag| flag.raised.store(true, SeqCst));
    assert!(waiter.try_wait());
    let (notifier, mut waiter) = Slot(AtomicBool::new(false)).into_pair();
    notifier.fill();
    assert!(waiter.is_full());
    drop(waiter.full());
}
