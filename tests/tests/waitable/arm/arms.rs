//! Hardware hooks: `#[arm]` and `#[disarm]`.

use crate::waitable::{Task, poll_once};
use spmc_waker::waitable;
use spmc_waker_tests::time_limit::block_on;
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
    },
    task::Context,
};

/// A device that logs its calls, and can become ready while it is armed.
struct Device {
    log: Arc<Mutex<Vec<&'static str>>>,
    ready: AtomicBool,
    ready_once_armed: bool,
}

impl Device {
    fn new() -> (Arc<Mutex<Vec<&'static str>>>, Self) {
        let log = Arc::default();
        let device = Self {
            log: Arc::clone(&log),
            ready: AtomicBool::new(false),
            ready_once_armed: false,
        };
        (log, device)
    }

    fn log(&self, what: &'static str) {
        self.log.lock().unwrap().push(what);
    }
}

#[waitable(notifier = Interrupt, waiter = Driver)]
impl Device {
    #[notify]
    fn fire(&self) {
        self.ready.store(true, Relaxed);
    }

    #[wait(done)]
    fn is_done(&self) -> bool {
        self.log("check");
        self.ready.swap(false, Relaxed)
    }

    #[arm]
    fn enable(&self) {
        self.log("arm");
        if self.ready_once_armed {
            self.ready.store(true, Relaxed);
        }
    }

    #[disarm]
    fn disable(&self) {
        self.log("disarm");
    }

    #[on_drop(waiter)]
    fn gone(&self) {
        self.log("gone");
    }
}

#[test]
fn a_wait_arms_between_registering_and_its_second_check() {
    let (log, device) = Device::new();
    let (interrupt, mut driver) = device.into_pair();
    let (task, waker) = Task::new();
    let cx = &mut Context::from_waker(&waker);
    assert!(driver.poll_done(cx).is_pending());
    assert_eq!(*log.lock().unwrap(), ["check", "arm", "check"]);
    interrupt.fire();
    assert_eq!(task.wakes(), 1);
    log.lock().unwrap().clear();
    assert!(driver.poll_done(cx).is_ready());
    assert_eq!(*log.lock().unwrap(), ["check", "disarm"]);
}

#[test]
fn what_happens_while_arming_is_not_missed() {
    let (log, mut device) = Device::new();
    device.ready_once_armed = true;
    let (_interrupt, mut driver) = device.into_pair();
    block_on(driver.done());
    assert_eq!(*log.lock().unwrap(), ["check", "arm", "check", "disarm"]);
}

#[test]
fn a_waiter_disarms_when_it_waits_no_more() {
    let (log, device) = Device::new();
    let (_interrupt, mut driver) = device.into_pair();
    let (_, waker) = Task::new();
    assert!(
        driver
            .poll_done(&mut Context::from_waker(&waker))
            .is_pending()
    );
    log.lock().unwrap().clear();
    assert!(driver.unregister());
    assert_eq!(*log.lock().unwrap(), ["disarm"]);
    drop(driver);
    assert_eq!(*log.lock().unwrap(), ["disarm", "disarm", "gone"]);
}

/// Two waiters, each with an interrupt of its own.
#[derive(Default)]
struct Uart {
    ready: AtomicBool,
    log: Mutex<Vec<&'static str>>,
}

#[waitable(waiter = Tx, waiter = Rx)]
impl Uart {
    #[wait(send, by = Tx, wakes = Rx)]
    fn try_send(&self) -> bool {
        self.ready.load(Relaxed)
    }

    #[wait(recv, by = Rx, wakes = Tx)]
    fn try_recv(&self) -> bool {
        self.ready.load(Relaxed)
    }

    #[arm(by = Tx)]
    fn enable_tx(&self) {
        self.log.lock().unwrap().push("tx");
    }

    #[arm(recv)]
    fn enable_rx(&self) {
        self.log.lock().unwrap().push("rx");
    }

    #[query]
    fn log(&self) -> Vec<&'static str> {
        self.log.lock().unwrap().clone()
    }
}

#[test]
fn each_waiter_arms_its_own() {
    let (mut tx, mut rx) = Uart::default().into_pair();
    let (_, waker) = Task::new();
    let cx = &mut Context::from_waker(&waker);
    assert!(tx.poll_send(cx).is_pending());
    assert_eq!(rx.log(), ["tx"]);
    assert!(rx.poll_recv(cx).is_pending());
    assert_eq!(tx.log(), ["tx", "rx"]);
}

/// A device whose check number `panics_at` panics.
struct Fragile {
    checks: AtomicUsize,
    panics_at: usize,
    log: Arc<Mutex<Vec<&'static str>>>,
}

#[waitable(notifier = Hand, waiter = Holder)]
impl Fragile {
    #[notify]
    fn touch(&self) {}

    #[wait(whole)]
    fn is_whole(&self) -> bool {
        let check = self.checks.fetch_add(1, Relaxed);
        assert_ne!(check, self.panics_at, "broken");
        false
    }

    #[arm]
    fn enable(&self) {
        self.log.lock().unwrap().push("arm");
    }

    #[disarm]
    fn disable(&self) {
        self.log.lock().unwrap().push("disarm");
    }
}

#[test]
fn a_check_that_panics_leaves_nothing_armed() {
    for (panics_at, expected) in [(0, &[][..]), (1, &["arm", "disarm"])] {
        let log = Arc::default();
        let fragile = Fragile {
            checks: AtomicUsize::new(0),
            panics_at,
            log: Arc::clone(&log),
        };
        let (hand, mut holder) = fragile.into_pair();
        let mut whole = holder.whole();
        catch_unwind(AssertUnwindSafe(|| poll_once(&mut whole))).unwrap_err();
        drop(whole);
        assert_eq!(*log.lock().unwrap(), expected);
        hand.touch();
    }
}
