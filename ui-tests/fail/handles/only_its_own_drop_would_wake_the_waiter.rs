//! The waiter would wait forever, or has nothing to wait for.
use spmc_waker::waitable;
use std::sync::{
    Mutex,
    atomic::{AtomicUsize, Ordering::SeqCst},
};

struct Work {
    left: AtomicUsize,
    list: Mutex<Vec<u32>>,
}

#[waitable]
impl Work {
    #[on_drop(waiter)]
    fn end(&self) {
        self.left.store(0, SeqCst);
    }

    #[wait]
    fn is_done(&self) -> bool {
        self.left.load(SeqCst) == 0 && self.list.lock().unwrap().is_empty()
    }
}

fn main() {}
