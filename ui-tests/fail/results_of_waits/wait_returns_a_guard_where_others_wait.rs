//! A check returns a borrow although other waiters wait.
use spmc_waker::waitable;
use std::sync::{Mutex, MutexGuard};

struct Count {
    count: Mutex<u32>,
}

#[waitable(waiter = Adder, waiter = Reader)]
impl Count {
    #[wait(add, by = Adder, wakes = Reader)]
    fn try_add(&self) -> bool {
        self.count.try_lock().map(|mut count| *count += 1).is_ok()
    }

    #[wait(count, by = Reader)]
    fn try_count(&self) -> Option<MutexGuard<'_, u32>> {
        self.count.try_lock().ok()
    }
}

fn main() {}
