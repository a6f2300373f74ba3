use spmc_waker::{
    model::{self, atomic::{AtomicBool, Mutex}},
    waitable,
};
use std::{collections::VecDeque, sync::atomic::Ordering::{Acquire, Release}, task::Poll};

#[derive(Default)]
struct Channel { queue: Mutex<VecDeque<u8>>, closed: AtomicBool }

#[waitable(notifier = Sender, waiter = Receiver)]
impl Channel {
    #[notify]
    fn send(&self, value: u8) { self.queue.lock().unwrap().push_back(value); }

    #[wait(recv)]
    fn try_recv(&self) -> Poll<Option<u8>> {
        let value = self.queue.lock().unwrap().pop_front();
        match value {
            Some(value) => Poll::Ready(Some(value)),
            None if self.closed.load(Acquire) => Poll::Ready(None), // too late
            None => Poll::Pending,
        }
    }

    #[on_drop(Sender)]
    fn close(&self) { self.closed.store(true, Release); }
}

pub fn check() {
    model::check(|model| {
        let (sender, receiver) = Channel::default().into_pair();
        model.handle("sender", sender).call("send", |sender| sender.send(1));
        model.handle("receiver", receiver).wait("recv", async |receiver| {
            if receiver.recv().await.is_none() {
                assert_eq!(receiver.try_recv(), Poll::Ready(None), "a value after the end");
            }
        });
    });
}
