//! `when` is not a closure that takes the result.
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
    #[notify(when)]
    fn count_down(&self) -> usize {
        self.left.fetch_sub(1, SeqCst)
    }

    #[wait]
    fn is_done(&self) -> bool {
        self.left.load(SeqCst) == 0 && self.list.lock().unwrap().is_empty()
    }
}

fn main() {}
