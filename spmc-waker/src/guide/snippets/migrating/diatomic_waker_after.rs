use spmc_waker::waitable;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

#[derive(Default)]
pub struct Count(AtomicU32);

#[waitable(notifier = Timer, waiter = Ticks)]
impl Count {
    #[notify]
    pub fn tick(&self) {
        self.0.fetch_add(1, Relaxed);
    }

    /// Takes the ticks that were not seen yet.
    #[wait(seen)]
    pub fn try_seen(&self) -> Option<u32> {
        Some(self.0.swap(0, Relaxed)).filter(|ticks| *ticks > 0)
    }
}

pub fn ticks() -> (Timer, Ticks) {
    Count::default().into_pair()
}
