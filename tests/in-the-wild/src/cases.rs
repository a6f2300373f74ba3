//! The cases of one copy of the crates, which the parent module names. All run on one thread. In each second case, a task
//! waits: it polls first, so that the change that follows wakes it. Its waker is an `Arc`, and does nothing.

use super::{futures_channel::oneshot, piper, rtic_sync, tachyonix, want};
use crate::case::{Case, Threads::One};
use std::{
    cell::RefCell,
    hint::black_box,
    pin::pin,
    sync::Arc,
    task::{Context, Poll, Wake, Waker},
};

const TIMES: usize = 100;

/// All cases, in the order of the table.
pub(crate) fn all() -> Vec<Case> {
    vec![
        oneshots("futures-channel: send, receive", false),
        oneshots("futures-channel: poll, send, receive", true),
        wants("want: want, poll, give", false),
        wants("want: poll, want, poll, give", true),
        pipes("piper: write, read 64 bytes", false),
        pipes("piper: poll, write, read 64 bytes", true),
        channels("tachyonix: send, receive", false),
        channels("tachyonix: poll, send, receive", true),
        signals("rtic-sync: signal: write, read", false),
        signals("rtic-sync: signal: poll, write, read", true),
        watches("rtic-sync: watch: write, read", false),
        watches("rtic-sync: watch: poll, write, read", true),
    ]
}

fn case(name: &'static str, mut operation: impl FnMut(&mut Context<'_>) + 'static) -> Case {
    let waker = Waker::from(Arc::new(Quiet));
    let operation = RefCell::new(move || {
        let mut cx = Context::from_waker(&waker);
        for _ in 0..TIMES {
            operation(&mut cx);
        }
    });
    Case::new(name, One, TIMES, move || operation.borrow_mut()())
}

struct Quiet;

impl Wake for Quiet {
    fn wake(self: Arc<Self>) {}

    fn wake_by_ref(self: &Arc<Self>) {}
}

/// Polls a new future once.
fn poll<F: Future>(future: F, cx: &mut Context<'_>) -> Poll<F::Output> {
    pin!(future).poll(cx)
}

fn oneshots(name: &'static str, waits: bool) -> Case {
    case(name, move |cx| {
        let (sender, mut receiver) = oneshot::channel();
        if waits {
            assert!(poll(&mut receiver, cx).is_pending());
        }
        sender.send(black_box(1)).expect("the receiver is there");
        assert_eq!(poll(receiver, cx), Poll::Ready(Ok(1)));
    })
}

fn wants(name: &'static str, waits: bool) -> Case {
    let (mut giver, mut taker) = want::new();
    case(name, move |cx| {
        if waits {
            assert!(giver.poll_want(cx).is_pending());
        }
        taker.want();
        assert!(giver.poll_want(cx).is_ready());
        assert!(giver.give());
    })
}

fn pipes(name: &'static str, waits: bool) -> Case {
    let (mut reader, mut writer) = piper::pipe(4096);
    case(name, move |cx| {
        let (sent, mut received) = (black_box([7; 64]), [0; 64]);
        if waits {
            assert!(reader.poll_drain_bytes(cx, &mut received).is_pending());
        }
        // Now and then, it yields instead.
        while writer.poll_fill_bytes(cx, &sent).is_pending() {}
        while reader.poll_drain_bytes(cx, &mut received).is_pending() {}
        assert_eq!(received, sent);
    })
}

fn channels(name: &'static str, waits: bool) -> Case {
    let (sender, mut receiver) = tachyonix::channel(64);
    case(name, move |cx| {
        if waits {
            assert!(poll(receiver.recv(), cx).is_pending());
        }
        assert!(poll(sender.send(black_box(1)), cx).is_ready());
        assert_eq!(poll(receiver.recv(), cx), Poll::Ready(Ok(1)));
    })
}

fn signals(name: &'static str, waits: bool) -> Case {
    let signal = Box::leak(Box::new(rtic_sync::signal::Signal::new()));
    let (mut writer, mut reader) = signal.split();
    case(name, move |cx| {
        if waits {
            assert!(poll(reader.wait(), cx).is_pending());
        }
        writer.write(black_box(1));
        assert_eq!(poll(reader.wait(), cx), Poll::Ready(1));
    })
}

fn watches(name: &'static str, waits: bool) -> Case {
    let watch = Box::leak(Box::new(rtic_sync::watch::Watch::new()));
    let (mut writer, mut reader) = watch.split();
    case(name, move |cx| {
        if waits {
            assert!(poll(reader.changed(), cx).is_pending());
        }
        writer.write(black_box(1));
        assert_eq!(poll(reader.changed(), cx), Poll::Ready(1));
    })
}
