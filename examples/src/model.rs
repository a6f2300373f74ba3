//! What stands in for other crates' types in a model: loom cannot look into those.

pub(crate) use loom::sync::atomic::AtomicBool;
use loom::sync::{
    Mutex,
    atomic::{
        AtomicUsize,
        Ordering::{Acquire, Release},
    },
};
use std::collections::VecDeque;

/// crossbeam's bounded queue.
///
/// Its length is an atomic of its own: like the real one's, a pop may find it empty that has not
/// acquired the push, where a lock alone would show each push to every later pop.
#[derive(Debug)]
pub(crate) struct ArrayQueue<T> {
    items: Mutex<VecDeque<T>>,
    len: AtomicUsize,
    capacity: usize,
}

impl<T> ArrayQueue<T> {
    pub(crate) fn new(capacity: usize) -> Self {
        Self {
            items: Mutex::new(VecDeque::new()),
            len: AtomicUsize::new(0),
            capacity,
        }
    }

    pub(crate) fn push(&self, item: T) -> Result<(), T> {
        if self.len.load(Acquire) == self.capacity {
            return Err(item);
        }
        self.items.lock().expect("poisoned").push_back(item);
        // Release, with the acquires here and in `pop`.
        self.len.fetch_add(1, Release);
        Ok(())
    }

    pub(crate) fn pop(&self) -> Option<T> {
        if self.len.load(Acquire) == 0 {
            return None;
        }
        let item = self.items.lock().expect("poisoned").pop_front();
        // Release, with the acquires here and in `push`.
        self.len.fetch_sub(1, Release);
        item
    }
}
