#![deny(warnings)]

use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

/// Its members exist, or not.
#[derive(Default)]
pub struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[cfg(not(any()))]
    #[notify]
    pub fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[notify]
    #[cfg(any())]
    pub fn raise_more(&self, more: Missing) {
        self.raised.store(more.0, SeqCst);
    }

    #[wait(raised, default)]
    #[cfg(all())]
    pub fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[wait(more)]
    #[cfg(any())]
    pub fn try_more(&self, more: Missing) -> Option<Missing> {
        Some(more)
    }

    #[shared]
    #[cfg(any())]
    pub fn query(&self) -> Missing {
        Missing
    }

    #[on_drop(notifier)]
    #[cfg(any())]
    fn close(&self) {
        missing();
    }
}

/// Does not exist at all.
#[cfg(any())]
#[waitable(until = |gone| gone.missing())]
pub struct Gone {
    missing: Missing,
}

/// Nor does this, with the condition below the attribute.
#[waitable(until = |gone| gone.missing())]
#[cfg(any())]
pub struct GoneToo {
    missing: Missing,
}

fn main() {
    let (notifier, mut waiter) = Flag::default().into_pair();
    notifier.raise();
    assert!(waiter.is_raised());
    drop(waiter.raised());
}
