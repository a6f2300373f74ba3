//! `#[waitable]` conditions under loom, as users can model-check their own.
#![cfg(loom)]
#![forbid(unsafe_code)]

use loom::{
    future::block_on,
    sync::atomic::{
        AtomicBool, AtomicUsize,
        Ordering::{Acquire, Relaxed, Release},
    },
    thread,
};
use spmc_waker::waitable;
use std::task::Poll;

/// Orders nothing by itself: the waker has to.
#[waitable(until = |flag| flag.raised.load(Relaxed))]
struct Flag {
    raised: AtomicBool,
}

#[test]
fn a_relaxed_flag_loses_no_wakeup() {
    loom::model(|| {
        let flag = Flag {
            raised: AtomicBool::new(false),
        };
        let (notifier, waiter) = flag.into_pair();
        let thread =
            thread::spawn(move || notifier.notify(|flag| flag.raised.store(true, Relaxed)));
        block_on(waiter);
        thread.join().unwrap();
    });
}

/// Counts what is sent; closed by the last sender.
struct Channel {
    sent: AtomicUsize,
    closed: AtomicBool,
}

#[waitable(notifier = Sender, waiter = Receiver)]
impl Channel {
    #[notify]
    fn send(&self) {
        self.sent.fetch_add(1, Relaxed);
    }

    #[wait(recv)]
    fn try_recv(&self) -> Poll<Option<usize>> {
        // Closed is read first: with the release of each sender's drop, all of its sends are seen.
        let closed = self.closed.load(Acquire);
        match self.sent.swap(0, Relaxed) {
            0 if closed => Poll::Ready(None),
            0 => Poll::Pending,
            sent => Poll::Ready(Some(sent)),
        }
    }

    #[on_drop(notifier)]
    fn close(&self) {
        self.closed.store(true, Release);
    }
}

#[test]
fn all_is_received_before_the_end() {
    loom::model(|| {
        let channel = Channel {
            sent: AtomicUsize::new(0),
            closed: AtomicBool::new(false),
        };
        let (sender, mut receiver) = channel.into_pair();
        let other = sender.clone();
        other.send();
        drop(other);
        let thread = thread::spawn(move || sender.send());
        let received = block_on(async move {
            let mut received = 0;
            while let Some(sent) = receiver.recv().await {
                received += sent;
            }
            received
        });
        assert_eq!(received, 2);
        thread.join().unwrap();
    });
}
