//! A handle's task, and what it is told to do.

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

/// What is found. It is thrown as a panic that prints nothing.
#[derive(Debug)]
pub(super) enum Found {
    /// This actor sleeps although it is ready, in words.
    Sleeper(
        #[cfg_attr(loom, expect(dead_code, reason = "loom repeats no step"))] usize,
        String,
    ),
    /// Something else, in words.
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

/// What a handle's task and the execution tell each other.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) name: String,
    pub(super) labels: RefCell<Vec<(Kind, String)>>,
    pub(super) is_kept: Cell<bool>,
    pub(super) steps_left: Cell<usize>,
    /// No other thread changes anything while a query is asked.
    pub(super) is_alone: Cell<bool>,
    pub(super) order: Cell<Option<Order>>,
    /// The operation that has begun and is not over.
    pub(super) doing: Cell<Option<usize>>,
    /// The operations that have ended by themselves.
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
    /// `None` while it is polled, and after the handle was dropped.
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

    /// What it waits for, or nothing.
    pub(super) fn waits_for(&self) -> String {
        let doing = self.line.doing.get();
        doing.map_or_else(String::new, |doing| {
            self.line.labels.borrow()[doing].1.clone()
        })
    }

    /// Whether it waits, is not woken, and is ready. If it is ready, the wait is over.
    pub(super) fn sleeps_although_ready(&self) -> bool {
        let is_asleep = self.is_waiting() && !self.is_woken();
        if is_asleep {
            self.poll(None);
        }
        is_asleep && !self.is_waiting()
    }
}
