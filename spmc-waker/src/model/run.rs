//! One execution of a model: the handles' tasks, and who does something next.

use super::choices::Choices;
use alloc::{
    borrow::ToOwned, boxed::Box, collections::BTreeSet, format, rc::Rc, string::String, sync::Arc,
    task::Wake, vec::Vec,
};
use core::{
    cell::{Cell, RefCell},
    pin::Pin,
    sync::atomic::{AtomicBool, Ordering::Relaxed},
    task::{Context, Waker},
};
use std::{panic, thread_local};

thread_local! {
    /// The execution that runs on this thread.
    static CURRENT: RefCell<Option<Rc<Run>>> = const { RefCell::new(None) };
    /// How many [`Unbroken`] there are.
    static UNBROKEN: Cell<usize> = const { Cell::new(0) };
}

/// What is found. It is thrown as a panic that prints nothing.
#[derive(Debug)]
pub(super) enum Found {
    /// This actor sleeps in this wait, although it is ready.
    Sleeper(usize, String),
    /// Something else, in words.
    Mistake(String),
}

impl Found {
    pub(super) fn stop(words: String) -> ! {
        Self::Mistake(words).throw()
    }

    fn throw(self) -> ! {
        panic::resume_unwind(Box::new(self))
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Call,
    Wait,
    Query,
    Cancel,
    Drop,
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
    line: Rc<Line>,
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

    fn poll(&self, order: Option<Order>) {
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

    fn is_woken(&self) -> bool {
        self.line.doing.get().is_some() && self.flag.0.load(Relaxed)
    }
}

/// What may happen next. The first number is the actor's.
#[derive(Clone, Copy)]
pub(super) enum Action {
    Poll(usize),
    Do(usize, Order),
}

/// How long an execution is, and how often one operation is interrupted by others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    pub(super) steps: usize,
    pub(super) switches: usize,
    /// How many actions are repeated to find out which one made a wait ready.
    pub(super) actions: usize,
}

pub(super) struct Run {
    pub(super) actors: RefCell<Vec<Rc<Actor>>>,
    pub(super) at_end: RefCell<Vec<(String, Box<dyn Fn() -> bool>)>>,
    pub(super) choices: RefCell<Choices>,
    /// The program so far.
    pub(super) trace: RefCell<Vec<String>>,
    /// Where in the trace each action begins.
    pub(super) actions: RefCell<Vec<(Kind, usize)>>,
    pub(super) steps_left: Cell<usize>,
    switches_left: Cell<usize>,
    polls_left: Cell<usize>,
    /// There was an access at which others could have run, if the bound had been higher.
    pub(super) could_switch: Cell<bool>,
    /// How many actions are going on, one inside the other.
    depth: Cell<usize>,
}

impl Run {
    pub(super) fn new(choices: Choices, bounds: Bounds) -> Rc<Self> {
        Rc::new(Self {
            actors: RefCell::default(),
            at_end: RefCell::default(),
            choices: RefCell::new(choices),
            trace: RefCell::default(),
            actions: RefCell::default(),
            steps_left: Cell::new(bounds.steps),
            switches_left: Cell::new(bounds.switches),
            polls_left: Cell::new(1000),
            could_switch: Cell::new(false),
            depth: Cell::new(0),
        })
    }

    fn actor(&self, index: usize) -> Rc<Actor> {
        Rc::clone(&self.actors.borrow()[index])
    }

    /// What can happen now. Nothing can once nobody is woken and the steps are used up.
    fn possible(&self) -> Vec<Action> {
        let mut possible = Vec::new();
        for (index, actor) in self.actors.borrow().iter().enumerate() {
            let line = &actor.line;
            if actor.task.borrow().is_none() {
                continue;
            }
            if actor.is_woken() {
                possible.push(Action::Poll(index));
            }
            if self.steps_left.get() == 0 || line.steps_left.get() == 0 {
                continue;
            }
            if line.doing.get().is_some() {
                possible.push(Action::Do(index, Order::Cancel));
                continue;
            }
            let starts = 0..line.labels.borrow().len();
            possible.extend(starts.map(|start| Action::Do(index, Order::Start(start))));
            if !line.is_kept.get() {
                possible.push(Action::Do(index, Order::Drop));
            }
        }
        possible
    }

    /// Runs until nothing can happen any more, or this many actions.
    pub(super) fn run(&self, actions: usize) {
        for _ in 0..actions {
            let possible = self.possible();
            if possible.is_empty() {
                return;
            }
            let chosen = self.choices.borrow_mut().choose(possible.len());
            self.act(possible[chosen]);
        }
    }

    fn act(&self, action: Action) {
        let (Action::Poll(index) | Action::Do(index, _)) = action;
        let actor = self.actor(index);
        let (line, label) = (&actor.line, self.label(index, action));
        let (entry, depth) = (self.trace.borrow().len(), self.depth.get());
        if depth == 0 {
            self.actions.borrow_mut().push((label.0, entry));
        }
        let indent = "        ".repeat(depth);
        self.trace.borrow_mut().push(format!("{indent}{}", label.1));
        let order = match action {
            Action::Poll(_) => {
                let polls_left = self.polls_left.get();
                if polls_left == 0 {
                    Found::stop(format!(
                        "`{}` wakes itself, or others, without end.",
                        line.name
                    ));
                }
                self.polls_left.set(polls_left - 1);
                None
            }
            Action::Do(_, order) => {
                self.steps_left.set(self.steps_left.get() - 1);
                line.steps_left.set(line.steps_left.get() - 1);
                Some(order)
            }
        };
        let woken_before = self.woken();
        self.depth.set(depth + 1);
        actor.poll(order);
        self.depth.set(depth);
        if line.doing.get().is_some() {
            self.trace.borrow_mut()[entry].push_str(", which waits");
        }
        let is_query = label.0 == Kind::Query && self.trace.borrow().len() == entry + 1;
        if is_query && self.woken() != woken_before {
            Found::stop(format!(
                "A query of `{}` wakes a task.\nThe likely cause: a query that changes the condition.",
                line.name
            ));
        }
    }

    fn woken(&self) -> Vec<bool> {
        self.actors
            .borrow()
            .iter()
            .map(|actor| actor.is_woken())
            .collect()
    }

    /// What an action is called, and of which kind it is.
    fn label(&self, index: usize, action: Action) -> (Kind, String) {
        let line = &self.actor(index).line;
        let labels = line.labels.borrow();
        let doing = |index: Option<usize>| labels[index.expect("it does something")].clone();
        let (kind, what) = match action {
            Action::Poll(_) => {
                let (kind, what) = doing(line.doing.get());
                (kind, format!("{what} is woken"))
            }
            Action::Do(_, Order::Start(start)) => doing(Some(start)),
            Action::Do(_, Order::Cancel) => (
                Kind::Cancel,
                format!("{} is cancelled", doing(line.doing.get()).1),
            ),
            Action::Do(_, Order::Drop | Order::End) => (Kind::Drop, "is dropped".to_owned()),
        };
        (kind, format!("{}: {what}", line.name))
    }

    /// What an actor waits for.
    fn waits_for(&self, index: usize) -> String {
        let line = &self.actor(index).line;
        let doing = line.doing.get();
        doing.map_or_else(String::new, |doing| line.labels.borrow()[doing].1.clone())
    }

    /// All waits, by the names of their handle and their own, and whether each has been ready.
    pub(super) fn waits(&self) -> Vec<((String, String), bool)> {
        let mut waits = Vec::new();
        for actor in self.actors.borrow().iter() {
            let line = &actor.line;
            for (index, (kind, label)) in line.labels.borrow().iter().enumerate() {
                if *kind == Kind::Wait {
                    let names = (line.name.clone(), label.clone());
                    waits.push((names, line.ended.borrow().contains(&index)));
                }
            }
        }
        waits
    }

    pub(super) fn name(&self, index: usize) -> String {
        self.actor(index).line.name.clone()
    }

    /// Others may run now: at an access of an operation's.
    fn may_switch(&self) {
        if self.depth.get() == 0 {
            return;
        }
        let mut has_switched = false;
        loop {
            let possible = self.possible();
            if possible.is_empty() {
                return;
            }
            if !has_switched && self.switches_left.get() == 0 {
                self.could_switch.set(true);
                return;
            }
            let chosen = self.choices.borrow_mut().choose(possible.len() + 1);
            if chosen == 0 {
                return;
            }
            if !has_switched {
                self.switches_left.set(self.switches_left.get() - 1);
                has_switched = true;
                let heading = format!(
                    "{}    (in the middle of it)",
                    "        ".repeat(self.depth.get() - 1)
                );
                self.trace.borrow_mut().push(heading);
            }
            self.act(possible[chosen - 1]);
        }
    }

    /// Whether an actor waits, is not woken, and is ready.
    pub(super) fn sleeps_although_ready(&self, index: usize) -> bool {
        let actor = self.actor(index);
        let is_asleep = actor.line.doing.get().is_some() && !actor.is_woken();
        if is_asleep {
            actor.poll(None);
        }
        is_asleep && actor.line.doing.get().is_none()
    }

    /// The checks at the end, when nobody is woken.
    pub(super) fn end(&self) {
        let actors = self.actors.borrow().clone();
        for index in 0..actors.len() {
            let wait = self.waits_for(index);
            if self.sleeps_although_ready(index) {
                Found::Sleeper(index, wait).throw();
            }
        }
        for actor in &actors {
            if actor.line.doing.get().is_some() {
                actor.poll(Some(Order::Cancel));
            }
        }
        for actor in &actors {
            actor.poll(Some(Order::End));
        }
        let broken = self
            .at_end
            .borrow()
            .iter()
            .find(|(_, holds)| !holds())
            .map(|(name, _)| name.clone());
        if let Some(name) = broken {
            Found::stop(format!(
                "At the end, this does not hold: {name}.\nLikely causes: a check that looks at *closed* after it \
                 tried, a check that takes something and is not ready, or an operation that loses what it has when \
                 it is cancelled."
            ));
        }
    }

    /// Makes this the execution that runs on this thread, until the guard is dropped.
    pub(super) fn enter(self: &Rc<Self>) -> impl Drop + use<> {
        struct Leave;
        impl Drop for Leave {
            fn drop(&mut self) {
                CURRENT.set(None);
                UNBROKEN.set(0);
            }
        }
        CURRENT.set(Some(Rc::clone(self)));
        Leave
    }
}

/// Others may run now, if a model runs on this thread.
pub(super) fn may_switch() {
    if UNBROKEN.get() > 0 || std::thread::panicking() {
        return;
    }
    let current = CURRENT.with_borrow(Clone::clone);
    if let Some(run) = current {
        run.may_switch();
    }
}

/// As long as it is there, nobody else runs.
#[derive(Debug)]
pub(super) struct Unbroken(core::marker::PhantomData<*const ()>);

impl Unbroken {
    pub(super) fn new() -> Self {
        UNBROKEN.set(UNBROKEN.get() + 1);
        Self(core::marker::PhantomData)
    }
}

impl Drop for Unbroken {
    fn drop(&mut self) {
        UNBROKEN.set(UNBROKEN.get().saturating_sub(1));
    }
}
