//! A weak ordering with `sync = false`, in a body.
//~ error at `Acquire`: with `sync = false`, `Acquire` can lose a wakeup
use spmc_waker::waitable;
use std::sync::atomic::{AtomicUsize, Ordering};

struct Slot {
    value: AtomicUsize,
}

#[waitable(waiter = Putter, waiter = Taker, sync = false)]
impl Slot {
    #[wait(put, by = Putter, wakes = Taker)]
    fn try_put(&self, value: usize) -> bool {
        let old = self
            .value
            .compare_exchange(0, value, Ordering::SeqCst, Ordering::SeqCst);
        old.is_ok()
    }

    #[wait(take, by = Taker, wakes = Putter)]
    fn try_take(&self) -> Option<usize> {
        Some(self.value.swap(0, Ordering::Acquire)).filter(|value| *value > 0)
    }
}

fn main() {}
