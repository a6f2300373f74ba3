//! Tasks on JavaScript's event loop, which `event_loop.mjs` runs. A wake schedules a microtask that polls. Timers and
//! microtasks of JavaScript send numbers, and a task receives them. See `.ci/wasm`.
#![cfg(target_family = "wasm")]

use spmc_waker::waitable;
use std::{
    cell::RefCell,
    collections::VecDeque,
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll, Wake, Waker},
};

#[link(wasm_import_module = "event_loop")]
unsafe extern "C" {
    /// Calls `poll` in a microtask.
    safe fn schedule();
}

/// A queue of one receiver. Its end is the receiver's end, too.
#[derive(Default)]
struct Inbox {
    queue: Mutex<(VecDeque<u32>, bool)>,
}

#[waitable(notifier = Sender, waiter = Receiver)]
impl Inbox {
    #[notify]
    fn send(&self, number: u32) {
        self.queue.lock().unwrap().0.push_back(number);
    }

    #[on_drop(notifier)]
    fn close(&self) {
        self.queue.lock().unwrap().1 = true;
    }

    #[wait(recv)]
    fn try_recv(&self) -> Poll<Option<u32>> {
        let (numbers, is_closed) = &mut *self.queue.lock().unwrap();
        match numbers.pop_front() {
            None if !*is_closed => Poll::Pending,
            number => Poll::Ready(number),
        }
    }
}

struct Task;

impl Wake for Task {
    fn wake(self: Arc<Self>) {
        schedule();
    }
}

type Sum = Pin<Box<dyn Future<Output = u32>>>;

thread_local! {
    static SENDER: RefCell<Option<Sender>> = const { RefCell::new(None) };
    static TASK: RefCell<Option<(Sum, Waker)>> = const { RefCell::new(None) };
}

/// Spawns the task, which adds up what it receives.
#[unsafe(no_mangle)]
extern "C" fn start() {
    let (sender, mut receiver) = Inbox::default().into_pair();
    SENDER.set(Some(sender));
    let sum = async move {
        let mut sum = 0;
        while let Some(number) = receiver.recv().await {
            sum += number;
        }
        sum
    };
    TASK.set(Some((Box::pin(sum), Waker::from(Arc::new(Task)))));
    schedule();
}

/// Polls the task. Returns the sum, or -1 if the task is pending.
#[unsafe(no_mangle)]
extern "C" fn poll() -> i32 {
    TASK.with_borrow_mut(|task| {
        let (sum, waker) = task.as_mut().expect("it was spawned");
        match sum.as_mut().poll(&mut Context::from_waker(waker)) {
            Poll::Ready(sum) => sum.try_into().expect("the sum is small"),
            Poll::Pending => -1,
        }
    })
}

/// Sends a number. Called by JavaScript's events.
#[unsafe(no_mangle)]
extern "C" fn send(number: u32) {
    SENDER.with_borrow(|sender| sender.as_ref().expect("it is not closed").send(number));
}

/// Drops the sender.
#[unsafe(no_mangle)]
extern "C" fn close() {
    SENDER.take();
}
