//! `waiters` in both forms, with both storages, and in each way to wait.

use crate::waitable::{Task, Tasks, poll_once};
use futures::{FutureExt as _, SinkExt, StreamExt as _, future::FusedFuture as _};
use spmc_waker::{Waitable, waitable};
use spmc_waker_tests::time_limit::{block_on, within_limit};
use std::{
    collections::VecDeque,
    pin::Pin,
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    task::{Context, Poll},
};

/// The short form with borrowed handles.
#[waitable(until = |flag| flag.0.load(Relaxed), waiters = Flags[2], storage = borrowed)]
struct Flag(AtomicBool);

/// The same with the default name.
#[waitable(until = |slot| -> Option<u8> { *slot.0.lock().unwrap() }, waiters, cached = false)]
struct Slot(Mutex<Option<u8>>);

#[test]
fn the_short_form_has_many_borrowed_waiters() {
    static FLAG: Waitable<Flag> = Waitable::new(Flag(AtomicBool::new(false)));
    let tasks = Tasks::<2>::new();
    let mut flags = [(); 2].map(|()| Flags::claim(&FLAG).expect("one is free"));
    assert!(Flags::claim(&FLAG).is_none());
    for (task, flag) in flags.iter_mut().enumerate() {
        assert!(flag.poll_wait(&mut tasks.cx(task)).is_pending());
    }
    FlagNotifier::new(&FLAG).notify(|flag| flag.0.store(true, Relaxed));
    assert_eq!(tasks.wakes(), [1, 1]);
    let [mut first, second] = flags;
    assert!(first.try_wait());
    block_on(first.wait());
    block_on(second);
}

/// A handle that tasks share keeps the waker of a task that has finished, unless it caches none.
#[test]
fn an_uncached_handle_keeps_no_finished_task() {
    let (notifier, mut slots) = Slot(Mutex::new(None)).into_pair();
    let (polling, poll_waker) = Task::new();
    let (waiting, wait_waker) = Task::new();
    assert!(
        slots
            .poll_wait(&mut Context::from_waker(&poll_waker))
            .is_pending()
    );
    let other = slots.clone();
    let mut wait = other.wait();
    assert!(
        Pin::new(&mut wait)
            .poll(&mut Context::from_waker(&wait_waker))
            .is_pending()
    );
    drop((poll_waker, wait_waker));
    notifier.notify(|slot| *slot.0.lock().unwrap() = Some(7));
    let owners = [&polling, &waiting].map(std::sync::Arc::strong_count);
    assert_eq!((polling.wakes(), waiting.wakes(), owners), (1, 1, [1, 1]));
    assert_eq!(poll_once(&mut wait), Poll::Ready(7));
}

/// A queue whose ends are borrowed, each by many.
struct Queue {
    items: Mutex<VecDeque<u8>>,
    capacity: usize,
}

#[waitable(waiters = Sender[2] { sent: u8 = 0 }, waiters = Receiver[2], storage = borrowed)]
impl Queue {
    #[wait(put, by = Sender, sink, blocking, wakes = one(get))]
    fn try_put(
        &self,
        #[once] item: &mut Option<u8>,
        #[field] sent: &mut u8,
    ) -> Poll<Result<(), ()>> {
        let mut items = self.items.lock().unwrap();
        if item.is_some() && items.len() >= self.capacity {
            return Poll::Pending;
        }
        *sent += u8::from(item.is_some());
        items.extend(item.take());
        Poll::Ready(Ok(()))
    }

    #[wait(get, by = Receiver, stream, await, blocking, wakes = one(put))]
    fn try_get(&self) -> Poll<Option<u8>> {
        match self.items.lock().unwrap().pop_front() {
            None => Poll::Pending,
            item => Poll::Ready(item),
        }
    }

    #[query(by = Sender)]
    fn sent(&self, #[field] sent: &u8) -> u8 {
        *sent
    }
}

#[test]
fn many_borrowed_handles_wait_in_each_way() {
    let queue = Waitable::new(Queue {
        items: Mutex::default(),
        capacity: 1,
    });
    let mut senders = [(); 2].map(|()| Sender::claim(&queue).unwrap());
    let mut receivers = [(); 2].map(|()| Receiver::claim(&queue).unwrap());
    let [sender, other_sender] = &mut senders;
    let [receiver, other] = &mut receivers;
    let tasks = Tasks::<2>::new();
    // By the handle as a future, and as a stream.
    assert!(Pin::new(&mut *receiver).poll(&mut tasks.cx(0)).is_pending());
    assert!(sender.send(1).now_or_never().is_some());
    assert_eq!(tasks.wakes(), [1, 0]);
    assert_eq!(receiver.now_or_never(), Some(Some(1)));
    let mut next = other.next();
    assert!(Pin::new(&mut next).poll(&mut tasks.cx(1)).is_pending());
    within_limit(|| sender.blocking_put(2)).unwrap();
    assert_eq!(tasks.wakes(), [1, 1]);
    assert_eq!(next.now_or_never(), Some(Some(2)));
    // As a sink without room, whose item is taken back.
    block_on(sender.feed(3)).unwrap();
    assert!(sender.feed(4).now_or_never().is_some());
    assert!(SinkExt::<u8>::flush(sender).now_or_never().is_none());
    assert_eq!(sender.unsent(), Some(4));
    let mut put = other_sender.put(5);
    assert!(!put.is_terminated());
    assert!(Pin::new(&mut put).poll(&mut tasks.cx(0)).is_pending());
    assert_eq!(within_limit(|| other.blocking_get()), Some(3));
    assert_eq!(tasks.wakes(), [2, 1], "the sink waits no more");
    assert_eq!(poll_once(&mut put), Poll::Ready(Ok(())));
    assert!(put.is_terminated());
    drop(put);
    block_on(SinkExt::<u8>::close(sender)).unwrap();
    assert_eq!((sender.sent(), other_sender.sent()), (3, 1));
    // A closed one is claimed until it is dropped.
    assert!(Sender::claim(&queue).is_none());
    drop(senders);
    assert!(Sender::claim(&queue).is_some());
}
