//! Tests of the worker that waits for several conditions, on each executor.

use crate::race::{at_once, rounds};
use crate::support::on_each_executor;
use futures::{FutureExt as _, future::poll_fn, poll};
use spmc_waker_examples::{
    channel::{Channel, Sender},
    select::{Event, Sources, Stopped, Ticker, Ticks, work},
    shutdown::Token,
};
use std::{num::NonZeroUsize, pin::pin, sync::mpsc, task::Poll, thread, time::Duration};

on_each_executor!(
    each_source_wakes_the_worker,
    an_event_as_the_wait_begins_is_seen,
    the_last_sender_ends_the_work,
    nothing_is_lost,
    jobs_that_a_shutdown_leaves_stay_in_the_channel,
    dropped_work_loses_no_event,
    jobs_do_not_put_off_the_rest,
    other_tasks_run_between_events,
    the_select_of_futures_loses_nothing,
    the_select_of_tokio_loses_nothing,
);

const HEAD_START: Duration = Duration::from_millis(5);
const JOBS: usize = 2000;
const TICKS: usize = 500;

async fn each_source_wakes_the_worker() {
    let (remote, mut sources) = sources();
    let (event_seen, seen) = mpsc::channel();
    let acting = thread::spawn(move || {
        let when_it_waits = || thread::sleep(HEAD_START);
        when_it_waits();
        remote.jobs.send(1).unwrap();
        assert_eq!(seen.recv(), Ok(Event::Job(1)));
        when_it_waits();
        remote.ticker.tick();
        assert_eq!(seen.recv(), Ok(Event::Ticks(NonZeroUsize::MIN)));
        when_it_waits();
        remote.shutdown.cancel();
        assert!(seen.recv().is_err(), "no event comes after the shutdown");
    });
    let stopped = work(&mut sources, move |event| {
        event_seen.send(event).expect("the other side panicked");
    })
    .await;
    assert_eq!(stopped, Stopped::Shutdown);
    acting.join().expect("the other side panicked");
}

/// embassy#7015, for each source: its event comes while the worker registers with this source or with another one.
async fn an_event_as_the_wait_begins_is_seen() {
    let (mut remote, mut sources) = sources();
    for round in rounds() {
        let acting = at_once(round, move || {
            match round % 3 {
                0 => remote.jobs.send(round).unwrap(),
                1 => remote.ticker.tick(),
                _ => remote.shutdown.cancel(),
            }
            remote
        });
        let event = poll_fn(|cx| sources.poll_next(cx)).await;
        let expected = match round % 3 {
            0 => Ok(Event::Job(round)),
            1 => Ok(Event::Ticks(NonZeroUsize::MIN)),
            _ => Err(Stopped::Shutdown),
        };
        assert_eq!(event, expected);
        remote = acting.join().expect("the other side panicked");
        if event.is_err() {
            remote.shutdown = Token::new();
            sources.shutdown = remote.shutdown.clone();
        }
    }
}

async fn the_last_sender_ends_the_work() {
    let (remote, mut sources) = sources();
    let sending = thread::spawn(move || {
        remote.jobs.send(1).unwrap();
        thread::sleep(HEAD_START);
        drop(remote.jobs);
        // Keep the other notifiers alive, so that only the end of the jobs ends the work.
        (remote.ticker, remote.shutdown)
    });
    let mut events = Vec::new();
    let stopped = work(&mut sources, |event| events.push(event)).await;
    assert_eq!(stopped, Stopped::NoMoreJobs);
    assert_eq!(events, [Event::Job(1)]);
    sending.join().expect("the sender panicked");
}

async fn nothing_is_lost() {
    let (remote, mut sources) = sources();
    let acting = remote.act();
    let mut taken = Taken::default();
    let stopped = work(&mut sources, |event| taken.add(event)).await;
    assert_eq!(stopped, Stopped::NoMoreJobs);
    acting.join().expect("the other side panicked");
    taken.add_what_is_left(&mut sources).await;
    taken.check();
}

/// Jobs that are left after the shutdown can still be received.
async fn jobs_that_a_shutdown_leaves_stay_in_the_channel() {
    let (remote, mut sources) = sources();
    let shutdown = remote.shutdown.clone();
    let acting = remote.act();
    let mut taken = Taken::default();
    let stopped = work(&mut sources, |event| {
        taken.add(event);
        if taken.jobs.len() == JOBS / 10 {
            shutdown.cancel();
        }
    })
    .await;
    assert_eq!(stopped, Stopped::Shutdown);
    assert_eq!(taken.jobs.len(), JOBS / 10);
    acting.join().expect("the other side panicked");
    taken.add_what_is_left(&mut sources).await;
    taken.check();
}

/// The work is dropped repeatedly, while it waits and while it yields.
async fn dropped_work_loses_no_event() {
    let (remote, mut sources) = sources();
    let acting = remote.act();
    let mut taken = Taken::default();
    loop {
        let work = pin!(work(&mut sources, |event| taken.add(event)));
        if let Poll::Ready(stopped) = poll!(work) {
            assert_eq!(stopped, Stopped::NoMoreJobs);
            break;
        }
        thread::yield_now();
    }
    acting.join().expect("the other side panicked");
    taken.add_what_is_left(&mut sources).await;
    taken.check();
}

async fn jobs_do_not_put_off_the_rest() {
    let (remote, mut sources) = sources();
    remote.jobs.send(0).unwrap();
    let mut taken = Taken::default();
    let stopped = work(&mut sources, |event| {
        // There is always one more job.
        remote.jobs.send(0).unwrap();
        taken.add(event);
        match taken.jobs.len() {
            100 if taken.ticks == 0 => remote.ticker.tick(),
            200 => remote.shutdown.cancel(),
            _ => {}
        }
    })
    .await;
    assert_eq!(stopped, Stopped::Shutdown);
    assert_eq!((taken.jobs.len(), taken.ticks), (200, 1));
}

/// Each poll handles one event, so other tasks run in between.
async fn other_tasks_run_between_events() {
    let (remote, mut sources) = sources();
    let mut taken = Taken::default();
    (0..6).for_each(|job| remote.jobs.send(job).unwrap());
    for jobs in 1..=3 {
        let pending = poll!(pin!(work(&mut sources, |event| taken.add(event))));
        assert_eq!((pending, taken.jobs.len()), (Poll::Pending, jobs));
    }
    // The work wakes itself after each event.
    drop(remote.jobs);
    let stopped = work(&mut sources, |event| taken.add(event)).await;
    assert_eq!((stopped, taken.jobs.len()), (Stopped::NoMoreJobs, 6));
}

async fn the_select_of_futures_loses_nothing() {
    let (remote, mut sources) = sources();
    let acting = remote.act();
    let mut taken = Taken::default();
    loop {
        futures::select_biased! {
            () = sources.shutdown.cancelled().fuse() => unreachable!("nothing is cancelled"),
            ticks = sources.clock.ticked().fuse() => taken.add(Event::Ticks(ticks)),
            job = sources.jobs.recv().fuse() => match job {
                Some(job) => taken.add(Event::Job(job)),
                None => break,
            },
        }
    }
    acting.join().expect("the other side panicked");
    taken.add_what_is_left(&mut sources).await;
    taken.check();
}

async fn the_select_of_tokio_loses_nothing() {
    let (remote, mut sources) = sources();
    let acting = remote.act();
    let mut taken = Taken::default();
    loop {
        // This polls the sources in random order.
        ::tokio::select! {
            () = sources.shutdown.cancelled() => unreachable!("nothing is cancelled"),
            ticks = sources.clock.ticked() => taken.add(Event::Ticks(ticks)),
            job = sources.jobs.recv() => match job {
                Some(job) => taken.add(Event::Job(job)),
                None => break,
            },
        }
    }
    acting.join().expect("the other side panicked");
    taken.add_what_is_left(&mut sources).await;
    taken.check();
}

/// The notifiers of the sources.
struct Remote {
    jobs: Sender<usize>,
    ticker: Ticker,
    shutdown: Token,
}

fn sources() -> (Remote, Sources<usize>) {
    let (jobs, receiver) = Channel::default().into_pair();
    let (ticker, clock) = Ticks::default().into_pair();
    let shutdown = Token::new();
    let token = shutdown.clone();
    let remote = Remote {
        jobs,
        ticker,
        shutdown,
    };
    let sources = Sources {
        jobs: receiver,
        clock,
        shutdown: token,
    };
    (remote, sources)
}

impl Remote {
    /// Sends all jobs from one thread, and ticks from another. Keeps the shutdown until both are done.
    fn act(self) -> thread::JoinHandle<()> {
        thread::spawn(move || {
            let ticking = thread::spawn(move || {
                for _ in 0..TICKS {
                    self.ticker.tick();
                    thread::yield_now();
                }
            });
            for job in 0..JOBS {
                self.jobs.send(job).unwrap();
                // This lets the worker catch up and wait sometimes.
                if job % 64 == 0 {
                    thread::sleep(Duration::from_micros(100));
                }
            }
            drop(self.jobs);
            ticking.join().expect("the ticker panicked");
        })
    }
}

/// The events that were taken from the sources.
#[derive(Default)]
struct Taken {
    jobs: Vec<usize>,
    ticks: usize,
}

impl Taken {
    fn add(&mut self, event: Event<usize>) {
        match event {
            Event::Job(job) => self.jobs.push(job),
            Event::Ticks(ticks) => self.ticks += ticks.get(),
        }
    }

    async fn add_what_is_left(&mut self, sources: &mut Sources<usize>) {
        while let Some(job) = sources.jobs.recv().await {
            self.jobs.push(job);
        }
        self.ticks += sources.clock.try_ticked().map_or(0, NonZeroUsize::get);
    }

    /// Checks that all events of `Remote::act` were taken.
    fn check(&self) {
        assert!(self.jobs.iter().copied().eq(0..JOBS));
        assert_eq!(self.ticks, TICKS);
    }
}
