//! A subscriber that panics leaks no value and no waker.

use spmc_waker::{Waitable, waitable};
use std::{
    future::Future as _,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst},
    },
    task::{Context, Poll, Wake, Waker},
    thread,
    time::Duration,
};
use tracing::{Event, Metadata, Subscriber, span};

/// Panics at one of its calls.
struct Panics {
    calls_left: Arc<AtomicUsize>,
}

impl Panics {
    fn call(&self) {
        if thread::panicking() {
            return;
        }
        let left = self.calls_left.load(SeqCst);
        self.calls_left.store(left.saturating_sub(1), SeqCst);
        assert!(left != 1, "a subscriber");
    }
}

impl Subscriber for Panics {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        self.call();
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, _: &Event<'_>) {
        self.call();
    }

    fn enter(&self, _: &span::Id) {
        self.call();
    }

    fn exit(&self, _: &span::Id) {
        self.call();
    }

    fn try_close(&self, _: span::Id) -> bool {
        self.call();
        false
    }
}

#[derive(Default)]
struct Slot {
    value: Mutex<Option<Arc<()>>>,
}

impl Slot {
    fn value(&self) -> std::sync::MutexGuard<'_, Option<Arc<()>>> {
        self.value.lock().expect("no check panics")
    }
}

#[waitable(waiters = Writer, waiter = Reader)]
impl Slot {
    #[wait(put, by = Writer, blocking, wakes = Reader)]
    fn try_put(&self, #[once] new: &mut Option<Arc<()>>) -> bool {
        let mut value = self.value();
        let is_free = value.is_none();
        if is_free {
            *value = new.take();
        }
        is_free
    }

    #[wait(take, by = Reader, blocking, wakes = one(put))]
    fn try_take(&self) -> Option<Arc<()>> {
        self.value().take()
    }
}

struct Task;

impl Wake for Task {
    fn wake(self: Arc<Self>) {}
}

/// Does this, which may panic.
fn step(act: impl FnOnce()) {
    _ = catch_unwind(AssertUnwindSafe(act));
}

/// Futures and polls that wait, are woken, are ready and are given up.
fn waits(value: &Arc<()>, cx: &mut Context<'_>) {
    let (mut writer, mut reader) = Slot::default().into_pair();
    step(|| {
        let mut take = pin!(reader.take());
        _ = take.as_mut().poll(cx);
        _ = writer.try_put(&mut Some(value.clone()));
        let taken: Poll<Arc<()>> = take.poll(cx);
        drop(taken);
    });
    step(|| _ = pin!(writer.put(value.clone())).poll(cx));
    step(|| _ = pin!(writer.put(value.clone())).poll(cx));
    step(|| _ = writer.poll_put(cx, &mut Some(value.clone())));
    step(|| _ = reader.poll_take(cx));
    step(|| _ = writer.poll_put(cx, &mut Some(value.clone())));
    step(|| _ = reader.poll_take(cx));
    step(|| _ = reader.poll_take(cx));
    step(|| _ = reader.unregister());
    step(|| _ = reader.take_timeout(Duration::ZERO));
    step(|| _ = writer.put_timeout(Duration::ZERO, value.clone()));
    step(|| _ = writer.put_timeout(Duration::ZERO, value.clone()));
    step(|| _ = reader.take_timeout(Duration::ZERO));
    step(move || drop(writer));
    step(move || drop(reader));
}

/// A condition that is borrowed, and that has a value.
struct Device {
    _value: Arc<()>,
    is_armed: Arc<AtomicBool>,
}

#[waitable(
    notifier = Interrupt,
    waiter = Lone { _field: Arc<()> },
    waiters = Many[1] { _field: Arc<()> },
    storage = borrowed
)]
impl Device {
    #[notify]
    fn interrupt(&self) {}

    #[wait(lone, by = Lone, query)]
    fn is_done(&self) -> bool {
        false
    }

    #[wait(many, by = Many, query)]
    fn is_finished(&self) -> bool {
        false
    }

    #[arm(lone)]
    fn arm(&self) {
        self.is_armed.store(true, SeqCst);
    }

    #[disarm(lone)]
    fn disarm(&self) {
        self.is_armed.store(false, SeqCst);
    }
}

/// Polls that are woken, and are pending when their handles are dropped.
fn borrowed(value: &Arc<()>, task: &Arc<Task>, cx: &mut Context<'_>) {
    let owners = Arc::strong_count(task);
    let is_armed = Arc::new(AtomicBool::new(false));
    let device = Waitable::new(Device {
        _value: value.clone(),
        is_armed: is_armed.clone(),
    });
    step(|| {
        let mut lone = Lone::claim(&device, value.clone()).unwrap();
        let mut many = Many::claim(&device, value.clone()).unwrap();
        _ = (lone.poll_lone(cx), many.poll_many(cx));
        Interrupt::new(&device).interrupt();
        _ = (lone.poll_lone(cx), many.poll_many(cx));
        drop((lone, many));
    });
    assert_eq!(Arc::strong_count(task), owners, "a handle has left a waker");
    assert!(!is_armed.load(SeqCst), "a handle has left a wait armed");
    step(|| drop(device.into_inner()));
}

/// Runs a scenario with a subscriber that panics at its first call, then at its second, and so on.
fn at_each_call(scenario: impl Fn(&Arc<()>, &Arc<Task>, &mut Context<'_>)) {
    for call in 1.. {
        let (value, task) = (Arc::new(()), Arc::new(Task));
        let calls_left = Arc::new(AtomicUsize::new(call));
        let subscriber = Panics {
            calls_left: calls_left.clone(),
        };
        let waker = Waker::from(task.clone());
        tracing::subscriber::with_default(subscriber, || {
            scenario(&value, &task, &mut Context::from_waker(&waker));
        });
        drop(waker);
        let owners = [Arc::strong_count(&value), Arc::strong_count(&task)];
        assert_eq!(owners, [1, 1], "the subscriber panicked at call {call}");
        if calls_left.load(SeqCst) > 0 {
            return;
        }
    }
}

#[test]
fn a_subscriber_that_panics_in_waits_leaks_nothing() {
    at_each_call(|value, _, cx| waits(value, cx));
}

#[test]
fn a_subscriber_that_panics_in_waits_of_borrowing_handles_leaks_nothing() {
    at_each_call(borrowed);
}
