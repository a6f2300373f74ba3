//! `#[arm]` methods that take the arguments of their wait.

use crate::waitable::{Tasks, poll_once};
use futures::{SinkExt, StreamExt as _};
use spmc_waker::{TimedOut, waitable};
use spmc_waker_tests::time_limit::block_on;
use std::{
    fmt::Display,
    pin::Pin,
    sync::{
        Mutex,
        atomic::{AtomicU32, Ordering::Relaxed},
    },
    task::Poll,
    time::Duration,
};

/// A counter with an alarm, which a wait sets to its level. Logs the calls.
#[derive(Default)]
struct Alarm {
    level: AtomicU32,
    log: Mutex<Vec<String>>,
}

impl Alarm {
    fn note(&self, what: impl Into<String>) {
        self.log.lock().unwrap().push(what.into());
    }
}

#[waitable(notifier = Clock, waiter = Sleeper { alarms: u32 = 0 })]
impl Alarm {
    #[notify]
    fn tick(&self) -> u32 {
        self.level.fetch_add(1, Relaxed)
    }

    #[wait(reached, blocking, wakes = none)]
    fn has_reached(&self, level: u32) -> bool {
        self.note("check");
        self.level.load(Relaxed) >= level
    }

    #[arm(reached)]
    fn set_alarm(&self, level: u32) {
        self.note(format!("alarm at {level}"));
    }

    #[disarm(reached)]
    fn remove_alarm(&self) {
        self.note("no alarm");
    }

    /// Has arguments of every kind, in mixed order.
    #[wait(swapped, wakes = none)]
    fn try_swap<D: Display + Clone, const N: usize>(
        &self,
        label: D,
        #[once] new: &mut Option<u32>,
        numbers: &[u32; N],
        #[field] alarms: &mut u32,
        counts: &mut Vec<u32>,
    ) -> Poll<u32> {
        counts.push(*alarms);
        let level = self.level.load(Relaxed);
        if !numbers.contains(&level) {
            return Poll::Pending;
        }
        self.note(format!("{label} swapped"));
        Poll::Ready(
            new.take()
                .map_or(level, |new| self.level.swap(new, Relaxed)),
        )
    }

    #[arm(swapped)]
    fn arm_swap<D: Display + Clone, const N: usize>(
        &self,
        label: D,
        new: &mut Option<u32>,
        _: &[u32; N],
        alarms: &mut u32,
        counts: &mut Vec<u32>,
    ) {
        *alarms += 1;
        counts.push(100);
        self.note(format!("{label} arms {N} for {new:?}"));
    }

    #[query]
    fn take_log(&self) -> Vec<String> {
        std::mem::take(&mut *self.log.lock().unwrap())
    }
}

#[test]
fn a_future_arms_with_its_argument_after_it_registered() {
    let (clock, mut sleeper) = Alarm::default().into_pair();
    let tasks = Tasks::<1>::new();
    let mut reached = sleeper.reached(2);
    for tick in 1..=2 {
        assert!(Pin::new(&mut reached).poll(&mut tasks.cx(0)).is_pending());
        assert_eq!(clock.take_log(), ["check", "alarm at 2", "check"]);
        clock.tick();
        assert_eq!(tasks.wakes(), [tick]);
    }
    assert!(Pin::new(&mut reached).poll(&mut tasks.cx(0)).is_ready());
    assert_eq!(clock.take_log(), ["check", "no alarm"]);
}

/// The task's alarm is gone, so the task has to set it again.
#[test]
fn a_blocking_wait_that_is_ready_at_once_wakes_the_task_that_it_disarms() {
    let (clock, mut sleeper) = Alarm::default().into_pair();
    let tasks = Tasks::<1>::new();
    assert!(sleeper.poll_reached(&mut tasks.cx(0), 5).is_pending());
    clock.take_log();
    sleeper.blocking_reached(0);
    assert_eq!(clock.take_log(), ["check", "no alarm"]);
    assert_eq!(tasks.wakes(), [1]);
    assert!(!sleeper.unregister());
}

#[test]
fn a_poll_arms_with_its_argument() {
    let (clock, mut sleeper) = Alarm::default().into_pair();
    let tasks = Tasks::<1>::new();
    assert!(sleeper.poll_reached(&mut tasks.cx(0), 1).is_pending());
    assert!(sleeper.poll_reached(&mut tasks.cx(0), 5).is_pending());
    let alarms = [
        "check",
        "alarm at 1",
        "check",
        "check",
        "alarm at 5",
        "check",
    ];
    assert_eq!(clock.take_log(), alarms);
    clock.tick();
    assert!(sleeper.poll_reached(&mut tasks.cx(0), 1).is_ready());
    assert_eq!(clock.take_log(), ["check", "no alarm"]);
    // Neither a check that is ready nor one that is pending arms anything.
    assert!(sleeper.has_reached(1));
    assert!(!sleeper.has_reached(9));
    assert_eq!(clock.take_log(), ["check", "check"]);
}

#[test]
fn a_thread_arms_with_its_argument() {
    let (clock, mut sleeper) = Alarm::default().into_pair();
    let limited = sleeper.reached_timeout(Duration::from_millis(1), 3);
    assert_eq!(limited, Err(TimedOut(())));
    let log = clock.take_log();
    assert_eq!(log[1], "check");
    assert_eq!(log[log.len() - 1], "no alarm");
    assert!(log.contains(&"alarm at 3".to_owned()));
}

#[test]
fn an_arm_method_gets_the_arguments_of_the_check() {
    let (clock, mut sleeper) = Alarm::default().into_pair();
    let mut counts = Vec::new();
    let tasks = Tasks::<1>::new();
    let mut item = Some(7);
    let cx = &mut tasks.cx(0);
    let poll = sleeper.poll_swapped(cx, "poll", &mut item, &[1, 2], &mut counts);
    assert_eq!((poll, item), (Poll::Pending, Some(7)));
    assert_eq!(counts, [0, 100, 1], "checked, armed, checked again");
    assert_eq!(clock.take_log(), ["poll arms 2 for Some(7)"]);
    let mut swapped = sleeper.swapped("future".to_owned(), 8, &[1], &mut counts);
    assert!(poll_once(&mut swapped).is_pending());
    clock.tick();
    assert_eq!(poll_once(&mut swapped), Poll::Ready(1));
    assert_eq!(counts, [0, 100, 1, 1, 100, 2, 2]);
    let log = ["future arms 1 for Some(8)", "future swapped"];
    assert_eq!(clock.take_log(), log);
    assert_eq!(clock.tick(), 8);
}

/// Two waiters whose waits have the same name: a sink and a stream.
#[derive(Default)]
struct Wire {
    byte: Mutex<Option<u8>>,
    log: Mutex<Vec<String>>,
}

impl Wire {
    fn note(&self, what: impl Into<String>) {
        self.log.lock().unwrap().push(what.into());
    }
}

#[waitable(waiter = Tx, waiter = Rx { received: u8 = 0 })]
impl Wire {
    #[wait(ready, by = Tx, sink, wakes = Rx)]
    fn try_write(&self, #[once] byte: &mut Option<u8>) -> Poll<Result<(), ()>> {
        let slot = &mut *self.byte.lock().unwrap();
        if slot.is_some() {
            return Poll::Pending;
        }
        *slot = byte.take();
        Poll::Ready(Ok(()))
    }

    #[wait(ready, by = Rx, stream, wakes = Tx)]
    fn try_read(&self, #[field] received: &mut u8) -> Poll<Option<u8>> {
        match self.byte.lock().unwrap().take() {
            Some(byte) => {
                *received += 1;
                Poll::Ready(Some(byte))
            }
            None => Poll::Pending,
        }
    }

    #[arm(ready, by = Tx)]
    fn enable_tx(&self, byte: &mut Option<u8>) {
        self.note(format!("tx on for {byte:?}"));
    }

    #[disarm(ready, by = Tx)]
    fn disable_tx(&self) {
        self.note("tx off");
    }

    #[arm(ready, by = Rx)]
    fn enable_rx(&self, received: &mut u8) {
        self.note(format!("rx on after {received}"));
    }

    #[disarm(ready, by = Rx)]
    fn disable_rx(&self) {
        self.note("rx off");
    }

    #[query]
    fn take_log(&self) -> Vec<String> {
        std::mem::take(&mut *self.log.lock().unwrap())
    }
}

#[test]
fn a_sink_and_a_stream_each_arm_their_own_interrupt() {
    let (mut tx, mut rx) = Wire::default().into_pair();
    assert!(poll_once(&mut rx.next()).is_pending());
    assert_eq!(tx.take_log(), ["rx on after 0"]);
    block_on(tx.feed(1)).unwrap();
    block_on(tx.feed(2)).unwrap();
    assert_eq!(rx.take_log(), [""; 0], "a check alone arms nothing");
    assert!(poll_once(&mut SinkExt::<u8>::flush(&mut tx)).is_pending());
    assert_eq!(rx.take_log(), ["tx on for Some(2)"]);
    assert_eq!(block_on(rx.next()), Some(1));
    assert_eq!(tx.take_log(), ["rx off"]);
    block_on(tx.flush()).unwrap();
    assert_eq!(rx.take_log(), ["tx off"]);
    assert_eq!(block_on(rx.next()), Some(2));
    assert!(poll_once(&mut rx.next()).is_pending());
    assert_eq!(tx.take_log(), ["rx off", "rx on after 2"]);
    drop(rx);
    assert_eq!(tx.take_log(), ["rx off"]);
}
