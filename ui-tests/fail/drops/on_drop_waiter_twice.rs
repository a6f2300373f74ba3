//! A hook has arguments or a result, or names its handles wrongly.
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
    #[notify]
    fn count_down(&self) -> usize {
        self.left.fetch_sub(1, SeqCst)
    }

    #[on_drop(waiter)]
    fn end(&self) {
        self.left.store(0, SeqCst);
    }

    #[on_drop(waiter)]
    fn finish(&self) {
        self.left.store(0, SeqCst);
    }

    #[wait]
    fn is_done(&self) -> bool {
        self.left.load(SeqCst) == 0 && self.list.lock().unwrap().is_empty()
    }
}

fn main() {}
