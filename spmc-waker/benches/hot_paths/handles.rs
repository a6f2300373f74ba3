//! Operations of handles, with `SYNC`.

use crate::{count, two_wakers};
use spmc_waker::waitable;
use std::{
    cell::RefCell,
    hint::black_box,
    iter::repeat_with,
    sync::atomic::{
        AtomicBool, AtomicU64,
        Ordering::{Acquire, Relaxed, Release},
    },
    task::Context,
};

/// A value that is sent once. A flag tells the receiver, so only the handles execute locked instructions.
#[derive(Default)]
struct Oneshot {
    value: AtomicU64,
    sent: AtomicBool,
}

#[waitable(notifier = Sender, waiter = Receiver)]
impl Oneshot {
    #[notify(last)]
    fn send(&self, value: u64) {
        self.value.store(value, Relaxed);
        self.sent.store(true, Release);
    }

    #[wait(recv)]
    fn try_recv(&self) -> Option<u64> {
        self.sent.load(Acquire).then(|| self.value.load(Relaxed))
    }

    #[on_drop(notifier)]
    fn close(&self) {
        self.sent.store(true, Release);
    }
}

/// A flag whose handles have no hooks.
#[waitable(until = |flag| flag.raised.load(Acquire))]
#[derive(Default)]
struct Flag {
    raised: AtomicBool,
}

/// Two waiters, each of which may wake the other.
#[derive(Default)]
struct Crossing {
    open: AtomicBool,
}

#[waitable(notifier = Gate, waiter = Left, waiter = Right)]
impl Crossing {
    #[notify]
    fn open(&self) {
        self.open.store(true, Release);
    }

    #[wait(go_left, by = Left, wakes = Right)]
    fn try_left(&self) -> bool {
        self.open.load(Acquire)
    }

    #[wait(go_right, by = Right, wakes = Left)]
    fn try_right(&self) -> bool {
        self.open.load(Acquire)
    }
}

/// Counts the operations of handles.
pub(crate) fn count_all(turns: usize) {
    let mode = "handles";
    let [waker, _] = &two_wakers();
    let times: Vec<()> = vec![(); turns];
    let ours = |name: &str, operation: &dyn Fn()| count(name, mode, &times, |()| operation());
    ours("make and drop a pair", &|| {
        drop(black_box(Flag::default().into_pair()));
    });
    ours("make and drop a pair, with a hook", &|| {
        drop(black_box(Oneshot::default().into_pair()));
    });
    ours("a oneshot: make, send, receive", &|| {
        let (sender, mut receiver) = black_box(Oneshot::default().into_pair());
        sender.send(1);
        let _ = black_box(receiver.poll_recv(&mut Context::from_waker(waker)));
    });
    let pairs: Vec<_> = repeat_with(|| RefCell::new(Flag::default().into_pair()))
        .take(turns)
        .collect();
    let notify = |pair: &RefCell<(FlagNotifier, FlagWaiter)>| {
        pair.borrow()
            .0
            .notify(|flag| flag.raised.store(false, Release));
    };
    count("notify, nobody waits", mode, &pairs, notify);
    for pair in &pairs {
        let mut pair = pair.borrow_mut();
        let _ = pair.1.poll_wait(&mut Context::from_waker(waker));
    }
    count("notify, one waits", mode, &pairs, notify);
    count("clone and drop a notifier", mode, &pairs, |pair| {
        drop(black_box(pair.borrow().0.clone()));
    });
    let (gate, left, _right) = Crossing::default().into_handles();
    let left = RefCell::new(left);
    ours("notify two waiters, none waits", &|| {
        black_box(&gate).open();
    });
    ours("a ready check, another waiter does not wait", &|| {
        black_box(left.borrow_mut().try_left());
    });
}
