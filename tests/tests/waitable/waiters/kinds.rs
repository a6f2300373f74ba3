//! Which handles there are, waits of several kinds of handles, and what futures give back.

use crate::waitable::{Tasks, poll_once};
use spmc_waker::waitable;
use spmc_waker_tests::time_limit::{block_on, join, within_limit};
use std::{
    collections::VecDeque,
    pin::{Pin, pin},
    sync::{
        Mutex,
        atomic::{
            AtomicBool,
            Ordering::{Acquire, Release},
        },
    },
    task::Poll,
    thread,
    time::Duration,
};

/// The short form.
#[waitable(until = |flag| flag.raised.load(Acquire), waiters = Flags)]
#[derive(Default)]
struct Flag {
    raised: AtomicBool,
}

/// The short form with the default name.
#[waitable(until = |slot| -> Option<u32> { *slot.0.lock().unwrap() }, waiters)]
#[derive(Default)]
struct Slot(Mutex<Option<u32>>);

#[test]
fn the_short_form_has_many_waiters() {
    let (notifier, flag) = Flag::default().into_pair();
    let threads: Vec<_> = (0..4)
        .map(|_| {
            let flag = flag.clone();
            thread::spawn(move || {
                block_on(flag.wait());
                block_on(flag);
            })
        })
        .collect();
    assert!(!flag.try_wait());
    notifier.notify(|flag| flag.raised.store(true, Release));
    threads.into_iter().for_each(join);
    assert!(flag.try_wait());
}

#[test]
fn the_short_form_names_its_waiters_itself_and_a_ready_wait_wakes_nobody() {
    let (notifier, mut first) = Slot::default().into_pair();
    let second: SlotWaiter = first.clone();
    let tasks = Tasks::<2>::new();
    let mut wait = second.wait();
    assert!(first.poll_wait(&mut tasks.cx(0)).is_pending());
    assert!(Pin::new(&mut wait).poll(&mut tasks.cx(1)).is_pending());
    notifier.notify(|slot| *slot.0.lock().unwrap() = Some(7));
    assert_eq!(tasks.wakes(), [1, 1]);
    assert_eq!(first.poll_wait(&mut tasks.cx(0)), Poll::Ready(7));
    assert_eq!(Pin::new(&mut wait).poll(&mut tasks.cx(1)), Poll::Ready(7));
    assert_eq!(tasks.wakes(), [1, 1]);
}

/// Both kinds of handles wait for items by waits of one name.
#[derive(Default)]
struct Queue {
    items: Mutex<VecDeque<u32>>,
    closed: AtomicBool,
}

#[waitable(waiters = Worker, waiter = Boss)]
impl Queue {
    #[notify(by = [Worker, Boss], wakes = one(item))]
    fn add(&self, item: u32) {
        self.items.lock().unwrap().push_back(item);
    }

    #[wait(item, by = [Worker], blocking, wakes = room)]
    fn try_item(&self) -> Option<u32> {
        self.items.lock().unwrap().pop_front()
    }

    /// There is room for one.
    #[wait(room, by = [Worker, Boss], blocking, wakes = one(item))]
    fn try_room(&self, #[once] item: &mut Option<u32>) -> Poll<Result<(), u32>> {
        if self.closed.load(Acquire) {
            return Poll::Ready(item.take().map_or(Ok(()), Err));
        }
        let mut items = self.items.lock().unwrap();
        if !items.is_empty() {
            return Poll::Pending;
        }
        items.extend(item.take());
        Poll::Ready(Ok(()))
    }

    #[on_drop(Boss)]
    fn close(&self) {
        self.closed.store(true, Release);
    }
}

#[test]
fn a_wait_of_two_kinds_of_handles_is_woken_on_both() {
    let (mut worker, mut boss) = Queue::default().into_pair();
    worker.add(1);
    let tasks = Tasks::<3>::new();
    assert!(boss.poll_room(&mut tasks.cx(0), &mut Some(2)).is_pending());
    assert!(
        worker
            .poll_room(&mut tasks.cx(1), &mut Some(3))
            .is_pending()
    );
    let other = worker.clone();
    let mut room = other.room(4);
    assert!(Pin::new(&mut room).poll(&mut tasks.cx(2)).is_pending());
    assert_eq!(worker.try_item(), Some(1));
    assert_eq!(tasks.wakes(), [1; 3]);
    let mut item = Some(2);
    assert!(boss.poll_room(&mut tasks.cx(0), &mut item).is_ready());
    assert_eq!(item, None);
    drop(boss);
    assert_eq!(
        Pin::new(&mut room).poll(&mut tasks.cx(2)),
        Poll::Ready(Err(4))
    );
}

#[test]
fn a_future_gives_back_what_the_check_has_not_taken() {
    let (worker, mut boss) = Queue::default().into_pair();
    worker.add(1);
    assert_eq!(worker.room(2).into_item(), Some(2), "never polled");
    let mut room = worker.room(3);
    assert!(poll_once(&mut room).is_pending());
    assert_eq!(room.into_item(), Some(3));
    let mut room = boss.room(4);
    assert!(poll_once(&mut room).is_pending());
    assert_eq!(room.into_item(), Some(4));
    assert_eq!(worker.try_item(), Some(1));
    let mut room = worker.room(5);
    assert_eq!(poll_once(&mut room), Poll::Ready(Ok(())));
    assert_eq!(room.into_item(), None);
    // It left no registration that would take a wake.
    let tasks = Tasks::<1>::new();
    let mut worker = worker;
    assert_eq!(worker.try_item(), Some(5));
    assert!(worker.poll_item(&mut tasks.cx(0)).is_pending());
    boss.add(6);
    assert_eq!(tasks.wakes(), [1]);
}

#[test]
fn a_thread_that_is_out_of_time_gets_its_item_back() {
    let (worker, mut boss) = Queue::default().into_pair();
    worker.add(1);
    let timed_out = worker
        .room_timeout(Duration::from_millis(1), 2)
        .unwrap_err();
    assert_eq!(timed_out.0, 2);
    let timed_out = boss.room_timeout(Duration::from_millis(1), 3).unwrap_err();
    assert_eq!(timed_out.0, 3);
    assert_eq!(worker.item_timeout(Duration::ZERO), Ok(1));
}

#[test]
fn threads_block_by_one_handle_that_they_share() {
    let (worker, boss) = Queue::default().into_pair();
    let received = Mutex::new(Vec::new());
    within_limit(|| {
        thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| {
                    for _ in 0..50 {
                        let item = worker.blocking_item();
                        received.lock().unwrap().push(item);
                    }
                });
            }
            for number in 0..3 {
                let worker = worker.clone();
                scope.spawn(move || {
                    for item in 0..50 {
                        worker.blocking_room(50 * number + item).unwrap();
                    }
                });
            }
        });
    });
    let mut received = received.into_inner().unwrap();
    received.sort_unstable();
    assert!(received.into_iter().eq(0..150));
    drop(boss);
}

#[test]
fn without_a_notifier_there_is_one_handle() {
    struct Barrier {
        left: Mutex<usize>,
    }

    #[waitable(waiters = Party, notifier = none)]
    impl Barrier {
        #[notify(by = Party, when = |left| *left == 0)]
        fn arrive(&self) -> usize {
            let mut left = self.left.lock().unwrap();
            *left -= 1;
            *left
        }

        #[wait(all, query)]
        fn are_all(&self) -> bool {
            *self.left.lock().unwrap() == 0
        }
    }

    let party = Barrier {
        left: Mutex::new(4),
    }
    .into_handle();
    let threads: Vec<_> = (0..3)
        .map(|_| {
            let party = party.clone();
            thread::spawn(move || {
                party.arrive();
                block_on(pin!(party.all()));
            })
        })
        .collect();
    party.arrive();
    block_on(party.all());
    threads.into_iter().for_each(join);
}

/// A wait that is over is not among those that it wakes, however it was pending.
#[test]
fn a_ready_wait_wakes_all_but_itself() {
    #[derive(Default)]
    struct Door(AtomicBool);

    #[waitable(waiters = Guest, waiter = Host)]
    impl Door {
        #[notify(by = Guest, wakes = none)]
        fn open_silently(&self) {
            self.0.store(true, Release);
        }

        #[wait(open, by = [Guest, Host], wakes = all)]
        fn is_open(&self) -> bool {
            self.0.load(Acquire)
        }
    }

    for by_future in [true, false] {
        let (guest, mut host) = Door::default().into_pair();
        let (mut first, mut second) = (guest.clone(), guest.clone());
        let tasks = Tasks::<3>::new();
        assert!(second.poll_open(&mut tasks.cx(1)).is_pending());
        assert!(host.poll_open(&mut tasks.cx(2)).is_pending());
        if by_future {
            let mut open = first.open();
            assert!(Pin::new(&mut open).poll(&mut tasks.cx(0)).is_pending());
            guest.open_silently();
            assert!(Pin::new(&mut open).poll(&mut tasks.cx(0)).is_ready());
        } else {
            assert!(first.poll_open(&mut tasks.cx(0)).is_pending());
            guest.open_silently();
            assert!(first.poll_open(&mut tasks.cx(0)).is_ready());
        }
        assert_eq!(tasks.wakes(), [0, 1, 1]);
        assert!(second.poll_open(&mut tasks.cx(1)).is_ready());
        assert!(host.poll_open(&mut tasks.cx(2)).is_ready());
        assert_eq!(tasks.wakes(), [0, 1, 1], "nobody else waits");
    }
}
