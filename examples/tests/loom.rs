//! Models of the structures in which two threads matter, in every interleaving. You can write models of your own
//! structures in the same way.
//!
//! Run them with `RUSTFLAGS="--cfg loom" cargo test --release -p spmc-waker-examples --test loom`, or with
//! `.ci/models`. The wakers then use loom's atomics. So does the queue of `src/bounded.rs`, because its crate has a
//! feature for that. `src/spsc.rs`, `src/wait_group.rs`, `src/shutdown.rs`, `src/semaphore.rs` and `src/barrier.rs`
//! use the types of `src/model.rs`. The others keep std's atomics, which are always up to date in a model: these
//! models show what the order of waits, wakes and drops does, and not what the condition's memory orderings do.
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
//! | `Arrivals::go` takes back an arrival of a round that is over | the next round waits for too many |
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

/// The same for three threads and more, which take long: with one preemption, whatever the bound is.
fn model_of_three(scenario: fn()) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(1);
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

/// Polls once, by a task that is not woken.
fn poll_once<F: Future>(future: F) -> Poll<F::Output> {
    pin!(future).poll(&mut Context::from_waker(Waker::noop()))
}

#[test]
fn two_senders_wait_for_room() {
    model_of_three(|| {
        let (sender, mut receiver) = bounded::channel(1);
        let other = sender.clone();
        let sending = thread::spawn(move || assert_eq!(block_on(other.send(1)), Ok(())));
        let reserving = thread::spawn(move || {
            let permit = block_on(sender.reserve()).expect("the channel is open");
            permit.send(2);
        });
        let received = block_on(async { (receiver.recv().await, receiver.recv().await) });
        assert!(matches!(received, (Some(1), Some(2)) | (Some(2), Some(1))));
        sending.join().expect("the sender panicked");
        reserving.join().expect("the other sender panicked");
    });
}

#[test]
fn a_send_that_is_given_up_leaves_the_room_to_another() {
    model_of_three(|| {
        let (sender, mut receiver) = bounded::channel(1);
        assert_eq!(sender.try_send(0), Ok(()));
        let other = sender.clone();
        let mut given_up = sender.send(1);
        assert!(poll_once(&mut given_up).is_pending());
        let sending = thread::spawn(move || assert_eq!(block_on(other.send(2)), Ok(())));
        let receiving = thread::spawn(move || {
            assert_eq!(receiver.try_recv(), Poll::Ready(Some(0)));
            receiver
        });
        drop(given_up);
        sending.join().expect("the sender panicked");
        drop(receiving.join().expect("the receiver panicked"));
    });
}

#[test]
fn a_close_ends_the_wait_for_room() {
    model(|| {
        let (sender, mut receiver) = bounded::channel(1);
        assert_eq!(sender.try_send(0), Ok(()));
        let sending = thread::spawn(move || assert_eq!(block_on(sender.send(1)), Err(1)));
        receiver.close();
        sending.join().expect("the sender panicked");
        assert_eq!(block_on(receiver.recv()), Some(0));
        assert_eq!(block_on(receiver.recv()), None);
    });
}

#[test]
fn the_last_of_two_senders_ends_the_wait_of_two_receivers() {
    model_of_three(|| {
        let (sender, receiver) = mpmc::bounded::<u8>(1);
        let other = sender.clone();
        let dropping = thread::spawn(move || drop(other));
        let second = receiver.clone();
        let receiving = thread::spawn(move || assert_eq!(block_on(second.recv()), None));
        drop(sender);
        assert_eq!(block_on(receiver.recv()), None);
        dropping.join().expect("the drop panicked");
        receiving.join().expect("the receiver panicked");
    });
}

#[test]
fn a_receive_that_is_given_up_leaves_the_value_to_another() {
    model_of_three(|| {
        let (sender, receiver) = mpmc::bounded(1);
        let mut given_up = receiver.recv();
        assert!(poll_once(&mut given_up).is_pending());
        let other = receiver.clone();
        let receiving = thread::spawn(move || assert_eq!(block_on(other.recv()), Some(1)));
        let sending = thread::spawn(move || {
            assert_eq!(sender.try_send(1), Ok(()));
            sender
        });
        drop(given_up);
        receiving.join().expect("the receiver panicked");
        drop(sending.join().expect("the sender panicked"));
    });
}

#[test]
fn an_acquire_that_is_given_up_leaves_the_permit_to_another() {
    model_of_three(|| {
        let semaphore = Semaphore::new(1);
        let permit = semaphore.clone().try_acquire_owned().expect("one is free");
        let mut given_up = Box::pin(semaphore.acquire());
        assert!(poll_once(given_up.as_mut()).is_pending());
        let other = semaphore.clone();
        let acquiring = thread::spawn(move || block_on(other.acquire()).map(drop));
        let releasing = thread::spawn(move || drop(permit));
        drop(given_up);
        assert_eq!(acquiring.join().expect("the task panicked"), Ok(()));
        releasing.join().expect("the release panicked");
        assert_eq!(semaphore.available_permits(), 1);
    });
}

#[test]
fn one_who_needs_two_permits_gets_them_beside_one_who_needs_one() {
    model_of_three(|| {
        let semaphore = Semaphore::new(2);
        let permits = [0, 1].map(|_| semaphore.clone().try_acquire_owned().expect("it is free"));
        let (one, two) = (semaphore.clone(), semaphore.clone());
        let acquiring = thread::spawn(move || block_on(one.acquire()).map(drop));
        let other = thread::spawn(move || block_on(two.acquire_many(2)).map(drop));
        drop(permits);
        assert_eq!(acquiring.join().expect("the task panicked"), Ok(()));
        assert_eq!(other.join().expect("the other task panicked"), Ok(()));
    });
}

#[test]
fn a_close_ends_the_wait_for_a_permit() {
    model(|| {
        let semaphore = Semaphore::new(0);
        let other = semaphore.clone();
        let acquiring = thread::spawn(move || block_on(other.acquire()).is_err());
        semaphore.close();
        assert!(acquiring.join().expect("the task panicked"));
    });
}

#[test]
fn a_child_that_begins_during_the_cancel_is_cancelled() {
    model(|| {
        let token = Token::new();
        let parent = token.clone();
        let waiting = thread::spawn(move || block_on(parent.child().cancelled()));
        token.cancel();
        waiting.join().expect("the child panicked");
    });
}

#[test]
fn a_cancel_reaches_a_child_while_another_one_goes() {
    model_of_three(|| {
        let token = Token::new();
        let (child, other) = (token.child(), token.child());
        let cancelling = thread::spawn(move || token.cancel());
        let dropping = thread::spawn(move || drop(other));
        block_on(child.cancelled());
        cancelling.join().expect("the cancel panicked");
        dropping.join().expect("the drop panicked");
    });
}

#[test]
fn a_listener_that_goes_leaves_its_notify_to_another() {
    model(|| {
        let event = Event::default();
        let mut given_up = event.listen();
        assert!(poll_once(&mut given_up).is_pending());
        let other = event.clone();
        let notifying = thread::spawn(move || other.notify_one());
        let listener = event.listen();
        drop(given_up);
        block_on(listener);
        notifying.join().expect("the notify panicked");
        assert!(
            poll_once(event.listen()).is_pending(),
            "it is not kept twice"
        );
    });
}

#[test]
fn a_notify_of_all_reaches_a_listener_that_begins_to_wait() {
    model(|| {
        let event = Event::default();
        let (listener, other) = (event.listen(), event.clone());
        let notifying = thread::spawn(move || other.notify_all());
        block_on(listener);
        notifying.join().expect("the notify panicked");
    });
}

#[test]
fn a_wait_at_a_barrier_that_is_given_up_counts_or_not() {
    model(|| {
        let barrier = Barrier::new(2);
        let mut given_up = Box::pin(barrier.wait());
        assert!(poll_once(given_up.as_mut()).is_pending());
        let other = barrier.clone();
        let coming = thread::spawn(move || {
            // Leads, or goes again.
            let _ = poll_once(pin!(other.wait()));
        });
        drop(given_up);
        coming.join().expect("the other one panicked");
        let mut first = Box::pin(barrier.wait());
        assert!(
            poll_once(first.as_mut()).is_pending(),
            "nobody else is there"
        );
        assert!(block_on(barrier.wait()).is_leader());
        assert!(!block_on(first).is_leader());
    });
}

#[test]
fn the_last_receiver_of_a_watch_ends_the_senders_wait() {
    model(|| {
        let (sender, receiver) = watch::channel(0);
        let other = receiver.clone();
        let dropping = thread::spawn(move || drop(other));
        drop(receiver);
        block_on(sender.closed());
        dropping.join().expect("the drop panicked");
    });
}

#[test]
fn a_value_and_the_close_of_a_watch_come_in_order() {
    model(|| {
        let (sender, receiver) = watch::channel(0);
        let sending = thread::spawn(move || sender.send(1));
        assert_eq!(block_on(receiver.changed()), Ok(()));
        assert_eq!(*receiver.borrow(), 1);
        assert_eq!(block_on(receiver.changed()), Err(RecvError));
        assert_eq!(sending.join().expect("the sender panicked"), Ok(()));
    });
}

#[test]
fn a_broadcast_reaches_two_receivers() {
    model_of_three(|| {
        let (sender, mut receiver) = broadcast::channel(1);
        let mut other = receiver.clone();
        let receiving = thread::spawn(move || (block_on(other.recv()), other));
        let sending = thread::spawn(move || sender.send(1));
        assert_eq!(block_on(receiver.recv()), Ok(1));
        let (received, _other) = receiving.join().expect("the other one panicked");
        assert_eq!(received, Ok(1));
        assert_eq!(sending.join().expect("the sender panicked"), Ok(2));
    });
}

#[test]
fn a_receiver_of_one_value_that_goes_ends_the_senders_wait() {
    model(|| {
        let (mut sender, receiver) = oneshot::channel::<()>();
        let dropping = thread::spawn(move || drop(receiver));
        block_on(sender.closed());
        assert_eq!(sender.send(()), Err(()));
        dropping.join().expect("the drop panicked");
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
