use std::{
    collections::VecDeque,
    pin::pin,
    sync::{Arc, Mutex},
};
use tokio::sync::Notify;

#[derive(Clone)]
pub struct Queue(Arc<State>);

struct State {
    items: Mutex<VecDeque<u32>>,
    pushed: Notify,
}

pub fn queue() -> Queue {
    Queue(Arc::new(State {
        items: Mutex::default(),
        pushed: Notify::new(),
    }))
}

impl Queue {
    pub fn push(&self, item: u32) {
        self.0.items.lock().unwrap().push_back(item);
        self.0.pushed.notify_one();
    }

    pub fn try_pop(&self) -> Option<u32> {
        self.0.items.lock().unwrap().pop_front()
    }

    pub async fn pop(&self) -> u32 {
        let mut pushed = pin!(self.0.pushed.notified());
        loop {
            // Before the check, or two pushes at once wake one task of two.
            pushed.as_mut().enable();
            if let Some(item) = self.try_pop() {
                return item;
            }
            pushed.as_mut().await;
            pushed.set(self.0.pushed.notified());
        }
    }
}
