//! Waiters that are sinks.

use crate::waitable::{Tasks, poll_once};
use futures::{SinkExt, StreamExt as _, sink::Sink, stream};
use spmc_waker::{Waitable, waitable};
use spmc_waker_tests::time_limit::{block_on, join};
use std::{
    collections::VecDeque,
    marker::PhantomPinned,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
    },
    task::{Context, Poll, Waker},
    thread,
};

/// A bounded queue. It returns an error when it takes no more items.
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

#[derive(Debug, PartialEq, Eq)]
struct Closed;

#[waitable(waiter = Producer, waiter = Consumer)]
impl<T> Queue<T> {
    #[wait(push, by = Producer, sink, wakes = Consumer)]
    fn try_push(&self, #[once] item: &mut Option<T>) -> Poll<Result<(), Closed>> {
        if self.closed.load(Relaxed) {
            return Poll::Ready(Err(Closed));
        }
        let mut items = self.items.lock().unwrap();
        if items.len() == self.capacity {
            return Poll::Pending;
        }
        items.extend(item.take());
        Poll::Ready(Ok(()))
    }

    #[wait(pop, by = Consumer, stream, wakes = Producer)]
    fn try_pop(&self) -> Poll<Option<T>> {
        let closed = self.closed.load(Relaxed);
        match self.items.lock().unwrap().pop_front() {
            Some(item) => Poll::Ready(Some(item)),
            None if closed => Poll::Ready(None),
            None => Poll::Pending,
        }
    }

    #[on_drop(Producer, Consumer)]
    fn close(&self) {
        self.closed.store(true, Relaxed);
    }
}

/// Names the type of the items, which cannot be inferred from `Producer`.
fn pinned<T>(producer: &mut Producer<T>) -> Pin<&mut impl Sink<T, Error = Closed>> {
    Pin::new(producer)
}

#[test]
fn a_sink_takes_what_the_wait_takes() {
    let (mut producer, consumer) = Queue::new(2).into_pair();
    let thread = thread::spawn(move || {
        block_on(async {
            for item in 0..100 {
                producer.send(item).await.unwrap();
            }
            let mut rest = stream::iter(100..200).map(Ok);
            producer.send_all(&mut rest).await.unwrap();
            producer.close().await.unwrap();
        });
    });
    let items: Vec<_> = block_on(consumer.collect());
    assert!(items.into_iter().eq(0..200));
    join(thread);
}

#[test]
fn a_stream_is_forwarded_into_a_sink() {
    let (mut source, items) = Queue::new(1).into_pair();
    let (sink, mut received) = Queue::new(1).into_pair();
    let forwarding = thread::spawn(move || block_on(items.map(Ok).forward(sink)));
    let sending = thread::spawn(move || {
        block_on(async {
            for item in 0..50 {
                source.push(item).await.unwrap();
            }
        });
    });
    for item in 0..50 {
        assert_eq!(block_on(received.next()), Some(item));
    }
    assert_eq!(block_on(received.next()), None);
    assert_eq!(join(forwarding), Ok(()));
    join(sending);
}

#[test]
fn an_item_without_room_is_kept_and_flushed() {
    let (mut producer, mut consumer) = Queue::new(1).into_pair();
    let tasks = Tasks::<2>::new();
    let (push_cx, pop_cx) = (&mut tasks.cx(0), &mut tasks.cx(1));
    assert_eq!(
        pinned(&mut producer).poll_ready(push_cx),
        Poll::Ready(Ok(()))
    );
    assert!(consumer.poll_pop(pop_cx).is_pending());
    pinned(&mut producer).start_send('a').unwrap();
    assert_eq!(
        tasks.wakes(),
        [0, 1],
        "an item that is taken at once wakes at once"
    );
    assert_eq!(
        pinned(&mut producer).poll_flush(push_cx),
        Poll::Ready(Ok(()))
    );

    assert_eq!(
        pinned(&mut producer).poll_ready(push_cx),
        Poll::Ready(Ok(()))
    );
    pinned(&mut producer).start_send('b').unwrap();
    assert!(pinned(&mut producer).poll_ready(push_cx).is_pending());
    assert!(pinned(&mut producer).poll_flush(push_cx).is_pending());
    assert!(pinned(&mut producer).poll_close(push_cx).is_pending());
    assert_eq!(consumer.poll_pop(pop_cx), Poll::Ready(Some('a')));
    assert_eq!(tasks.wakes(), [1, 1]);
    assert!(consumer.poll_pop(pop_cx).is_pending());
    assert_eq!(
        pinned(&mut producer).poll_close(push_cx),
        Poll::Ready(Ok(()))
    );
    assert_eq!(tasks.wakes(), [1, 2]);
    assert_eq!(consumer.poll_pop(pop_cx), Poll::Ready(Some('b')));
    // A flushed item is not sent again.
    assert_eq!(
        pinned(&mut producer).poll_flush(push_cx),
        Poll::Ready(Ok(()))
    );
    assert_eq!(consumer.try_pop(), Poll::Ready(None), "the queue is closed");
}

#[test]
fn a_send_that_is_given_up_can_be_taken_back() {
    let (mut producer, mut consumer) = Queue::new(1).into_pair();
    assert_eq!(producer.unsent(), None);
    assert_eq!(poll_once(&mut producer.send(1)), Poll::Ready(Ok(())));
    assert_eq!(producer.unsent(), None, "the item is in the condition");
    assert!(poll_once(&mut producer.send(2)).is_pending());
    assert_eq!(producer.unsent(), Some(2));
    assert_eq!(producer.unsent(), None);
    assert_eq!(consumer.try_pop(), Poll::Ready(Some(1)));
    assert_eq!(poll_once(&mut producer.send(3)), Poll::Ready(Ok(())));
    assert_eq!(consumer.try_pop(), Poll::Ready(Some(3)), "2 was taken back");
}

#[test]
fn an_item_that_is_not_taken_back_is_sent_before_the_next() {
    let (mut producer, mut consumer) = Queue::new(1).into_pair();
    block_on(producer.send(1)).unwrap();
    assert!(poll_once(&mut producer.send(2)).is_pending());
    assert_eq!(consumer.try_pop(), Poll::Ready(Some(1)));
    assert!(poll_once(&mut producer.send(3)).is_pending());
    assert_eq!(consumer.try_pop(), Poll::Ready(Some(2)));
    assert_eq!(producer.unsent(), Some(3));
}

/// A pipe that counts the calls of its hook.
#[derive(Default)]
struct Pipe {
    byte: Mutex<Option<u8>>,
    closed: AtomicUsize,
    close_panics: bool,
}

#[waitable(waiter = Writer, waiter = Reader, waiter = Closer)]
impl Pipe {
    #[wait(write, by = Writer, sink, wakes = [Reader, Closer])]
    fn try_write(&self, #[once] byte: &mut Option<u8>) -> Poll<Result<(), Closed>> {
        let slot = &mut *self.byte.lock().unwrap();
        if slot.is_some() {
            return Poll::Pending;
        }
        *slot = byte.take();
        Poll::Ready(Ok(()))
    }

    #[wait(read, by = Reader, wakes = [Writer, Closer])]
    fn try_read(&self) -> Poll<Option<u8>> {
        match self.byte.lock().unwrap().take() {
            None if self.closed.load(Relaxed) == 0 => Poll::Pending,
            byte => Poll::Ready(byte),
        }
    }

    #[wait(closed, by = Closer, wakes = [Writer, Reader])]
    fn is_closed(&self, times: usize) -> bool {
        self.closed.load(Relaxed) == times
    }

    #[query]
    fn times_closed(&self) -> usize {
        self.closed.load(Relaxed)
    }

    #[on_drop(Writer, wakes = Closer)]
    fn close(&self) {
        self.closed.fetch_add(1, Relaxed);
        assert!(!self.close_panics, "in the hook");
    }
}

fn poll_close(writer: &mut Writer, cx: &mut Context<'_>) -> Poll<Result<(), Closed>> {
    Pin::new(writer).poll_close(cx)
}

#[test]
fn closing_runs_the_hook_and_wakes_once_and_the_drop_does_not() {
    let (mut writer, mut reader, mut closer) = Pipe::default().into_handles();
    let tasks = Tasks::<2>::new();
    let mut noop = Context::from_waker(Waker::noop());
    assert!(reader.poll_read(&mut tasks.cx(0)).is_pending());
    assert!(closer.poll_closed(&mut tasks.cx(1), 1).is_pending());
    assert_eq!(poll_close(&mut writer, &mut noop), Poll::Ready(Ok(())));
    assert_eq!((tasks.wakes(), writer.times_closed()), ([0, 1], 1));
    assert!(closer.poll_closed(&mut tasks.cx(1), 2).is_pending());
    assert_eq!(poll_close(&mut writer, &mut noop), Poll::Ready(Ok(())));
    drop(writer);
    assert_eq!((tasks.wakes(), reader.times_closed()), ([0, 1], 1));
    assert_eq!(reader.try_read(), Poll::Ready(None));
}

#[test]
fn closing_flushes_first() {
    let (mut writer, mut reader, _closer) = Pipe::default().into_handles();
    let mut noop = Context::from_waker(Waker::noop());
    block_on(writer.feed(1)).unwrap();
    block_on(writer.feed(2)).unwrap();
    assert!(poll_close(&mut writer, &mut noop).is_pending());
    assert_eq!(
        (writer.times_closed(), reader.try_read()),
        (0, Poll::Ready(Some(1)))
    );
    assert_eq!(poll_close(&mut writer, &mut noop), Poll::Ready(Ok(())));
    assert_eq!(
        (writer.times_closed(), reader.try_read()),
        (1, Poll::Ready(Some(2)))
    );
    assert_eq!(reader.try_read(), Poll::Ready(None));
}

#[test]
fn a_sink_that_is_not_closed_runs_its_hook_when_it_is_dropped() {
    let (mut writer, mut reader, _closer) = Pipe::default().into_handles();
    block_on(writer.send(1)).unwrap();
    drop(writer);
    assert_eq!(
        (reader.times_closed(), reader.try_read()),
        (1, Poll::Ready(Some(1)))
    );
}

/// The reader sees the end although the sink is not dropped.
#[test]
fn forwarding_into_a_sink_by_reference_closes_it() {
    let (mut producer, consumer) = Queue::new(4).into_pair();
    let forwarding = stream::iter([1, 2]).map(Ok).forward(&mut producer);
    block_on(forwarding).unwrap();
    assert_eq!(block_on(consumer.collect::<Vec<_>>()), [1, 2]);
    drop(producer);
}

#[test]
fn a_hook_that_panics_while_closing_still_wakes() {
    let pipe = Pipe {
        close_panics: true,
        ..Pipe::default()
    };
    let (mut writer, reader, mut closer) = pipe.into_handles();
    let tasks = Tasks::<1>::new();
    assert!(closer.poll_closed(&mut tasks.cx(0), 1).is_pending());
    let mut noop = Context::from_waker(Waker::noop());
    catch_unwind(AssertUnwindSafe(|| poll_close(&mut writer, &mut noop))).unwrap_err();
    assert_eq!((tasks.wakes(), reader.times_closed()), ([1], 1));
    assert_eq!(poll_close(&mut writer, &mut noop), Poll::Ready(Ok(())));
    drop(writer);
    assert_eq!(reader.times_closed(), 1);
}

/// A closed sink can still be used. The condition decides what happens then.
#[test]
fn a_closed_sink_sends_what_its_condition_takes() {
    let (mut writer, mut reader, _closer) = Pipe::default().into_handles();
    block_on(SinkExt::<u8>::close(&mut writer)).unwrap();
    block_on(writer.send(1)).unwrap();
    assert_eq!(reader.try_read(), Poll::Ready(Some(1)));
    assert_eq!(block_on(reader.read()), None);
}

/// A sink drops the item that it keeps, and others may wait for that drop.
#[test]
fn an_unsent_item_is_dropped_before_the_others_are_woken() {
    struct Seen(Mutex<usize>);

    #[waitable(waiter = In, waiter = Out)]
    impl Seen {
        #[wait(put, by = In, sink, wakes = Out)]
        fn try_put(&self, #[once] _item: &mut Option<Arc<()>>) -> Poll<Result<(), ()>> {
            Poll::Pending
        }

        #[wait(alone, by = Out, wakes = In)]
        fn is_alone(&self, item: &Arc<()>) -> bool {
            *self.0.lock().unwrap() += 1;
            Arc::strong_count(item) == 1
        }
    }

    let item = Arc::new(());
    let (mut input, mut output) = Seen(Mutex::default()).into_pair();
    block_on(input.feed(Arc::clone(&item))).unwrap();
    let tasks = Tasks::<1>::new();
    let mut alone = output.alone(&item);
    assert!(Pin::new(&mut alone).poll(&mut tasks.cx(0)).is_pending());
    drop(input);
    assert_eq!(tasks.wakes(), [1]);
    assert!(poll_once(&mut alone).is_ready());
}

#[test]
fn a_sink_behind_a_cfg_has_its_methods_and_fields_behind_it_too() {
    #[derive(Default)]
    struct Maybe(AtomicBool);

    #[waitable(waiter = In, waiter = Out)]
    impl Maybe {
        #[cfg(not(test))]
        #[wait(put, by = In, sink, wakes = Out)]
        fn try_put(&self, #[once] item: &mut Option<u8>) -> Poll<Result<(), ()>> {
            Poll::Pending
        }

        #[cfg(test)]
        #[wait(give, by = Out, sink, wakes = In)]
        fn try_give(&self, #[once] item: &mut Option<u8>) -> Poll<Result<(), ()>> {
            if self.0.load(Relaxed) {
                Poll::Ready(item.take().ok_or(()))
            } else {
                Poll::Pending
            }
            .map_ok(drop)
        }

        #[wait(taken, by = In, wakes = Out)]
        fn is_taken(&self) -> bool {
            self.0.load(Relaxed)
        }

        #[query]
        #[cfg(any())]
        fn unsent(&self) -> u8 {
            1
        }

        #[on_drop(Out)]
        fn end(&self) {
            self.0.store(true, Relaxed);
        }
    }

    let (mut input, mut output) = Maybe::default().into_pair();
    block_on(output.feed(7)).unwrap();
    assert_eq!(output.unsent(), Some(7));
    block_on(SinkExt::<u8>::close(&mut output)).unwrap();
    assert!(input.is_taken());
}

#[test]
fn a_sink_fails_when_its_wait_does() {
    let (mut producer, consumer) = Queue::new(1).into_pair();
    let tasks = Tasks::<1>::new();
    block_on(producer.send(1)).unwrap();
    // The sink keeps this item, and then its consumer is dropped.
    block_on(producer.feed(2)).unwrap();
    assert!(
        pinned(&mut producer)
            .poll_flush(&mut tasks.cx(0))
            .is_pending()
    );
    drop(consumer);
    assert_eq!(tasks.wakes(), [1]);
    assert_eq!(block_on(SinkExt::<i32>::flush(&mut producer)), Err(Closed));
    assert_eq!(block_on(producer.send(3)), Err(Closed));
    assert_eq!(pinned(&mut producer).start_send(4), Err(Closed));
}

#[test]
fn sending_before_ready_panics_and_keeps_the_earlier_item() {
    let (mut producer, mut consumer) = Queue::new(1).into_pair();
    block_on(producer.feed('a')).unwrap();
    block_on(producer.feed('b')).unwrap();
    let sent = catch_unwind(AssertUnwindSafe(|| pinned(&mut producer).start_send('c')));
    assert!(sent.is_err());
    assert_eq!(consumer.try_pop(), Poll::Ready(Some('a')));
    block_on(SinkExt::<char>::flush(&mut producer)).unwrap();
    assert_eq!(consumer.try_pop(), Poll::Ready(Some('b')));
}

#[test]
fn a_handle_drops_what_it_keeps() {
    let (mut producer, consumer) = Queue::new(0).into_pair();
    let item = Arc::new(());
    block_on(producer.feed(Arc::clone(&item))).unwrap();
    assert_eq!(Arc::strong_count(&item), 2);
    drop(producer);
    assert_eq!(Arc::strong_count(&item), 1);
    drop(consumer);
}

#[test]
fn a_sink_is_unpin_whatever_it_takes() {
    let (mut producer, mut consumer) = Queue::new(1).into_pair();
    block_on(producer.send((1, PhantomPinned))).unwrap();
    block_on(producer.feed((2, PhantomPinned))).unwrap();
    assert_eq!(block_on(consumer.next()).unwrap().0, 1);
    block_on(SinkExt::<(i32, PhantomPinned)>::close(&mut producer)).unwrap();
    assert_eq!(block_on(consumer.next()).unwrap().0, 2);
}

/// A port that sends one byte at a time: a borrowed sink and a notifier.
#[derive(Default)]
struct Port(Mutex<Option<u8>>);

#[waitable(notifier = Interrupt, waiter = Tx, storage = borrowed)]
impl Port {
    #[notify]
    fn shift_out(&self) -> Option<u8> {
        self.0.lock().unwrap().take()
    }

    #[wait(write, sink)]
    fn try_write(&self, #[once] byte: &mut Option<u8>) -> Poll<Result<(), ()>> {
        let slot = &mut *self.0.lock().unwrap();
        if slot.is_some() {
            return Poll::Pending;
        }
        *slot = byte.take();
        Poll::Ready(Ok(()))
    }
}

#[test]
fn a_borrowed_sink_is_woken_by_its_notifier() {
    let port = Waitable::new(Port::default());
    let interrupt = Interrupt::new(&port);
    let mut tx = Tx::claim(&port).unwrap();
    let tasks = Tasks::<1>::new();
    block_on(tx.send(1)).unwrap();
    let mut send = tx.send(2);
    assert!(Pin::new(&mut send).poll(&mut tasks.cx(0)).is_pending());
    assert_eq!((interrupt.shift_out(), tasks.wakes()), (Some(1), [1]));
    assert_eq!(poll_once(&mut send), Poll::Ready(Ok(())));
    assert_eq!(interrupt.shift_out(), Some(2));
}
