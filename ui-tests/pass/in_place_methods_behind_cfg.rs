#![deny(warnings)]

use spmc_waker::{Waitable, waitable};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

pub struct Flag {
    raised: AtomicBool,
}

/// Its members exist, or not.
#[waitable(storage = ref)]
impl Flag {
    #[wait(raise, by = notifier)]
    pub fn try_raise(&self) -> bool {
        !self.raised.swap(true, SeqCst)
    }

    #[cfg(any())]
    #[wait(raise_more, by = notifier)]
    pub fn try_raise_more(&self, #[once] more: &mut Option<Missing>) -> Poll<Missing> {
        Missing
    }

    #[wait(lower)]
    #[cfg(all())]
    pub fn try_lower(&self) -> bool {
        self.raised.swap(false, SeqCst)
    }

    #[cfg(any())]
    #[notify(by = waiter)]
    pub fn lower_more(&self, more: Missing) {
        missing();
    }

    #[arm]
    #[cfg(any())]
    fn enable(&self) {
        missing();
    }

    #[cfg(all())]
    #[arm(raise)]
    fn enable_notifier(&self) {
        self.raised.store(false, SeqCst);
    }

    #[cfg(any())]
    #[disarm]
    fn disable(&self) {
        missing();
    }

    #[disarm(raise, by = notifier)]
    #[cfg(any())]
    fn disable_notifier(&self) {
        missing();
    }

    #[on_drop(waiter)]
    #[cfg(any())]
    fn leave(&self) {
        missing();
    }
}

pub struct Lent(AtomicBool);

/// What would be lent is missing.
#[waitable]
impl Lent {
    #[notify]
    pub fn wake(&self) {}

    #[wait]
    pub fn is_set(&self) -> bool {
        self.0.load(SeqCst)
    }

    #[cfg(any())]
    #[wait(lent)]
    pub fn try_lend(&self) -> Option<&Missing> {
        missing()
    }

    #[cfg(any())]
    #[on_drop(notifier)]
    fn close(&self) {
        missing();
    }
}

pub struct Half(AtomicBool);

/// The notifier would wait, but for what is missing.
#[waitable(storage = ref)]
impl Half {
    #[notify]
    pub fn set(&self) {
        self.0.store(true, SeqCst);
    }

    #[wait]
    pub fn is_set(&self) -> bool {
        self.0.load(SeqCst)
    }

    #[cfg(any())]
    #[wait(missing, by = notifier, default)]
    pub fn try_missing(&self) -> Poll<Missing> {
        missing()
    }
}

/// Does not exist at all.
#[cfg(any())]
#[waitable(storage = ref)]
impl Gone {
    #[wait(gone, by = notifier)]
    pub fn is_gone(&self) -> bool {
        missing()
    }
}

/// Nor does this, with the condition below the attribute.
#[waitable(until = |gone| gone.missing(), storage = ref)]
#[cfg(any())]
pub struct GoneToo {
    missing: Missing,
}

fn main() {
    let flag = Waitable::new(Flag {
        raised: AtomicBool::new(false),
    });
    let (mut notifier, mut waiter) = (flag.notifier().unwrap(), flag.waiter().unwrap());
    assert!(notifier.try_raise());
    assert!(waiter.try_lower());
    drop((notifier.raise(), waiter.lower()));

    let half = Waitable::new(Half(AtomicBool::new(false)));
    let (notifier, waiter) = (half.notifier().unwrap(), half.waiter().unwrap());
    notifier.set();
    assert!(waiter.is_set());

    let (notifier, waiter) = Lent(AtomicBool::new(true)).into_pair();
    notifier.wake();
    assert!(waiter.is_set());
}
