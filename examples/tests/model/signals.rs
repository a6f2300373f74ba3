//! Flags, counts and permits: no task sleeps although what it waits for has come.

use super::Count;
use spmc_waker::model;
use spmc_waker_examples::{
    barrier::Barrier, event::Event, flag::Flag, latch::Latch, readiness::Readiness, select::Ticks,
    semaphore::Semaphore, shutdown::Token, wait_group::WaitGroup,
};
use std::io::{self, ErrorKind, Read};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[test]
fn nobody_waits_for_a_flag_that_is_up() {
    model::check(|model| {
        let (notifier, waiter) = Flag::default().into_pair();
        model
            .handle("notifier", notifier)
            .call("raise", |notifier| notifier.notify(Flag::raise));
        model
            .handle("waiter", waiter)
            .wait("wait", async |waiter| waiter.wait().await);
    });
}

#[test]
fn nobody_waits_at_an_open_latch() {
    model::check(|model| {
        let (worker, all_done) = Latch::new(2).into_pair();
        for (name, worker) in [("first", worker.clone()), ("second", worker)] {
            // `done` is for one call.
            model
                .handle(name, Some(worker))
                .call("done", |worker| worker.take().map(|worker| worker.done()));
        }
        model
            .handle("all_done", all_done)
            .wait("opened", async |all_done| all_done.opened().await)
            .query("running", |all_done| all_done.running());
    });
}

#[test]
fn nobody_waits_for_a_group_that_is_over() {
    model::check(|model| {
        let (group, all_done) = WaitGroup::default().into_pair();
        for (name, group) in [("first", group.clone()), ("second", group)] {
            model
                .handle(name, (group, Vec::new()))
                .call("enter", |(group, workers)| workers.extend(group.enter()))
                .call("leave", |(_, workers)| workers.pop())
                .call("close", |(group, _)| group.close());
        }
        model
            .handle("all_done", all_done)
            .wait("wait", async |all_done| all_done.wait().await)
            .query("is_done", |all_done| all_done.is_done());
    });
}

#[test]
fn each_notify_of_an_event_is_heard_or_kept() {
    model::check(|model| {
        let event = Event::default();
        for name in ["first", "second"] {
            model
                .handle(name, event.clone())
                .wait("listen", async |event| event.listen().await);
        }
        model
            .handle("notifier", event)
            .call("notify_one", |event| event.notify_one())
            .call("notify_all", |event| event.notify_all());
    });
}

#[test]
fn a_cancel_reaches_a_child() {
    model::check(|model| {
        let token = Token::new();
        model
            .handle("child", token.child())
            .wait("cancelled", async |child| child.cancelled().await)
            .call("child", |token| {
                let child = token.child();
                assert_eq!(child.is_cancelled(), token.is_cancelled());
            })
            .query("is_cancelled", |child| child.is_cancelled());
        model
            .handle("token", token)
            .wait("cancelled", async |token| token.cancelled().await)
            .call("cancel", |token| token.cancel());
    });
}

#[test]
fn no_permit_is_lost_and_nobody_waits_for_one_that_is_free() {
    model::check(|model| {
        let semaphore = Semaphore::new(0);
        let (added, taken, left) = (Count::default(), Count::default(), Count::default());
        for (name, count) in [("one", 1), ("two", 2)] {
            let taken = taken.clone();
            model
                .handle(name, semaphore.clone())
                .wait("acquire", async move |semaphore| {
                    if let Ok(permit) = semaphore.acquire_many(count).await {
                        taken.add(permit.num_permits());
                        permit.forget();
                    }
                });
        }
        let [counted, seen] = [added.clone(), left.clone()];
        model
            .handle("owner", semaphore)
            .kept()
            .steps(3)
            .call("add", move |semaphore| {
                semaphore.add_permits(1);
                counted.add(1);
            })
            .call("take and release", |semaphore| {
                drop(semaphore.try_acquire());
            })
            .query("available", |semaphore| semaphore.available_permits())
            .at_end(move |semaphore| seen.add(semaphore.available_permits()));
        model.at_end("each permit is taken or free", move || {
            added.get() == taken.get() + left.get()
        });
    });
}

#[test]
fn two_of_three_pass_a_barrier_for_two() {
    model::check(|model| {
        let barrier = Barrier::new(2);
        for name in ["first", "second", "third"] {
            model
                .handle(name, barrier.clone())
                .wait("wait", async |barrier| barrier.wait().await);
        }
    });
}

/// Has one byte to read, once.
#[derive(Default)]
struct Socket(AtomicBool);

impl Read for &Socket {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        if self.0.swap(false, SeqCst) {
            Ok(1)
        } else {
            Err(ErrorKind::WouldBlock.into())
        }
    }
}

#[test]
fn a_reader_learns_of_bytes_and_of_the_end_of_its_driver() {
    model::check(|model| {
        let (driver, reader, _) = Readiness::new(Socket::default()).into_handles();
        model.handle("driver", driver).call("readable", |driver| {
            driver.socket().0.store(true, SeqCst);
            driver.readable();
        });
        model
            .handle("reader", reader)
            .wait("read", async |reader| reader.read(&mut [0]).await.is_ok());
    });
}

#[test]
fn each_tick_of_a_clock_is_counted_once() {
    model::check(|model| {
        let (ticked, counted) = (Count::default(), Count::default());
        let (ticker, clock) = Ticks::default().into_pair();
        let count = ticked.clone();
        model.handle("ticker", ticker).call("tick", move |ticker| {
            ticker.tick();
            count.add(1);
        });
        let [now, later] = [(); 2].map(|()| counted.clone());
        model
            .handle("clock", clock)
            .kept()
            .wait("ticked", async move |clock| {
                now.add(clock.ticked().await.get());
            })
            .at_end(move |clock| later.add(clock.try_ticked().map_or(0, usize::from)));
        model.at_end("each tick is counted", move || {
            ticked.get() == counted.get()
        });
    });
}
