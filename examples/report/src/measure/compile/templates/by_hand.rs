//! A channel whose handles are written by hand.

use spmc_waker::SpmcWaker;
use std::{
    collections::VecDeque,
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{
            AtomicBool, AtomicUsize,
            Ordering::{AcqRel, Acquire, Relaxed, Release},
        },
    },
    task::{Context, Poll},
};

#[derive(Default)]
pub struct Channel {
    queue: Mutex<VecDeque<u64>>,
    closed: AtomicBool,
}

impl Channel {
    fn send(&self, value: u64) {
        self.queue.lock().unwrap().push_back(value);
    }

    fn try_recv(&self) -> Poll<Option<u64>> {
        let closed = self.closed.load(Acquire);
        match self.queue.lock().unwrap().pop_front() {
            Some(value) => Poll::Ready(Some(value)),
            None if closed => Poll::Ready(None),
            None => Poll::Pending,
        }
    }

    fn close(&self) {
        self.closed.store(true, Release);
    }
}

struct Shared {
    channel: Channel,
    waker: SpmcWaker<true>,
    senders: AtomicUsize,
}

/// Wakes when it is dropped, so also when a change panics.
struct Wakes<'a>(&'a Shared);

impl Drop for Wakes<'_> {
    fn drop(&mut self) {
        self.0.waker.wake();
    }
}

pub struct Sender(Arc<Shared>);

impl Sender {
    pub fn send(&self, value: u64) {
        let _wakes = Wakes(&self.0);
        self.0.channel.send(value);
    }
}

impl Clone for Sender {
    fn clone(&self) -> Self {
        self.0.senders.fetch_add(1, Relaxed);
        Self(Arc::clone(&self.0))
    }
}

impl Drop for Sender {
    fn drop(&mut self) {
        if self.0.senders.fetch_sub(1, AcqRel) == 1 {
            let _wakes = Wakes(&self.0);
            self.0.channel.close();
        }
    }
}

/// Invariant: there is one for each `Shared`, and only it registers.
pub struct Receiver(Arc<Shared>);

impl Receiver {
    pub fn try_recv(&mut self) -> Poll<Option<u64>> {
        self.0.channel.try_recv()
    }

    pub fn poll_recv(&mut self, cx: &mut Context<'_>) -> Poll<Option<u64>> {
        let Shared { channel, waker, .. } = &*self.0;
        // SAFETY: `&mut` of the only receiver, so calls do not overlap.
        unsafe { waker.poll_wait_until(cx, || channel.try_recv()) }
    }

    pub fn recv(&mut self) -> Recv<'_> {
        Recv(self)
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        // SAFETY: `&mut` of the only receiver, so calls do not overlap.
        unsafe { self.0.waker.clear() };
    }
}

pub struct Recv<'a>(&'a mut Receiver);

impl Future for Recv<'_> {
    type Output = Option<u64>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<u64>> {
        self.0.poll_recv(cx)
    }
}

pub fn channel() -> (Sender, Receiver) {
    let shared = Arc::new(Shared {
        channel: Channel::default(),
        waker: SpmcWaker::new(),
        senders: AtomicUsize::new(1),
    });
    (Sender(Arc::clone(&shared)), Receiver(shared))
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
