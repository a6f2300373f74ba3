use spmc_waker::waitable;
use std::{collections::VecDeque, sync::Mutex};

#[derive(Default)]
pub struct Items(Mutex<VecDeque<u32>>);

#[waitable(waiters = Queue, notifier = none)]
impl Items {
    #[notify(by = Queue, wakes = one(pop))]
    pub fn push(&self, item: u32) {
        self.0.lock().unwrap().push_back(item);
    }

    #[wait(pop, wakes = none)]
    pub fn try_pop(&self) -> Option<u32> {
        self.0.lock().unwrap().pop_front()
    }
}

pub fn queue() -> Queue {
    Items::default().into_handle()
}
