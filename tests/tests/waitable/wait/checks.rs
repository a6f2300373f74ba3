//! Checks of each kind, and when they wake the other waiter.

use crate::waitable::{Task, poll_once};
use spmc_waker::waitable;
use spmc_waker_tests::time_limit::within_limit;
use std::{
    sync::Mutex,
    task::{Context, Poll},
    time::Duration,
};

/// A slot for one number: `is_ready` looks, and `send` changes.
struct Slot {
    item: Mutex<Option<u32>>,
}

#[waitable(waiter = Sender, waiter = Receiver)]
impl Slot {
    #[wait(ready, query, blocking, by = Sender)]
    fn is_ready(&self) -> bool {
        self.item.lock().unwrap().is_none()
    }

    #[notify(by = Sender)]
    fn send(&self, item: u32) {
        *self.item.lock().unwrap() = Some(item);
    }

    #[wait(recv, by = Receiver, wakes = Sender)]
    fn try_recv(&self) -> Option<u32> {
        self.item.lock().unwrap().take()
    }
}

#[test]
fn a_shared_wait_wakes_nobody() {
    let item = Mutex::default();
    let (mut sender, mut receiver) = Slot { item }.into_pair();
    let ((sending, sender_waker), (receiving, receiver_waker)) = (Task::new(), Task::new());
    let sender_cx = &mut Context::from_waker(&sender_waker);
    let receiver_cx = &mut Context::from_waker(&receiver_waker);
    for count in 0..100 {
        assert!(receiver.poll_recv(receiver_cx).is_pending());
        assert!(sender.is_ready() && receiver.is_ready());
        assert!(sender.poll_ready(sender_cx).is_ready());
        assert!(poll_once(&mut sender.ready()).is_ready());
        within_limit(|| sender.blocking_ready());
        sender.ready_timeout(Duration::ZERO).unwrap();
        assert_eq!(receiving.wakes(), count);
        sender.send(1);
        assert_eq!(receiving.wakes(), count + 1);
        assert!(sender.poll_ready(sender_cx).is_pending());
        assert!(receiver.poll_recv(receiver_cx).is_ready());
        assert_eq!(sending.wakes(), count + 1);
    }
}

/// Two waiters that pass a number on, with a check of each kind.
#[derive(Default)]
struct Slots {
    filled: Mutex<u32>,
}

#[waitable(waiter = Filler, waiter = Drainer)]
impl Slots {
    #[wait(fill, by = Filler, wakes = Drainer)]
    fn try_fill(&self) -> bool {
        let filled = &mut *self.filled.lock().unwrap();
        let is_ready = *filled == 0;
        *filled += u32::from(is_ready);
        is_ready
    }

    #[wait(drain, by = Drainer, wakes = Filler)]
    fn try_drain(&self) -> Option<u32> {
        let filled = &mut *self.filled.lock().unwrap();
        (*filled > 0).then(|| std::mem::take(filled))
    }

    #[wait(swap, by = Drainer, wakes = Filler)]
    fn try_swap(&self) -> Poll<()> {
        match &mut *self.filled.lock().unwrap() {
            0 => Poll::Pending,
            filled => {
                *filled = 0;
                Poll::Ready(())
            }
        }
    }

    #[wait(not_yet, by = Filler, wakes = Drainer)]
    fn is_not_yet(&self) -> bool {
        self.filled.is_poisoned()
    }

    #[wait(never, by = Drainer, wakes = Filler)]
    fn is_never(&self) -> bool {
        self.filled.is_poisoned()
    }

    #[wait(emptied, by = Filler, wakes = Drainer)]
    fn is_emptied(&self) -> bool {
        *self.filled.lock().unwrap() == 0
    }

    #[wait(filled, by = Drainer, wakes = Filler)]
    fn is_filled(&self) -> bool {
        *self.filled.lock().unwrap() > 0
    }
}

/// A check wakes the other waiter if it is ready. This holds for each type that a check can return.
#[test]
fn a_check_of_any_kind_wakes_the_other_waiter_when_it_is_ready() {
    let (mut filler, mut drainer) = Slots::default().into_pair();
    let ((filling, fill_waker), (draining, drain_waker)) = (Task::new(), Task::new());
    let fill_cx = &mut Context::from_waker(&fill_waker);
    let drain_cx = &mut Context::from_waker(&drain_waker);
    assert!(drainer.poll_filled(drain_cx).is_pending());
    assert!(filler.try_fill());
    assert_eq!(draining.wakes(), 1);
    assert!(filler.poll_emptied(fill_cx).is_pending());
    assert_eq!(drainer.try_drain(), Some(1));
    assert_eq!(filling.wakes(), 1);
    assert!(filler.try_fill());
    assert!(filler.poll_emptied(fill_cx).is_pending());
    assert!(drainer.try_swap().is_ready());
    assert_eq!(filling.wakes(), 2);
}

#[test]
fn a_check_of_any_kind_wakes_nobody_when_it_is_pending() {
    let (mut filler, mut drainer) = Slots::default().into_pair();
    let ((filling, fill_waker), (draining, drain_waker)) = (Task::new(), Task::new());
    let drain_cx = &mut Context::from_waker(&drain_waker);
    // The drainer waits at a full condition, and the filler's checks are pending.
    assert!(drainer.poll_filled(drain_cx).is_pending());
    assert!(filler.try_fill());
    assert_eq!(draining.wakes(), 1);
    assert!(drainer.poll_never(drain_cx).is_pending());
    assert!(!filler.try_fill());
    assert_eq!(draining.wakes(), 1);
    // The same the other way round.
    assert!(drainer.try_drain().is_some());
    let fill_cx = &mut Context::from_waker(&fill_waker);
    assert!(filler.poll_not_yet(fill_cx).is_pending());
    assert!(drainer.try_drain().is_none());
    assert!(drainer.try_swap().is_pending());
    assert_eq!(filling.wakes(), 0);
}
