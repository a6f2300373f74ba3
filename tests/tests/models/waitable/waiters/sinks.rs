//! Several handles that are sinks: the last that closes, or is dropped, runs the hook and wakes.

use crate::waitable::{AtomicBool, block_on, model, race};
use futures_sink::Sink;
use spmc_waker::waitable;
use spmc_waker_tests::facade::Racer;
use std::{
    future::poll_fn,
    pin::Pin,
    sync::{
        Arc,
        atomic::{
            AtomicUsize as Counter,
            Ordering::{Relaxed, SeqCst},
        },
    },
    task::Poll,
};

struct Channel {
    closed: AtomicBool,
    /// Not loom's, so it adds nothing to the models.
    hooks: Arc<Counter>,
}

#[waitable(waiters = Producer, waiter = Consumer)]
impl Channel {
    #[wait(push, by = Producer, sink, wakes = Consumer)]
    const fn try_push(&self, #[once] item: &mut Option<()>) -> Poll<Result<(), ()>> {
        *item = None;
        Poll::Ready(Ok(()))
    }

    #[wait(closed, by = Consumer, wakes = Producer)]
    fn is_closed(&self) -> bool {
        self.closed.load(Relaxed)
    }

    #[on_drop(Producer)]
    fn close(&self) {
        self.closed.store(true, Relaxed);
        self.hooks.fetch_add(1, SeqCst);
    }
}

fn close(producer: &mut Producer) {
    assert!(block_on(poll_fn(|cx| Pin::new(&mut *producer).poll_close(cx))).is_ok());
}

/// Runs something with the handles. The hook must run once.
fn channel(run: impl FnOnce(Producer, Consumer)) {
    let hooks = Arc::new(Counter::new(0));
    let channel = Channel {
        closed: AtomicBool::new(false),
        hooks: Arc::clone(&hooks),
    };
    let (producer, consumer) = channel.into_pair();
    run(producer, consumer);
    assert_eq!(hooks.load(SeqCst), 1);
    assert_eq!(Arc::strong_count(&hooks), 1, "the condition is freed");
}

/// One is closed and the other dropped, while the consumer waits.
fn closed_and_dropped() {
    channel(|mut producer, mut consumer| {
        let other = producer.clone();
        let go: Racer = Box::new(move || {
            close(&mut producer);
            drop(producer);
        });
        race([go], || {
            drop(other);
            block_on(consumer.closed());
        });
    });
}

/// A handle that is closed outlives all that are counted. Its clone is closed too.
fn closed_and_cloned() {
    channel(|mut producer, consumer| {
        let other = producer.clone();
        close(&mut producer);
        let go: Racer = Box::new(move || {
            let clone = producer.clone();
            drop(producer);
            drop(clone);
        });
        race([go], || drop((consumer, other)));
    });
}

#[test]
fn the_last_that_closes_or_is_dropped_wakes_the_consumer() {
    model(closed_and_dropped);
}

#[test]
fn closed_handles_keep_the_condition_and_do_not_count() {
    model(closed_and_cloned);
}
