//! The task of a handle, and the orders that it gets.

use alloc::{
    borrow::ToOwned, boxed::Box, collections::BTreeSet, rc::Rc, string::String, sync::Arc,
    task::Wake, vec::Vec,
};
use core::{
    cell::{Cell, RefCell},
    pin::Pin,
    sync::atomic::{AtomicBool, Ordering::Relaxed},
    task::{Context, Waker},
};
use std::panic;

/// A mistake of the user's that a model has found. It is thrown as a panic that prints nothing.
#[derive(Debug)]
pub(super) enum Found {
    /// The actor with this index sleeps although its wait is ready. The text says so.
    Sleeper(
        #[cfg_attr(loom, expect(dead_code, reason = "loom repeats no step"))] usize,
        String,
    ),
    /// Something else, which the text describes.
    Mistake(String),
}

impl Found {
    pub(super) fn stop(words: String) -> ! {
        Self::Mistake(words).throw()
    }

    pub(super) fn throw(self) -> ! {
        panic::resume_unwind(Box::new(self))
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Call,
    Wait,
    Query,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Order {
    Start(usize),
    Cancel,
    Drop,
    End,
}

/// The state that a handle's task shares with the execution.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) name: String,
    pub(super) labels: RefCell<Vec<(Kind, String)>>,
    pub(super) is_kept: Cell<bool>,
    pub(super) steps_left: Cell<usize>,
    /// Whether no other thread can change anything while a query is asked.
    pub(super) is_alone: Cell<bool>,
    pub(super) order: Cell<Option<Order>>,
    /// The operation that has begun and has not ended.
    pub(super) doing: Cell<Option<usize>>,
    /// The operations that have ended without being cancelled.
    pub(super) ended: RefCell<BTreeSet<usize>>,
}

impl Line {
    pub(super) fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            labels: RefCell::default(),
            is_kept: Cell::new(false),
            steps_left: Cell::new(2),
            is_alone: Cell::new(true),
            order: Cell::new(None),
            doing: Cell::new(None),
            ended: RefCell::default(),
        }
    }
}

/// A task's waker.
#[derive(Default)]
struct Flag(AtomicBool);

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Relaxed);
    }
}

type Task = Pin<Box<dyn Future<Output = ()>>>;

/// A handle and its task.
pub(super) struct Actor {
    pub(super) line: Rc<Line>,
    flag: Arc<Flag>,
    /// `None` while the task is polled, and once the handle is dropped.
    task: RefCell<Option<Task>>,
}

impl Actor {
    pub(super) fn new(line: Rc<Line>, task: Task) -> Self {
        Self {
            line,
            flag: Arc::default(),
            task: RefCell::new(Some(task)),
        }
    }

    pub(super) fn poll(&self, order: Option<Order>) {
        let Some(mut task) = self.task.take() else {
            return;
        };
        self.flag.0.store(false, Relaxed);
        self.line.order.set(order);
        let waker = Waker::from(Arc::clone(&self.flag));
        let polled = task.as_mut().poll(&mut Context::from_waker(&waker));
        if polled.is_pending() {
            self.task.replace(Some(task));
        }
    }

    pub(super) fn is_busy_or_dropped(&self) -> bool {
        self.task.borrow().is_none()
    }

    pub(super) fn is_waiting(&self) -> bool {
        self.line.doing.get().is_some()
    }

    pub(super) fn is_woken(&self) -> bool {
        self.is_waiting() && self.flag.0.load(Relaxed)
    }

    /// Returns the name of the wait that is pending, or an empty string.
    pub(super) fn waits_for(&self) -> String {
        let doing = self.line.doing.get();
        doing.map_or_else(String::new, |doing| {
            self.line.labels.borrow()[doing].1.clone()
        })
    }

    /// Returns whether the actor waits and is not woken, although its wait is ready. To find out, this polls the wait,
    /// which then ends.
    pub(super) fn sleeps_although_ready(&self) -> bool {
        let is_asleep = self.is_waiting() && !self.is_woken();
        if is_asleep {
            self.poll(None);
        }
        is_asleep && !self.is_waiting()
    }
}
