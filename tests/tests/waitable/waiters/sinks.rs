//! Several handles that are sinks. One that closes counts itself out, and its clones are closed.

use crate::waitable::{Tasks, poll_once};
use futures::{SinkExt as _, StreamExt as _, sink::Sink as _, stream};
use spmc_waker::waitable;
use spmc_waker_tests::time_limit::{block_on, join};
use std::{
    collections::VecDeque,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
    },
    task::{Context, Poll, Waker},
    thread,
};

/// A bounded queue that ends when the last sender is gone or closed.
struct Queue {
    items: Mutex<VecDeque<u32>>,
    capacity: usize,
    closed: AtomicBool,
    hooks: Arc<AtomicUsize>,
    hook_panics: AtomicBool,
}

impl Queue {
    fn new(capacity: usize) -> Self {
        Self {
            items: Mutex::default(),
            capacity,
            closed: AtomicBool::new(false),
            hooks: Arc::default(),
            hook_panics: AtomicBool::new(false),
        }
    }
}

#[waitable(waiters = Sender { token: Arc<()> = Arc::default() }, waiters = Receiver)]
impl Queue {
    #[wait(send_item, by = Sender, sink, wakes = one(receive))]
    fn try_send(&self, #[once] item: &mut Option<u32>) -> Poll<Result<(), ()>> {
        let mut items = self.items.lock().unwrap();
        if item.is_some() && items.len() == self.capacity {
            return Poll::Pending;
        }
        items.extend(item.take());
        Poll::Ready(Ok(()))
    }

    #[wait(receive, by = Receiver, stream, wakes = one(send_item))]
    fn try_receive(&self) -> Poll<Option<u32>> {
        let closed = self.closed.load(Relaxed);
        match self.items.lock().unwrap().pop_front() {
            Some(item) => Poll::Ready(Some(item)),
            None if closed => Poll::Ready(None),
            None => Poll::Pending,
        }
    }

    #[query(by = Sender)]
    fn handles(&self, #[field] token: &Arc<()>) -> usize {
        Arc::strong_count(token)
    }

    #[notify(by = Receiver, wakes = none)]
    fn make_the_hook_panic(&self) {
        self.hook_panics.store(true, Relaxed);
    }

    #[on_drop(Sender)]
    fn close_queue(&self) {
        self.hooks.fetch_add(1, Relaxed);
        self.closed.store(true, Relaxed);
        assert!(!self.hook_panics.load(Relaxed), "in the hook");
    }
}

fn queue(capacity: usize) -> (Sender, Receiver, Arc<AtomicUsize>) {
    let queue = Queue::new(capacity);
    let hooks = Arc::clone(&queue.hooks);
    let (sender, receiver) = queue.into_pair();
    (sender, receiver, hooks)
}

fn close(sender: &mut Sender) -> Poll<Result<(), ()>> {
    Pin::new(sender).poll_close(&mut Context::from_waker(Waker::noop()))
}

#[test]
fn the_last_sink_that_closes_runs_the_hook_and_wakes() {
    let (mut sender, mut receiver, hooks) = queue(1);
    let tasks = Tasks::<1>::new();
    let mut other = sender.clone();
    assert!(receiver.poll_receive(&mut tasks.cx(0)).is_pending());
    for _ in 0..3 {
        assert_eq!(close(&mut sender), Poll::Ready(Ok(())), "it counts once");
    }
    assert_eq!((hooks.load(Relaxed), tasks.wakes()), (0, [0]));
    assert_eq!(close(&mut other), Poll::Ready(Ok(())));
    assert_eq!((hooks.load(Relaxed), tasks.wakes()), (1, [1]));
    assert_eq!(receiver.poll_receive(&mut tasks.cx(0)), Poll::Ready(None));
    drop((sender, other));
    assert_eq!(hooks.load(Relaxed), 1);
}

#[test]
fn a_clone_of_a_closed_sink_is_closed() {
    let (mut sender, receiver, hooks) = queue(1);
    let other = sender.clone();
    assert_eq!(close(&mut sender), Poll::Ready(Ok(())));
    let clones = [sender.clone(), sender.clone()];
    drop(clones);
    assert_eq!(hooks.load(Relaxed), 0, "the clones do not count");
    let mut clone = sender.clone();
    drop(other);
    assert_eq!(hooks.load(Relaxed), 1);
    // Ready checks go on, and so do closed handles.
    assert_eq!(clone.try_send(&mut Some(1)), Poll::Ready(Ok(())));
    assert_eq!(close(&mut clone), Poll::Ready(Ok(())));
    assert_eq!(hooks.load(Relaxed), 1);
    let counted = Sender::of(&clone);
    drop(counted);
    assert_eq!(
        hooks.load(Relaxed),
        2,
        "a handle that another makes is open"
    );
    drop((sender, clone, receiver));
    assert_eq!(Arc::strong_count(&hooks), 1, "the condition is freed");
}

#[test]
fn fields_stay_until_the_drop() {
    let (mut sender, _receiver, _) = queue(1);
    let other = sender.clone();
    assert_eq!(other.handles(), 2);
    assert_eq!(close(&mut sender), Poll::Ready(Ok(())));
    assert_eq!(other.handles(), 2);
    drop(sender);
    assert_eq!(other.handles(), 1);
}

#[test]
fn a_sink_that_is_not_flushed_is_closed_once_the_item_is_taken() {
    let (mut sender, receiver, hooks) = queue(0);
    let tasks = Tasks::<1>::new();
    let mut sink = Pin::new(&mut sender);
    assert!(sink.as_mut().poll_ready(&mut tasks.cx(0)).is_ready());
    sink.as_mut().start_send(1).unwrap();
    assert!(sink.as_mut().poll_close(&mut tasks.cx(0)).is_pending());
    let mut clone = sink.clone();
    assert_eq!(clone.unsent(), None, "a clone has nothing unsent");
    assert_eq!(sender.unsent(), Some(1));
    assert_eq!(sender.unsent(), None);
    assert_eq!(close(&mut sender), Poll::Ready(Ok(())));
    assert_eq!(hooks.load(Relaxed), 0);
    drop(clone);
    assert_eq!(hooks.load(Relaxed), 1);
    drop(receiver);
}

#[test]
fn a_hook_that_panics_in_a_close_runs_once() {
    let (mut sender, receiver, hooks) = queue(1);
    receiver.make_the_hook_panic();
    catch_unwind(AssertUnwindSafe(|| close(&mut sender))).unwrap_err();
    assert_eq!(close(&mut sender), Poll::Ready(Ok(())));
    drop((sender, receiver));
    assert_eq!((hooks.load(Relaxed), Arc::strong_count(&hooks)), (1, 1));
}

#[test]
fn many_sinks_and_streams_share_a_queue() {
    let (sender, receiver, _) = queue(2);
    let sending: Vec<_> = (0..3)
        .map(|number| {
            let mut sender = sender.clone();
            thread::spawn(move || {
                block_on(async {
                    let mut items = stream::iter((0..100).map(|item| Ok(100 * number + item)));
                    sender.send_all(&mut items).await.unwrap();
                    sender.close().await.unwrap();
                });
                sender
            })
        })
        .collect();
    drop(sender);
    let receiving: Vec<_> = (0..2)
        .map(|_| {
            let receiver = receiver.clone();
            thread::spawn(move || block_on(receiver.collect::<Vec<_>>()))
        })
        .collect();
    let closed: Vec<_> = sending.into_iter().map(join).collect();
    let mut items: Vec<_> = receiving.into_iter().flat_map(join).collect();
    items.sort_unstable();
    assert!(items.into_iter().eq(0..300));
    drop(closed);
    assert!(poll_once(&mut receiver.receive()).is_ready());
}

#[test]
fn a_sink_whose_item_is_taken_back_leaves_the_wakes_to_others() {
    // It is taken back before a wake of one came, and afterwards.
    for is_woken in [false, true] {
        let (mut sender, receiver, _) = queue(1);
        assert!(sender.try_send(&mut Some(0)).is_ready());
        let tasks = Tasks::<2>::new();
        let mut other = sender.clone();
        for (task, sender) in [&mut sender, &mut other].into_iter().enumerate() {
            let mut sink = Pin::new(sender);
            assert!(sink.as_mut().poll_ready(&mut tasks.cx(task)).is_ready());
            sink.as_mut().start_send(1).unwrap();
            assert!(sink.as_mut().poll_flush(&mut tasks.cx(task)).is_pending());
        }
        if is_woken {
            assert!(receiver.try_receive().is_ready());
        }
        // The one that is woken first gives up.
        let senders = [&mut sender, &mut other];
        let first = tasks
            .wakes()
            .iter()
            .position(|wakes| *wakes > 0)
            .unwrap_or(0);
        assert_eq!(senders[first].unsent(), Some(1));
        if !is_woken {
            assert!(receiver.try_receive().is_ready());
        }
        assert_eq!(tasks.wakes()[1 - first], 1, "woken: {is_woken}");
        let mut sink = Pin::new(&mut *senders[1 - first]);
        assert!(sink.as_mut().poll_flush(&mut tasks.cx(0)).is_ready());
    }
}
