//! Models of the structures in which two threads matter, in every interleaving. You can write models of your own
//! structures in the same way.
//!
//! Run them with `RUSTFLAGS="--cfg loom" cargo test --release -p spmc-waker-examples --test loom`, or with
//! `.ci/models`. The wakers then use loom's atomics. So does the queue of `src/bounded.rs`, because its crate has a
//! feature for that. `src/spsc.rs`, `src/wait_group.rs`, `src/shutdown.rs` and `src/barrier.rs` use the types of
//! `src/model.rs`. The others keep std's atomics, which are always up to date in a model: these models show what the
//! order of waits, wakes and drops does, and not what the condition's memory orderings do.
//!
//! A model that cannot fail proves nothing. Plant a bug to see a model fail:
//!
//! | bug | what loom finds |
//! |---|---|
//! | `Ring::try_pop` or `try_pop_many` reads *closed* after the ring | the last item is not popped |
//! | `Ring::close` stores, or `is_closed` loads, `Relaxed` | the last item is not popped |
//! | `Ring::try_push` or `try_push_many` drops items if there is no room | items are missing |
//! | `Ring::try_push` does not look at *closed* | deadlock: the producer waits for room forever |
//! | `Ring::close` is not `#[on_drop(Consumer)]` | the same |
//! | `Ring::close` is not `#[on_drop(Producer)]` | deadlock: the consumer waits for an item forever |
//! | `Bounded::no_senders` does not close | deadlock: the receiver waits for a value forever |
//! | `Bounded::try_recv` wakes nobody, or not those who reserve | deadlock: a sender waits for room forever |
//! | `Bounded::close` wakes nobody | the same |
//! | `Permits::release` wakes nobody, or `close` does not | deadlock: a task waits for a permit forever |
//! | `Node::adopt` does not look at the flag | a child is never cancelled |
//! | `Word::leave` does not limit what is kept | a notify is kept twice |
//! | `Arrivals::go` takes back an arrival of a round that is over | deadlock: the next round waits forever |
//! | `Bounded::abandon` does not close | a value is accepted, and never received |
//! | `WaitGroup::count_in` does not look at `CLOSED` | a newcomer gets in after the close |
//! | `WaitGroup::count_in` loads the word, and then stores it | a newcomer gets in after the close |
//! | `WaitGroup::count_out` never wakes, or `close` does not | deadlock: the wait never ends |
//! | `WaitGroup::count_out` subtracts, or `is_done` loads, `Relaxed` | what a worker wrote is not visible |
#![cfg(loom)]
#![forbid(unsafe_code)]

use loom::{
    future::block_on,
    sync::atomic::{
        AtomicBool as LoomBool, AtomicUsize,
        Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst},
        fence,
    },
    thread,
};
use spmc_waker_examples::{
    barrier::Barrier, bounded, broadcast, event::Event, mpmc, oneshot, semaphore::Semaphore,
    shutdown::Token, spsc::ring, wait_group::WaitGroup, watch,
};
use std::{
    collections::VecDeque,
    pin::pin,
    sync::{Arc, atomic::AtomicBool, mpsc::RecvError},
    task::{Context, Poll, Waker},
};

/// Runs a scenario in every interleaving with at most two preemptions. `LOOM_MAX_PREEMPTIONS` sets another bound.
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
        // One item is popped. One more may have been pushed after that, and another one after the consumer's last look.
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
        let (sender, mut receiver) = bounded::channel(2);
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
        let (sender, receiver) = bounded::channel(1);
        let value = Arc::new(());
        let mine = Arc::clone(&value);
        let sending = thread::spawn(move || {
            let _ = sender.try_send(Arc::clone(&mine));
            sender
        });
        drop(receiver);
        let sender = sending.join().expect("the sender panicked");
        let refused = sender.try_send(Arc::clone(&value));
        assert!(matches!(refused, Err(bounded::TrySendError::Closed(_))));
        drop((sender, refused));
        assert_eq!(Arc::strong_count(&value), 1, "a value has leaked");
    });
}

#[test]
fn a_newcomer_is_refused_or_waited_for() {
    model(|| {
        let (group, mut all_done) = WaitGroup::default().into_pair();
        // Not loom's atomic: it must tell the truth, whatever order the threads see.
        let is_over = Arc::new(AtomicBool::new(false));
        let (newcomer, seen) = (group.clone(), Arc::clone(&is_over));
        let working = thread::spawn(move || {
            let Some(worker) = newcomer.enter() else {
                return;
            };
            assert!(!seen.load(Relaxed), "a newcomer after the wait");
            thread::yield_now();
            assert!(!seen.load(Relaxed), "a worker after the wait");
            drop(worker);
        });
        group.close();
        block_on(all_done.wait());
        is_over.store(true, Relaxed);
        assert!(group.enter().is_none());
        working.join().expect("the worker panicked");
    });
}

#[test]
fn what_two_workers_wrote_is_visible_after_the_wait() {
    model(|| {
        let (group, mut all_done) = WaitGroup::default().into_pair();
        let written = Arc::new(AtomicUsize::new(0));
        let workers = [(); 2].map(|()| group.enter().expect("the group is open"));
        group.close();
        let working = workers.map(|worker| {
            let written = Arc::clone(&written);
            thread::spawn(move || {
                written.fetch_add(1, Relaxed);
                drop(worker);
            })
        });
        block_on(all_done.wait());
        assert_eq!(written.load(Relaxed), 2);
        for thread in working {
            thread.join().expect("a worker panicked");
        }
    });
}

#[test]
fn a_close_without_workers_ends_the_wait() {
    model(|| {
        let (group, all_done) = WaitGroup::default().into_pair();
        let closing = thread::spawn(move || {
            assert!(group.close());
            group
        });
        block_on(all_done);
        let group = closing.join().expect("the close panicked");
        assert!(group.is_done());
    });
}

/// A wait group of two atomics. Each of them is correct on its own.
mod two_atomics {
    use super::*;
    use spmc_waker::waitable;

    #[derive(Default)]
    struct Gate {
        workers: AtomicUsize,
        is_closed: LoomBool,
        /// Replaces `SeqCst` accesses, which loom does not have.
        has_fences: bool,
    }

    impl Gate {
        fn between_write_and_read(&self) {
            if self.has_fences {
                fence(SeqCst);
            }
        }
    }

    #[waitable(notifier = Door, waiter = AllDone)]
    impl Gate {
        /// Counts a worker in, and then reads the other atomic.
        #[notify]
        fn enter(&self) -> bool {
            self.workers.fetch_add(1, AcqRel);
            self.between_write_and_read();
            let is_closed = self.is_closed.load(Acquire);
            if is_closed {
                self.workers.fetch_sub(1, AcqRel);
            }
            !is_closed
        }

        /// Stores to one atomic. The check then reads the other one.
        #[notify]
        fn close(&self) {
            self.is_closed.store(true, Release);
            self.between_write_and_read();
        }

        #[wait(done)]
        fn is_done(&self) -> bool {
            self.is_closed.load(Acquire) && self.workers.load(Acquire) == 0
        }
    }

    fn a_newcomer_during_the_close(has_fences: bool) {
        let gate = Gate {
            has_fences,
            ..Gate::default()
        };
        let (door, mut all_done) = gate.into_pair();
        let is_over = Arc::new(AtomicBool::new(false));
        let (newcomer, seen) = (door.clone(), Arc::clone(&is_over));
        let working = thread::spawn(move || {
            // A newcomer that was let in stays, so the wait must not end now or later.
            let is_in = newcomer.enter();
            assert!(!is_in || !seen.load(Relaxed), "a newcomer after the wait");
            is_in
        });
        door.close();
        let is_done = all_done.is_done();
        is_over.store(is_done, Relaxed);
        let is_in = working.join().expect("the worker panicked");
        assert!(!(is_in && is_done), "a newcomer after the wait");
    }

    /// Each of the two threads may miss the other's write.
    #[test]
    #[should_panic(expected = "a newcomer after the wait")]
    fn with_acquire_and_release_a_newcomer_gets_in_although_the_wait_is_over() {
        model(|| a_newcomer_during_the_close(false));
    }

    #[test]
    fn with_seqcst_a_newcomer_is_refused_or_seen() {
        model(|| a_newcomer_during_the_close(true));
    }
}
