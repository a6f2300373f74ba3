//! Conditions with a notifier and a single waiter.

use crate::waitable::{AtomicBool, AtomicUsize, block_on, model, race, within_limit};
use spmc_waker::waitable;
use std::{
    sync::atomic::Ordering::{Acquire, Relaxed, Release},
    task::Poll,
};

#[waitable(until = |flag| flag.raised.load(Relaxed))]
struct Flag {
    raised: AtomicBool,
}

fn raised() {
    let flag = Flag {
        raised: AtomicBool::new(false),
    };
    let (notifier, waiter) = flag.into_pair();
    let raise = move || notifier.notify(|flag| flag.raised.store(true, Relaxed));
    race([Box::new(raise) as _], || block_on(waiter));
}

/// A channel that counts its messages. The last sender closes it.
struct Channel {
    sent: AtomicUsize,
    received: AtomicUsize,
    closed: AtomicBool,
}

#[waitable(notifier = Sender, waiter = Receiver)]
impl Channel {
    #[notify]
    fn send(&self) {
        self.sent.fetch_add(1, Relaxed);
    }

    #[wait(recv, blocking)]
    fn try_recv(&self) -> Poll<Option<usize>> {
        // Read `closed` first: it acquires the drop of each sender, so `sent` includes all sends.
        let closed = self.closed.load(Acquire);
        let sent = self.sent.load(Relaxed);
        match sent - self.received.swap(sent, Relaxed) {
            0 if closed => Poll::Ready(None),
            0 => Poll::Pending,
            new => Poll::Ready(Some(new)),
        }
    }

    #[on_drop(notifier)]
    fn close(&self) {
        self.closed.store(true, Release);
    }
}

/// Sends one message and drops both senders, each in a thread of its own. The last one closes the channel.
fn send_one(receive: impl FnOnce(Receiver) -> usize) {
    let channel = Channel {
        sent: AtomicUsize::new(0),
        received: AtomicUsize::new(0),
        closed: AtomicBool::new(false),
    };
    let (sender, receiver) = channel.into_pair();
    let other = sender.clone();
    let drop_other = move || drop(other);
    let send = move || sender.send();
    let received = race([Box::new(send) as _, Box::new(drop_other) as _], || {
        receive(receiver)
    });
    assert_eq!(received, 1);
}

fn all_is_received_before_the_end() {
    send_one(|mut receiver| {
        block_on(async {
            let mut received = 0;
            while let Some(sent) = receiver.recv().await {
                received += sent;
            }
            received
        })
    });
}

fn all_is_received_before_the_end_on_a_thread() {
    send_one(|mut receiver| within_limit(|| std::iter::from_fn(|| receiver.blocking_recv()).sum()));
}

#[test]
fn a_relaxed_flag_loses_no_wakeup() {
    model(raised);
}

#[test]
fn all_is_received_when_the_last_sender_closes() {
    model(all_is_received_before_the_end);
}

#[test]
fn all_is_received_on_a_thread_when_the_last_sender_closes() {
    model(all_is_received_before_the_end_on_a_thread);
}
