//! `when` is not a closure that takes the result.
use spmc_waker::waitable;
use std::sync::{
    Mutex, MutexGuard,
    atomic::{AtomicUsize, Ordering::SeqCst},
};

struct Work {
    left: AtomicUsize,
    list: Mutex<Vec<u32>>,
}

#[waitable]
impl Work {
    #[notify(when = |list| list.is_empty(), guard)]
    fn list(&self) -> MutexGuard<'_, Vec<u32>> {
        self.list.lock().unwrap()
    }

    #[wait]
    fn is_done(&self) -> bool {
        self.left.load(SeqCst) == 0 && self.list.lock().unwrap().is_empty()
    }
}

fn main() {}
