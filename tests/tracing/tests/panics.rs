//! A subscriber that panics leaks no value and no waker.

use spmc_waker::waitable;
use std::{
    future::Future as _,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    task::{Context, Poll, Wake, Waker},
    thread,
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
    #[wait(put, by = Writer, wakes = Reader)]
    fn try_put(&self, #[once] new: &mut Option<Arc<()>>) -> bool {
        let mut value = self.value();
        let is_free = value.is_none();
        if is_free {
            *value = new.take();
        }
        is_free
    }

    #[wait(take, by = Reader, wakes = one(put))]
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
    step(move || drop(writer));
    step(move || drop(reader));
}

#[test]
fn a_subscriber_that_panics_leaks_nothing() {
    for call in 1.. {
        let (value, task) = (Arc::new(()), Arc::new(Task));
        let calls_left = Arc::new(AtomicUsize::new(call));
        let subscriber = Panics {
            calls_left: calls_left.clone(),
        };
        let waker = Waker::from(task.clone());
        tracing::subscriber::with_default(subscriber, || {
            waits(&value, &mut Context::from_waker(&waker));
        });
        drop(waker);
        let owners = [Arc::strong_count(&value), Arc::strong_count(&task)];
        assert_eq!(owners, [1, 1], "the subscriber panicked at call {call}");
        if calls_left.load(SeqCst) > 0 {
            return;
        }
    }
}
