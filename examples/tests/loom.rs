//! The ring and the bounded channel in every interleaving: what models of your own structures may look
//! like.
//!
//! `RUSTFLAGS="--cfg loom" cargo test --release -p spmc-waker-examples --test loom`, or `.ci/models`.
//! The wakers then run on loom's atomics. So does the queue of `src/bounded.rs`, whose crate has a
//! feature for that; `src/spsc.rs` runs on what `src/model.rs` gives it.
//!
//! A model that cannot fail shows nothing. Plant a bug to see it fail:
//!
//! | bug | what loom finds |
//! |---|---|
//! | `Ring::try_pop` or `try_pop_many` reads *closed* after the ring | the last item is not popped |
//! | `Ring::close` stores, or `is_closed` loads, `Relaxed` | the last item is not popped |
//! | `Ring::try_push` drops what there is no room for, or `try_push_many` does | items are missing |
//! | `Ring::try_push` does not look at *closed* | deadlock: the producer waits for room forever |
//! | `Ring::close` is not `#[on_drop(Consumer)]` | the same |
//! | `Ring::close` is not `#[on_drop(Producer)]` | deadlock: the consumer waits for an item forever |
//! | `Bounded::close` is not `#[on_drop(Sender)]` | deadlock: the receiver waits for a value forever |
//! | `Bounded::abandon` does not close | a value is accepted, and never received |
#![cfg(loom)]
#![forbid(unsafe_code)]

use loom::{future::block_on, thread};
use spmc_waker_examples::{
    bounded::{Bounded, PushError},
    spsc::ring,
};
use std::{collections::VecDeque, sync::Arc};

/// Runs a scenario in every interleaving with at most two preemptions of a thread, or as many as
/// `LOOM_MAX_PREEMPTIONS` says.
fn model(scenario: fn()) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound.get_or_insert(2);
    builder.check(scenario);
}

#[test]
fn items_come_before_the_end() {
    model(|| {
        let (mut producer, mut consumer) = ring(1);
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
fn batches_come_before_the_end() {
    model(|| {
        let (mut producer, mut consumer) = ring(1);
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
fn a_consumer_that_goes_ends_the_push() {
    model(|| {
        let (mut producer, mut consumer) = ring(1);
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
fn both_ends_can_block() {
    model(|| {
        let (mut producer, mut consumer) = ring(1);
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

#[test]
fn values_of_two_senders_come_before_the_end() {
    model(|| {
        let (sender, mut receiver) = Bounded::new(2).into_pair();
        let other = sender.clone();
        let sending = thread::spawn(move || assert_eq!(other.try_send(1), Ok(())));
        assert_eq!(sender.try_send(2), Ok(()));
        drop(sender);
        let (first, second, end) = block_on(async {
            let (first, second) = (receiver.recv().await, receiver.recv().await);
            (first, second, receiver.recv().await)
        });
        assert!(matches!(
            (first, second),
            (Some(1), Some(2)) | (Some(2), Some(1))
        ));
        assert_eq!(end, None);
        sending.join().expect("the sender panicked");
    });
}

#[test]
fn a_receiver_that_goes_refuses_values() {
    model(|| {
        let (sender, receiver) = Bounded::new(1).into_pair();
        let value = Arc::new(());
        let mine = Arc::clone(&value);
        let sending = thread::spawn(move || {
            let _ = sender.try_send(Arc::clone(&mine));
            sender
        });
        drop(receiver);
        let sender = sending.join().expect("the sender panicked");
        let refused = sender.try_send(Arc::clone(&value));
        assert!(matches!(refused, Err(PushError::Closed(_))));
        drop((sender, refused));
        assert_eq!(Arc::strong_count(&value), 1, "a value has leaked");
    });
}
