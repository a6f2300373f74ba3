//! Each wait is a span, and what happens to it is recorded as events, in order.

use futures::{FutureExt as _, Stream as _, StreamExt as _, executor::block_on};
use spmc_waker::{TimedOut, Waitable, waitable};
use std::{
    collections::VecDeque,
    pin::{Pin, pin},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
    },
    task::{Context, Poll, Waker},
    thread,
    time::Duration,
};
use tracing_tests::record::{events, line, record, without_columns};

fn cx() -> Context<'static> {
    Context::from_waker(Waker::noop())
}

#[derive(Default)]
struct Chan {
    queue: Mutex<VecDeque<u32>>,
    closed: AtomicBool,
    /// The number of checks.
    checks: Arc<AtomicUsize>,
}

#[waitable(notifier = Sender, waiter = Receiver)]
impl Chan {
    #[notify]
    fn send(&self, value: u32) {
        self.queue.lock().unwrap().push_back(value);
    }

    #[wait(recv, stream, blocking)]
    fn try_recv(&self) -> Poll<Option<u32>> {
        let closed = self.closed.load(Relaxed);
        let value = self.queue.lock().unwrap().pop_front();
        self.checks.fetch_add(1, Relaxed);
        match value {
            Some(value) => Poll::Ready(Some(value)),
            None if closed => Poll::Ready(None),
            None => Poll::Pending,
        }
    }

    #[on_drop(notifier)]
    fn close(&self) {
        self.closed.store(true, Relaxed);
    }
}

#[test]
fn a_wait_that_is_ready_at_once_says_so_and_which_line_waits() {
    let mut at = String::new();
    let lines = record(|| {
        let (sender, mut receiver) = Chan::default().into_pair();
        sender.send(1);
        at = line(1);
        assert_eq!(block_on(receiver.recv()), Some(1));
    });
    assert_eq!(
        without_columns(&lines),
        [
            format!("Receiver::recv: begins condition=spans::Chan at={at}"),
            "Receiver::recv: ready".into(),
            "Receiver::recv: ends".into(),
        ]
    );
}

#[test]
fn a_wait_that_is_woken_says_which_line_has_woken_it() {
    let mut by = String::new();
    let lines = record(|| {
        let (sender, mut receiver) = Chan::default().into_pair();
        let mut wait = receiver.recv();
        assert!(wait.poll_unpin(&mut cx()).is_pending());
        by = line(1);
        sender.send(1);
        assert!(wait.poll_unpin(&mut cx()).is_ready());
    });
    assert_eq!(
        without_columns(&lines)[1..],
        [
            "Receiver::recv: pending".into(),
            format!("Receiver::recv: woken by={by}"),
            "Receiver::recv: ready".into(),
            "Receiver::recv: ends".into(),
        ]
    );
}

#[test]
fn a_wait_that_is_polled_without_a_wake_is_not_woken() {
    let lines = record(|| {
        let (_sender, mut receiver) = Chan::default().into_pair();
        let mut wait = receiver.recv();
        assert!(wait.poll_unpin(&mut cx()).is_pending());
        assert!(wait.poll_unpin(&mut cx()).is_pending());
    });
    let expected = ["begins", "pending", "pending", "given", "ends"];
    assert_eq!(events(&lines), expected);
}

#[test]
fn a_future_that_is_dropped_while_it_is_pending_is_given_up() {
    let lines = record(|| {
        let (_sender, mut receiver) = Chan::default().into_pair();
        assert_eq!(receiver.recv().now_or_never(), None);
        // It was never polled, so it ends without an event.
        drop(receiver.recv());
    });
    assert_eq!(
        without_columns(&lines)[1..3],
        ["Receiver::recv: pending", "Receiver::recv: given up"]
    );
    let expected = ["begins", "pending", "given", "ends", "begins", "ends"];
    assert_eq!(events(&lines), expected);
}

#[test]
fn the_drop_of_a_handle_is_named_where_it_wakes() {
    let lines = record(|| {
        let (sender, mut receiver) = Chan::default().into_pair();
        let mut wait = receiver.recv();
        assert!(wait.poll_unpin(&mut cx()).is_pending());
        drop(sender);
        assert_eq!(wait.poll_unpin(&mut cx()), Poll::Ready(None));
    });
    let woken = "Receiver::recv: woken by=the drop of a handle";
    assert_eq!(lines[2], woken);
}

#[test]
fn a_thread_that_blocks_is_pending_then_woken_then_ready() {
    let lines = record(|| {
        let chan = Chan::default();
        let checks = Arc::clone(&chan.checks);
        let (sender, mut receiver) = chan.into_pair();
        let sending = thread::spawn(move || {
            // It looks once without a registration, and then before it registers and afterwards.
            while checks.load(Relaxed) < 3 {
                thread::yield_now();
            }
            sender.send(1);
            sender
        });
        assert_eq!(receiver.blocking_recv(), Some(1));
        let _sender = sending.join();
        let limit = Duration::from_millis(1);
        assert_eq!(receiver.recv_timeout(limit), Err(TimedOut(())));
    });
    let woken = ["begins", "pending", "woken", "ready", "ends"];
    let timed_out = ["begins", "pending", "given", "ends"];
    assert_eq!(events(&lines), [&woken[..], &timed_out].concat());
    assert!(lines[0].contains(" at=tests/spans.rs:"), "{}", lines[0]);
}

#[test]
fn a_stream_is_one_span_for_each_item_from_its_first_poll_on() {
    let lines = record(|| {
        let (sender, mut receiver) = Chan::default().into_pair();
        assert!(receiver.poll_next_unpin(&mut cx()).is_pending());
        assert!(receiver.poll_next_unpin(&mut cx()).is_pending());
        sender.send(1);
        let one = Poll::Ready(Some(1));
        assert_eq!(receiver.poll_next_unpin(&mut cx()), one);
        assert!(Pin::new(&mut receiver).poll_next(&mut cx()).is_pending());
        receiver.unregister();
        assert!(receiver.poll_recv(&mut cx()).is_pending());
        // Its slot is that of the wait by `poll_recv`.
        assert_eq!(receiver.recv().now_or_never(), None);
    });
    let item = ["begins", "pending", "pending", "woken", "ready", "ends"];
    let given_up = ["begins", "pending", "given", "ends"];
    let all = [&item[..], &given_up, &given_up, &given_up].concat();
    assert_eq!(events(&lines), all);
}

#[derive(Default)]
struct Semaphore {
    free: AtomicUsize,
}

#[waitable(waiters = Permits, notifier = none)]
impl Semaphore {
    #[notify(by = Permits, wakes = one(take))]
    fn release(&self) {
        self.free.fetch_add(1, Relaxed);
    }

    #[wait(take, wakes = none)]
    fn try_take(&self) -> bool {
        let take = |free: usize| free.checked_sub(1);
        self.free.fetch_update(Relaxed, Relaxed, take).is_ok()
    }
}

#[test]
fn of_two_tasks_the_one_that_is_woken_says_so() {
    let lines = record(|| {
        let mut permits = Semaphore::default().into_handle();
        let other = permits.clone();
        {
            let (mut first, mut second) = (pin!(permits.take()), pin!(other.take()));
            assert!(first.as_mut().poll(&mut cx()).is_pending());
            assert!(second.as_mut().poll(&mut cx()).is_pending());
            other.release();
            assert!(second.as_mut().poll(&mut cx()).is_ready());
            assert!(first.as_mut().poll(&mut cx()).is_pending());
        }
        assert!(permits.poll_take(&mut cx()).is_pending());
        other.release();
        assert!(permits.poll_take(&mut cx()).is_ready());
    });
    let begin = ["begins", "begins", "pending", "pending"];
    // The second is ready by its own poll, and the wake of the first finds nothing.
    let race = ["ready", "woken", "pending", "ends", "given", "ends"];
    let polled = ["begins", "pending", "woken", "ready", "ends"];
    let all = [&begin[..], &race, &polled].concat();
    assert_eq!(events(&lines), all);
}

/// Something that is switched on while a wait is pending, in a `static`.
struct Button {
    pressed: AtomicBool,
    is_on: AtomicBool,
}

#[waitable(notifier = Pin_, waiter = Press, storage = borrowed)]
impl Button {
    #[notify]
    fn press(&self) {
        self.pressed.store(true, Relaxed);
    }

    #[wait(pressed, await)]
    fn is_pressed(&self) -> bool {
        self.pressed.swap(false, Relaxed)
    }

    #[arm(pressed)]
    fn switch_on(&self) {
        self.is_on.store(true, Relaxed);
    }

    #[disarm(pressed)]
    fn switch_off(&self) {
        self.is_on.store(false, Relaxed);
    }
}

#[test]
fn the_armed_waits_of_a_static_condition_are_recorded() {
    static BUTTON: Waitable<Button> = Waitable::new(Button {
        pressed: AtomicBool::new(false),
        is_on: AtomicBool::new(false),
    });
    let lines = record(|| {
        let mut press = Press::claim(&BUTTON).unwrap();
        assert!(press.poll_pressed(&mut cx()).is_pending());
        Pin_::new(&BUTTON).press();
        assert!(press.poll_pressed(&mut cx()).is_ready());
        assert!(press.poll_pressed(&mut cx()).is_pending());
    });
    let woken = ["begins", "pending", "woken", "ready", "ends"];
    let given_up = ["begins", "pending", "given", "ends"];
    assert_eq!(events(&lines), [&woken[..], &given_up].concat());
}

/// The user's own attribute is there once.
struct Kept(AtomicBool);

#[waitable(notifier = Setter, waiter = Waiting)]
impl Kept {
    #[notify(last)]
    #[track_caller]
    fn set(&self) {
        self.0.store(true, Relaxed);
    }

    #[wait(set)]
    #[cfg_attr(all(), track_caller)]
    fn is_set(&self) -> bool {
        self.0.load(Relaxed)
    }
}

#[test]
fn the_span_of_a_pending_poll_ends_when_a_future_takes_its_slot() {
    let lines = record(|| {
        let (setter, mut waiting) = Kept(AtomicBool::new(false)).into_pair();
        assert!(waiting.poll_set(&mut cx()).is_pending());
        setter.set();
        block_on(async { waiting.set().await });
    });
    // The wait by `poll_set` gives its slot to the future.
    let events_of = [
        "begins", "pending", "given", "ends", "begins", "ready", "ends",
    ];
    assert_eq!(events(&lines), events_of);
}
