//! A channel whose handles `#[waitable]` writes.

use spmc_waker::waitable;
use std::{
    collections::VecDeque,
    sync::{
        Mutex,
        atomic::{
            AtomicBool,
            Ordering::{Acquire, Release},
        },
    },
    task::{Context, Poll},
};

#[derive(Default)]
pub struct Channel {
    queue: Mutex<VecDeque<u64>>,
    closed: AtomicBool,
}

#[waitable(notifier = Sender, waiter = Receiver)]
impl Channel {
    #[notify]
    pub fn send(&self, value: u64) {
        self.queue.lock().unwrap().push_back(value);
    }

    #[wait(recv)]
    pub fn try_recv(&self) -> Poll<Option<u64>> {
        let closed = self.closed.load(Acquire);
        match self.queue.lock().unwrap().pop_front() {
            Some(value) => Poll::Ready(Some(value)),
            None if closed => Poll::Ready(None),
            None => Poll::Pending,
        }
    }

    #[on_drop(notifier)]
    fn close(&self) {
        self.closed.store(true, Release);
    }
}

pub fn channel() -> (Sender, Receiver) {
    Channel::default().into_pair()
}
// What follows is the same in both: it has all of the above compiled.

pub fn polled(receiver: &mut Receiver, cx: &mut Context<'_>) -> Poll<Option<u64>> {
    receiver.poll_recv(cx)
}

pub fn sent(sender: &Sender) {
    sender.send(1);
    sender.clone().send(2);
}

pub async fn received(first: u64) -> [Option<u64>; 2] {
    let (sender, mut receiver) = channel();
    sender.send(first);
    drop(sender);
    [receiver.recv().await, receiver.recv().await]
}
