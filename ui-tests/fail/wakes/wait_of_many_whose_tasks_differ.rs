//! The only wait takes a number, and does not say whom it wakes. `one`, which it cannot have, is not proposed.
//~ error at `wait` in `#[wait(acquire)]`: whom does this wake when it is ready?
//~ not: one(acquire)
use spmc_waker::waitable;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

struct Permits {
    free: AtomicUsize,
}

#[waitable(waiters = Semaphore, notifier = none)]
impl Permits {
    #[notify(by = Semaphore)]
    fn release(&self, n: usize) {
        self.free.fetch_add(n, SeqCst);
    }

    #[wait(acquire)]
    fn try_acquire(&self, n: usize) -> bool {
        let fewer = |free: usize| free.checked_sub(n);
        self.free.fetch_update(SeqCst, SeqCst, fewer).is_ok()
    }
}

fn main() {}
