use spmc_waker::waitable;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// Permits that any number of tasks take.
#[derive(Default)]
pub struct Semaphore {
    free: AtomicUsize,
}

#[waitable(
    /// Takes and releases permits.
    waiters = Permits,
    notifier = none
)]
impl Semaphore {
    /// Releases a permit.
    #[notify(by = Permits, wakes = one(take))]
    pub fn release(&self) {
        self.free.fetch_add(1, Relaxed);
    }

    /// Takes a permit, if one is free.
    #[wait(take, wakes = none)]
    pub fn try_take(&self) -> bool {
        self.free
            .fetch_update(Relaxed, Relaxed, |free| free.checked_sub(1))
            .is_ok()
    }
}
