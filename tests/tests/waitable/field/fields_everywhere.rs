//! Handle fields in each kind of wait.

use crate::waitable::{Tasks, poll_once};
use futures::{SinkExt as _, StreamExt as _, stream::FusedStream as _};
use spmc_waker::{TimedOut, Waitable, waitable};
use spmc_waker_tests::time_limit::{block_on, join, within_limit};
use std::{
    collections::VecDeque,
    marker::PhantomPinned,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    task::Poll,
    thread,
    time::Duration,
};

/// A queue whose consumer takes batches. Each handle counts its items in a field, and has another field that is not
/// `Unpin`.
struct Queue<T> {
    items: Mutex<VecDeque<T>>,
    capacity: usize,
    closed: AtomicBool,
}

impl<T> Queue<T> {
    fn new(capacity: usize) -> Self {
        Self {
            items: Mutex::default(),
            capacity,
            closed: AtomicBool::new(false),
        }
    }
}

#[waitable(
    waiter = Producer { pushed: usize = 0, _pinned: PhantomPinned = PhantomPinned },
    waiter = Consumer { batch: VecDeque<T> = VecDeque::new(), popped: usize, _pinned: PhantomPinned = PhantomPinned },
)]
impl<T> Queue<T> {
    #[wait(push, by = Producer, sink, blocking, wakes = Consumer)]
    fn try_push(
        &self,
        #[field] pushed: &mut usize,
        #[once] item: &mut Option<T>,
    ) -> Poll<Result<(), usize>> {
        if self.closed.load(Relaxed) {
            return Poll::Ready(Err(*pushed));
        }
        let mut items = self.items.lock().unwrap();
        if items.len() == self.capacity {
            return Poll::Pending;
        }
        items.extend(item.take());
        *pushed += 1;
        Poll::Ready(Ok(()))
    }

    #[wait(pop, by = Consumer, stream, blocking, wakes = Producer)]
    fn try_pop(
        &self,
        #[field] batch: &mut VecDeque<T>,
        #[field] popped: &mut usize,
    ) -> Poll<Option<(usize, T)>> {
        if batch.is_empty() {
            let closed = self.closed.load(Relaxed);
            std::mem::swap(&mut *self.items.lock().unwrap(), batch);
            if batch.is_empty() {
                return if closed {
                    Poll::Ready(None)
                } else {
                    Poll::Pending
                };
            }
        }
        let number = *popped;
        *popped += 1;
        Poll::Ready(batch.pop_front().map(|item| (number, item)))
    }

    #[wait(popped, by = Consumer, await, wakes = Producer)]
    fn has_popped(&self, #[field] popped: &mut usize) -> bool {
        *popped > 2
    }

    #[on_drop(Producer, Consumer)]
    fn close(&self) {
        self.closed.store(true, Relaxed);
    }
}

#[test]
fn a_future_uses_the_fields() {
    let (mut producer, mut consumer) = Queue::new(2).into_pair(0);
    block_on(producer.push('a')).unwrap();
    let mut pop = consumer.pop();
    assert_eq!(poll_once(&mut pop), Poll::Ready(Some((0, 'a'))));
    assert!(poll_once(&mut pop).is_pending());
    drop(pop);
    block_on(producer.push('b')).unwrap();
    assert_eq!(block_on(consumer.pop()), Some((1, 'b')));
    drop(consumer);
    assert_eq!(block_on(producer.push('c')), Err(2));
}

#[test]
fn a_poll_uses_the_fields() {
    let (mut producer, mut consumer) = Queue::new(1).into_pair(7);
    let tasks = Tasks::<2>::new();
    let (push_cx, pop_cx) = (&mut tasks.cx(0), &mut tasks.cx(1));
    assert!(consumer.poll_pop(pop_cx).is_pending());
    assert!(producer.poll_push(push_cx, &mut Some('a')).is_ready());
    assert_eq!(tasks.wakes(), [0, 1]);
    let mut item = Some('b');
    assert!(producer.poll_push(push_cx, &mut item).is_pending());
    assert_eq!(consumer.poll_pop(pop_cx), Poll::Ready(Some((7, 'a'))));
    assert_eq!(tasks.wakes(), [1, 1]);
    assert_eq!(producer.try_push(&mut item), Poll::Ready(Ok(())));
    assert_eq!(consumer.try_pop(), Poll::Ready(Some((8, 'b'))));
}

#[test]
fn a_thread_uses_the_fields() {
    let (mut producer, mut consumer) = Queue::new(1).into_pair(0);
    let timeout = Duration::from_millis(5);
    assert_eq!(consumer.pop_timeout(timeout), Err(TimedOut(())));
    within_limit(|| producer.blocking_push(0)).unwrap();
    assert_eq!(producer.push_timeout(timeout, 1), Err(TimedOut(1)));
    let thread = thread::spawn(move || {
        for item in 1..100 {
            producer.blocking_push(item).unwrap();
        }
    });
    within_limit(|| {
        for item in 0..100 {
            assert_eq!(consumer.blocking_pop(), Some((item, item)));
        }
        assert_eq!(consumer.blocking_pop(), None);
    });
    join(thread);
}

#[test]
fn a_sink_and_a_stream_use_the_fields() {
    let (mut producer, mut consumer) = Queue::new(4).into_pair(0);
    let thread = thread::spawn(move || {
        block_on(async {
            for item in 0..100 {
                producer.send(item).await.unwrap();
            }
        });
    });
    let items: Vec<_> = block_on(consumer.by_ref().collect());
    assert_eq!(items, (0..100).map(|n| (n, n)).collect::<Vec<_>>());
    assert!(consumer.is_terminated());
    join(thread);
}

#[test]
fn the_default_wait_uses_the_fields() {
    let (_producer, consumer) = Queue::<u8>::new(1).into_pair(2);
    assert!(poll_once(&mut IntoFuture::into_future(consumer)).is_pending());
    let (_producer, consumer) = Queue::<u8>::new(1).into_pair(3);
    assert!(poll_once(&mut IntoFuture::into_future(consumer)).is_ready());
}

/// The field outlives the results of the handle's waits.
#[test]
fn a_field_is_dropped_with_its_handle() {
    struct Nothing;

    #[waitable(notifier = Giver { given: Arc<()> }, waiter = Keeper { kept: Arc<()> })]
    impl Nothing {
        #[notify]
        fn give(&self, #[field] given: &mut Arc<()>) -> Arc<()> {
            Arc::clone(given)
        }

        #[wait(keep)]
        fn try_keep(&self, #[field] kept: &mut Arc<()>) -> Option<usize> {
            Some(Arc::strong_count(kept))
        }
    }

    let (given, kept) = (Arc::new(()), Arc::new(()));
    let (mut giver, mut keeper) = Nothing.into_pair(Arc::clone(&given), Arc::clone(&kept));
    let clone = giver.clone();
    drop(giver.give());
    assert_eq!((Arc::strong_count(&given), block_on(keeper.keep())), (3, 2));
    drop(giver);
    assert_eq!(Arc::strong_count(&given), 2);
    drop(clone);
    assert_eq!(
        (Arc::strong_count(&given), Arc::strong_count(&kept)),
        (1, 2)
    );
    drop(keeper);
    assert_eq!(Arc::strong_count(&kept), 1);
}

/// Has fields with names and types that generated code might use, with the condition's generics, and with a lifetime.
struct Odd<'a, T, const N: usize>(Mutex<Vec<&'a T>>);

#[waitable(
    notifier = Tx { r#type: u8, inner: [Option<&'a T>; N] = [None; N] },
    waiter = Rx { inner: Option<Box<Self>> = None, ended: [u8; N] = [Self::FILL; N], unsent: &'a T },
    storage = borrowed,
)]
impl<'a, T: Clone, const N: usize> Odd<'a, T, N> {
    const FILL: u8 = 7;

    #[notify]
    fn send(
        &self,
        value: &'a T,
        #[field] r#type: &mut u8,
        #[field] inner: &mut [Option<&'a T>; N],
    ) -> u8 {
        self.0.lock().unwrap().push(value);
        inner[0] = Some(value);
        *r#type
    }

    #[wait(recv, stream)]
    fn try_recv(
        &self,
        #[field] inner: &mut Option<Box<Self>>,
        #[field] ended: &mut [u8; N],
        #[field] unsent: &mut &'a T,
    ) -> Poll<Option<(T, u8)>> {
        assert!(inner.is_none());
        match self.0.lock().unwrap().pop() {
            Some(value) => {
                let before = std::mem::replace(unsent, value);
                ended[0] += 1;
                Poll::Ready(Some((before.clone(), ended[0])))
            }
            None => Poll::Pending,
        }
    }
}

#[test]
fn a_field_may_have_any_name_and_the_generics_of_the_condition() {
    let texts = ["a", "b", "c"].map(str::to_owned);
    let odd = Waitable::new(Odd::<String, 2>(Mutex::default()));
    let mut tx: Tx<'_, '_, String, 2> = Tx::new(&odd, 3);
    let mut rx = Rx::claim(&odd, &texts[0]).unwrap();
    assert_eq!(tx.clone().send(&texts[1],), 3);
    assert_eq!(block_on(rx.recv()), Some(("a".to_owned(), 8)));
    tx.send(&texts[2]);
    assert_eq!(block_on(rx.next()), Some(("b".to_owned(), 9)));
}
