//! `#[arm]` and `#[disarm]` of two waits of one handle.

use crate::waitable::Task;
use spmc_waker::waitable;
use spmc_waker_tests::time_limit::{join, within_limit};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    task::Context,
    thread,
    time::Duration,
};

/// One handle with two waits, each with an interrupt of its own.
#[derive(Default)]
struct Duplex {
    received: AtomicBool,
    sent: AtomicBool,
    log: Mutex<Vec<&'static str>>,
    panics: AtomicBool,
}

impl Duplex {
    fn log(&self, what: &'static str) {
        self.log.lock().unwrap().push(what);
    }
}

#[waitable(notifier = Irq, waiter = Port)]
impl Duplex {
    #[notify]
    fn receive(&self) {
        self.received.store(true, Relaxed);
    }

    #[notify]
    fn send(&self) {
        self.sent.store(true, Relaxed);
    }

    #[wait(read, blocking, wakes = none)]
    fn try_read(&self) -> bool {
        self.received.load(Relaxed)
    }

    #[wait(sent, blocking, wakes = none)]
    fn is_sent(&self) -> bool {
        self.sent.load(Relaxed)
    }

    #[arm(read)]
    fn enable_read(&self) {
        self.log("read on");
        assert!(!self.panics.load(Relaxed), "cannot be enabled");
    }

    #[disarm(read)]
    fn disable_read(&self) {
        self.log("read off");
        assert!(!self.panics.load(Relaxed), "cannot be disabled");
    }

    #[arm(sent)]
    fn enable_sent(&self) {
        self.log("sent on");
    }

    #[disarm(sent)]
    fn disable_sent(&self) {
        self.log("sent off");
    }

    #[query]
    fn take_log(&self) -> Vec<&'static str> {
        std::mem::take(&mut *self.log.lock().unwrap())
    }

    #[query]
    fn log_len(&self) -> usize {
        self.log.lock().unwrap().len()
    }

    /// Returns whether the hooks of `read` panicked until now.
    #[query]
    fn panic_from_now_on(&self, panics: bool) -> bool {
        self.swap_panics(panics)
    }

    fn swap_panics(&self, panics: bool) -> bool {
        self.panics.swap(panics, Relaxed)
    }
}

#[test]
fn each_wait_arms_and_disarms_its_own() {
    let (irq, mut port) = Duplex::default().into_pair();
    let (task, waker) = Task::new();
    let cx = &mut Context::from_waker(&waker);
    assert!(port.poll_read(cx).is_pending());
    assert!(port.poll_sent(cx).is_pending());
    assert_eq!(irq.take_log(), ["read on", "sent on"]);
    irq.send();
    // Each wait is registered by itself.
    assert_eq!(task.wakes(), 2);
    assert!(port.poll_sent(cx).is_ready());
    assert_eq!(irq.take_log(), ["sent off"]);
    irq.receive();
    assert!(port.poll_read(cx).is_ready());
    assert_eq!(irq.take_log(), ["read off"]);
}

#[test]
fn a_future_that_is_dropped_disarms_what_it_armed() {
    let (irq, mut port) = Duplex::default().into_pair();
    let (_, waker) = Task::new();
    let cx = &mut Context::from_waker(&waker);
    assert!(port.poll_read(cx).is_pending());
    irq.take_log();
    // A future that was never polled has armed nothing.
    drop(port.sent());
    assert_eq!(irq.take_log(), [""; 0]);
    let mut sent = port.sent();
    assert!(Pin::new(&mut sent).poll(cx).is_pending());
    drop(sent);
    assert_eq!(irq.take_log(), ["sent on", "sent off"]);
    // A future that was ready has already disarmed.
    irq.send();
    assert!(Pin::new(&mut port.sent()).poll(cx).is_ready());
    assert_eq!(irq.take_log(), ["sent off"]);
}

#[test]
fn a_thread_disarms_what_it_armed() {
    let (irq, mut port) = Duplex::default().into_pair();
    assert!(port.read_timeout(Duration::from_millis(1)).is_err());
    assert_eq!(irq.take_log(), ["read on", "read off"]);
    let sending = irq.clone();
    let thread = thread::spawn(move || {
        // A wait that is ready before it arms disarms nothing.
        while sending.log_len() == 0 {
            thread::yield_now();
        }
        sending.send();
    });
    within_limit(|| port.blocking_sent());
    join(thread);
    assert_eq!(irq.take_log(), ["sent on", "sent off"]);
}

#[test]
fn all_waits_are_disarmed_when_the_handle_waits_no_more() {
    let (irq, mut port) = Duplex::default().into_pair();
    port.unregister();
    let mut log = irq.take_log();
    log.sort_unstable();
    assert_eq!(log, ["read off", "sent off"]);
    drop(port);
    let mut log = irq.take_log();
    log.sort_unstable();
    assert_eq!(log, ["read off", "sent off"]);
}

#[test]
fn a_hook_that_panics_skips_no_other_hook() {
    let (irq, mut port) = Duplex::default().into_pair();
    let (_, waker) = Task::new();
    let cx = &mut Context::from_waker(&waker);
    // A wait whose arming panicked is disarmed. (The hooks must not panic at once: that would abort.)
    let mut read = port.read();
    let pending = Pin::new(&mut read).poll(cx);
    assert!(pending.is_pending());
    irq.take_log();
    irq.panic_from_now_on(true);
    catch_unwind(AssertUnwindSafe(|| Pin::new(&mut read).poll(cx))).unwrap_err();
    irq.panic_from_now_on(false);
    drop(read);
    assert_eq!(irq.take_log(), ["read on", "read off"]);
    irq.panic_from_now_on(true);
    catch_unwind(AssertUnwindSafe(|| port.unregister())).unwrap_err();
    let mut log = irq.take_log();
    log.sort_unstable();
    assert_eq!(log, ["read off", "sent off"]);
    irq.panic_from_now_on(false);
}
