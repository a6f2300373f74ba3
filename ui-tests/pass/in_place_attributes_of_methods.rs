#![deny(warnings)]

use spmc_waker::{Waitable, waitable};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

pub struct Flag {
    raised: AtomicBool,
}

#[waitable(storage = ref)]
impl Flag {
    #[wait(raise, by = notifier, default)]
    #[deprecated]
    pub fn try_raise(&self) -> bool {
        !self.raised.swap(true, SeqCst)
    }

    #[doc(alias = "up")]
    #[must_use]
    #[inline(always)]
    #[wait(put, by = notifier)]
    #[track_caller]
    pub fn try_put(&self, #[once] value: &mut Option<bool>) -> Option<bool> {
        value
            .take()
            .filter(|value| self.raised.swap(*value, SeqCst))
    }

    #[wait(lowered, default)]
    #[deprecated(note = "use `is_raised`")]
    #[must_use]
    pub fn is_lowered(&self) -> bool {
        !self.raised.load(SeqCst)
    }

    #[notify(by = waiter)]
    #[deprecated]
    pub fn lower(&self) {
        self.raised.store(false, SeqCst);
    }

    #[arm]
    #[deprecated]
    fn enable(&self) {}

    #[deprecated]
    #[disarm(put)]
    #[inline(never)]
    fn disable(&self) {}
}

pub struct Lent(u32);

#[waitable]
impl Lent {
    #[notify]
    pub fn wake(&self) {}

    #[wait(lent)]
    #[deprecated]
    #[must_use]
    pub fn try_lend(&self) -> Option<&u32> {
        Some(&self.0)
    }
}

fn main() {
    let flag = Waitable::new(Flag {
        raised: AtomicBool::new(true),
    });
    let (mut notifier, waiter) = (flag.notifier().unwrap(), flag.waiter().unwrap());
    assert_eq!(notifier.try_put(&mut Some(true)), Some(true));
    drop(notifier.put(true));
    drop(waiter);
    Lent(1).into_pair().0.wake();
}
