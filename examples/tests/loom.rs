//! The ring in every interleaving: what a model of your own condition may look like.
//!
//! `RUSTFLAGS="--cfg loom" cargo test --release -p spmc-waker-examples --test loom`, or `.ci/models`.
//! The waker then runs on loom's atomics, and `src/spsc.rs` on what `src/model.rs` gives it.
//!
//! A model that cannot fail shows nothing. Plant a bug in the ring to see it fail:
//!
//! | bug in `Ring` | what loom finds |
//! |---|---|
//! | `try_pop` or `try_pop_many` reads *closed* after the queue | the last item is not popped |
//! | `close` stores, or `is_closed` loads, `Relaxed` | the last item is not popped |
//! | `try_push` drops what there is no room for, or `try_push_many` does | items are missing |
//! | `try_push` does not look at *closed* | deadlock: the producer waits for room forever |
//! | `abandon` does not close, or is not `#[on_drop(waiter)]` | the same |
//! | `close` is not `#[on_drop(notifier)]` | deadlock: the consumer waits for an item forever |
#![cfg(loom)]
#![forbid(unsafe_code)]

use loom::{future::block_on, thread};
use spmc_waker_examples::spsc::Ring;
use std::{collections::VecDeque, sync::Arc};

/// Runs a scenario in every interleaving with at most two preemptions of a thread, or as many as
/// `LOOM_MAX_PREEMPTIONS` says.
fn model(scenario: fn()) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound.get_or_insert(2);
    builder.check(scenario);
}

#[test]
fn all_is_popped_before_the_end() {
    model(|| {
        let (mut producer, mut consumer) = Ring::new(1).into_pair();
        let pushing = thread::spawn(move || {
            block_on(async {
                for item in [1, 2] {
                    assert_eq!(producer.push(item).await, Ok(()));
                }
            });
        });
        block_on(async {
            for item in [Some(1), Some(2), None] {
                assert_eq!(consumer.pop().await, item);
            }
        });
        pushing.join().expect("the producer panicked");
    });
}

#[test]
fn all_batches_are_popped_before_the_end() {
    model(|| {
        let (mut producer, mut consumer) = Ring::new(1).into_pair();
        let pushing = thread::spawn(move || {
            let mut items = VecDeque::from([1, 2]);
            block_on(async {
                while !items.is_empty() {
                    assert_eq!(producer.push_many(&mut items).await, 1);
                }
            });
        });
        let mut items = Vec::new();
        block_on(async { while consumer.pop_many(&mut items, 2).await > 0 {} });
        assert_eq!(items, [1, 2]);
        pushing.join().expect("the producer panicked");
    });
}

#[test]
fn a_push_ends_when_the_consumer_goes() {
    model(|| {
        let (mut producer, mut consumer) = Ring::new(1).into_pair();
        let item = Arc::new(());
        let mine = Arc::clone(&item);
        let pushing = thread::spawn(move || {
            block_on(async {
                let mut pushed = 0;
                while producer.push(Arc::clone(&mine)).await.is_ok() {
                    pushed += 1;
                }
                pushed
            })
        });
        assert!(block_on(consumer.pop()).is_some());
        drop(consumer);
        let pushed = pushing.join().expect("the producer panicked");
        // One is popped; one may have got in after that, and one more after the consumer's last look.
        assert!((1..=3).contains(&pushed));
        assert_eq!(Arc::strong_count(&item), 1, "an item has leaked");
    });
}

#[test]
fn both_sides_block_their_threads() {
    model(|| {
        let (mut producer, mut consumer) = Ring::new(1).into_pair();
        let pushing = thread::spawn(move || {
            for item in [1, 2] {
                assert_eq!(producer.blocking_push(item), Ok(()));
            }
        });
        for item in [Some(1), Some(2), None] {
            assert_eq!(consumer.blocking_pop(), item);
        }
        pushing.join().expect("the producer panicked");
    });
}
