//! Conditions with two waiters and no notifier.

use crate::waitable::{AtomicBool, AtomicUsize, block_on, model, race};
use spmc_waker::waitable;
use std::{
    sync::{
        Arc, Mutex,
        atomic::Ordering::{Acquire, Relaxed, Release},
    },
    task::Poll,
};

/// A channel with room for one item.
#[derive(Default)]
struct Slot {
    item: AtomicUsize,
    closed: AtomicBool,
}

#[waitable(waiter = Producer, waiter = Consumer)]
impl Slot {
    /// Puts an item that is not zero. Returns `false` if the consumer was dropped.
    #[wait(put, by = Producer, wakes = Consumer)]
    fn try_put(&self, item: usize) -> Option<bool> {
        if self.closed.load(Relaxed) {
            return Some(false);
        }
        let put = self.item.compare_exchange(0, item, Relaxed, Relaxed);
        put.is_ok().then_some(true)
    }

    #[wait(get, by = Consumer, wakes = Producer)]
    fn try_get(&self) -> Poll<Option<usize>> {
        // Read `closed` first: it acquires the release in `close`, so an item that was put before is seen.
        let closed = self.closed.load(Acquire);
        match self.item.swap(0, Relaxed) {
            0 if closed => Poll::Ready(None),
            0 => Poll::Pending,
            item => Poll::Ready(Some(item)),
        }
    }

    #[on_drop(Producer)]
    fn close(&self) {
        self.closed.store(true, Release);
    }

    #[on_drop(Consumer)]
    fn close_too(&self) {
        self.closed.store(true, Relaxed);
    }
}

/// The first get waits for the first put, the second put for the first get, and the last get for the producer's
/// drop.
fn items_cross() {
    let (mut producer, mut consumer) = Slot::default().into_pair();
    let put = move || {
        block_on(async {
            for item in [1, 2] {
                assert!(producer.put(item).await);
            }
        });
    };
    let got = race([Box::new(put) as _], || {
        block_on(async {
            let mut got = Vec::new();
            while let Some(item) = consumer.get().await {
                got.push(item);
            }
            got
        })
    });
    assert_eq!(got, [1, 2]);
}

/// A check that takes an item without waiting wakes the producer, which waits for room.
fn a_check_makes_room() {
    let (mut producer, mut consumer) = Slot::default().into_pair();
    assert!(producer.try_put(1).is_some());
    // Keep the consumer until the end, because its drop would wake, too.
    let kept = Arc::new(Mutex::new(None));
    let keeping = Arc::clone(&kept);
    let get = move || {
        assert!(consumer.try_get().is_ready());
        *keeping.lock().unwrap() = Some(consumer);
    };
    race([Box::new(get) as _], || {
        assert!(block_on(producer.put(2)));
    });
    drop(kept);
}

/// The consumer is dropped while the producer waits for room. The wait ends.
fn the_consumer_leaves() {
    let (mut producer, consumer) = Slot::default().into_pair();
    assert!(producer.try_put(1).is_some());
    race([Box::new(move || drop(consumer)) as _], || {
        assert!(!block_on(producer.put(2)));
    });
}

#[test]
fn each_wait_wakes_the_other_waiter() {
    model(items_cross);
}

#[test]
fn each_check_wakes_the_other_waiter() {
    model(a_check_makes_room);
}

#[test]
fn each_drop_wakes_the_other_waiter() {
    model(the_consumer_leaves);
}
