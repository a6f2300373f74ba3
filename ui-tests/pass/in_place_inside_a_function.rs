#![deny(warnings)]

use spmc_waker::{Waitable, waitable};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

fn main() {
    #[waitable(until = |flag| flag.raised.load(SeqCst), storage = ref)]
    struct Flag {
        raised: AtomicBool,
    }

    struct Slot(AtomicBool);

    #[waitable(storage = ref)]
    impl Slot {
        #[wait(fill, by = notifier)]
        fn try_fill(&self, #[once] value: &mut Option<u32>) -> bool {
            !self.0.swap(true, SeqCst) && value.take().is_some()
        }

        #[wait(drain)]
        fn try_drain(&self) -> bool {
            self.0.swap(false, SeqCst)
        }

        #[arm]
        fn enable(&self) {}
    }

    static FLAG: Waitable<Flag> = Waitable::new(Flag {
        raised: AtomicBool::new(false),
    });
    FLAG.notifier()
        .notify(|flag| flag.raised.store(true, SeqCst));
    assert!(FLAG.waiter().unwrap().try_wait());

    let slot = Waitable::new(Slot(AtomicBool::new(false)));
    let (mut notifier, mut waiter) = (slot.notifier().unwrap(), slot.waiter().unwrap());
    assert!(notifier.try_fill(&mut Some(1)));
    assert!(waiter.try_drain());
    drop((notifier.fill(1), waiter.drain()));
}
