//! Generated handles: many tasks with clones of one handle or with one handle, which are dropped at random points.

use crate::task;
use spmc_waker::waitable;
use spmc_waker_tests::{
    facade::{AtomicBool, AtomicUsize, block_on, model, race, thread::yield_now},
    random::{again, below, coin, maybe},
};
use std::sync::{Arc, atomic::Ordering::Relaxed};

/// Counts how often it is freed.
#[derive(Default)]
struct Tickets {
    free: AtomicUsize,
    is_closed: AtomicBool,
    /// Not shuttle's, since it adds nothing to the program.
    ends: Arc<std::sync::atomic::AtomicUsize>,
}

impl Drop for Tickets {
    fn drop(&mut self) {
        self.ends.fetch_add(100, Relaxed);
    }
}

#[waitable(notifier = Office, waiters = Queue, waiter = Guard)]
impl Tickets {
    #[notify(by = [Office, Queue], wakes = one(take))]
    fn add(&self) {
        self.free.fetch_add(1, Relaxed);
    }

    #[wait(take, by = Queue, blocking, wakes = Guard)]
    fn try_take(&self) -> Option<bool> {
        // Before the tickets: they were added before the close.
        let is_closed = self.is_closed.load(Relaxed);
        let fewer = |free: usize| free.checked_sub(1);
        match self.free.fetch_update(Relaxed, Relaxed, fewer) {
            Ok(_) => Some(true),
            Err(_) if is_closed => Some(false),
            Err(_) => None,
        }
    }

    #[wait(close, by = Queue, query)]
    fn is_closed(&self) -> bool {
        self.is_closed.load(Relaxed)
    }

    #[wait(sold_out, by = Guard, query)]
    fn is_sold_out(&self) -> bool {
        self.is_closed.load(Relaxed) && self.free.load(Relaxed) == 0
    }

    /// Once the last office is gone, nobody gets a ticket any more.
    #[on_drop(Office)]
    fn no_office(&self) {
        self.is_closed.store(true, Relaxed);
        self.ends.fetch_add(1, Relaxed);
    }

    #[on_drop(Queue)]
    fn no_queue(&self) {
        self.ends.fetch_add(10, Relaxed);
    }
}

/// Five tasks wait until the offices are gone. Some give up, some take another handle, and one holds a guard.
fn all_queues_end(share_a_handle: bool) {
    let tickets = Tickets::default();
    let ends = Arc::clone(&tickets.ends);
    let (office, queue, mut guard) = tickets.into_handles();
    let (taken, shared) = (Arc::new(AtomicUsize::new(0)), Arc::new(queue));
    let mut tasks: Vec<_> = (0..5)
        .map(|_| {
            let taken = Arc::clone(&taken);
            let queue = if share_a_handle {
                Arc::clone(&shared)
            } else {
                Arc::new(Queue::clone(&shared))
            };
            task(move || {
                loop {
                    let is_taken = match below(4) {
                        0 => queue.blocking_take(),
                        1 => Queue::of(&*queue).blocking_take(),
                        _ => again(async || queue.take().await),
                    };
                    if !is_taken {
                        break;
                    }
                    taken.fetch_add(1, Relaxed);
                }
                if coin() {
                    block_on(queue.close());
                }
            })
        })
        .collect();
    drop(shared);
    for _ in 0..2 {
        let office = office.clone();
        tasks.push(task(move || {
            office.add();
            if coin() {
                yield_now();
            }
            office.add();
        }));
    }
    drop(office);
    race(tasks, || {
        let _ = maybe(guard.sold_out());
        block_on(guard.sold_out());
    });
    assert_eq!(taken.load(Relaxed), 4, "a ticket is lost");
    assert_eq!(
        ends.load(Relaxed),
        11,
        "a hook has not run, or has run twice"
    );
    drop(guard);
    assert_eq!(
        ends.load(Relaxed),
        111,
        "the condition is freed twice, or never"
    );
}

#[test]
fn tasks_with_clones_of_a_handle_take_every_ticket() {
    model(|| all_queues_end(false));
}

#[test]
fn tasks_that_share_a_handle_take_every_ticket() {
    model(|| all_queues_end(true));
}
