//! A condition that one task waits for.
#![forbid(unsafe_code)]

use crate::sweep::{self, CHANGES, Source, marked};
use core::{
    future::poll_fn,
    sync::atomic::{AtomicBool, Ordering::SeqCst},
};
use cortex_m_semihosting::hprintln;
use spmc_waker::{Waitable, waitable};

struct Line {
    raised: AtomicBool,
}

#[waitable(notifier = Device, waiter = Driver, storage = borrowed)]
impl Line {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(raised, wakes = none)]
    fn take_raised(&self) -> bool {
        self.raised.swap(false, SeqCst)
    }

    #[query]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

static LINE: Waitable<Line> = Waitable::new(Line {
    raised: AtomicBool::new(false),
});

impl Source for Device<'_> {
    fn is_taken(&self) -> bool {
        !self.is_raised()
    }

    fn change(&self) {
        self.raise();
    }

    fn finish(&self) {}
}

static DEVICE: Device<'static> = Device::new(&LINE);

fn claim() -> Driver<'static> {
    Driver::claim(&LINE).expect("nobody else waits")
}

/// Uses one driver, which keeps the task's waker, or a driver for each change, which clones and drops a waker.
pub(crate) async fn test(keeps: bool) {
    let mut driver = claim();
    sweep::start(&DEVICE);
    for _ in 0..CHANGES {
        poll_fn(|cx| marked(|| driver.poll_raised(cx))).await;
        if !keeps {
            drop(driver);
            driver = claim();
        }
    }
    assert!(!DEVICE.is_raised());
    hprintln!(
        "one task, {}: {} changes, {} of them during a poll",
        if keeps { "one driver" } else { "new drivers" },
        CHANGES,
        sweep::changes_during_polls()
    );
}
