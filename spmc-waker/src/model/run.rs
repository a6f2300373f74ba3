//! One execution of a model, on one thread.

use super::{
    actor::{Actor, Found, Kind, Order},
    choices::Choices,
    scene::Scene,
};
use alloc::{borrow::ToOwned, format, rc::Rc, string::String, vec::Vec};
use core::cell::{Cell, RefCell};

/// What may happen next. The first field is the index of the actor.
#[derive(Clone, Copy)]
pub(super) enum Action {
    Poll(usize),
    Do(usize, Order),
}

/// What an action has done. This may have made another wait ready.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Cause {
    Done(Kind),
    Cancel,
    Drop,
}

/// The bounds of an execution.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    pub(super) steps: usize,
    pub(super) switches: usize,
    /// The number of actions. It is limited only when actions are repeated, to find out which one made a wait ready.
    pub(super) actions: usize,
}

pub(super) struct Run {
    pub(super) scene: Rc<Scene>,
    pub(super) choices: RefCell<Choices>,
    /// The program so far, one operation on each line.
    pub(super) trace: RefCell<Vec<String>>,
    /// For each action, what it has done, and its first line in the trace.
    pub(super) actions: RefCell<Vec<(Cause, usize)>>,
    pub(super) steps_left: Cell<usize>,
    switches_left: Cell<usize>,
    polls_left: Cell<usize>,
    /// How often operations may still access the model's atomics.
    accesses_left: Cell<usize>,
    /// Whether there was an access at which others could have run if more switches were allowed.
    pub(super) could_switch: Cell<bool>,
    /// The number of actions that run now, one inside the other.
    depth: Cell<usize>,
}

impl Run {
    pub(super) fn new(scene: Rc<Scene>, choices: Choices, bounds: Bounds) -> Rc<Self> {
        Rc::new(Self {
            scene,
            choices: RefCell::new(choices),
            trace: RefCell::default(),
            actions: RefCell::default(),
            steps_left: Cell::new(bounds.steps),
            switches_left: Cell::new(bounds.switches),
            polls_left: Cell::new(1000),
            accesses_left: Cell::new(100_000),
            could_switch: Cell::new(false),
            depth: Cell::new(0),
        })
    }

    pub(super) fn actor(&self, index: usize) -> Rc<Actor> {
        Rc::clone(&self.scene.actors.borrow()[index])
    }

    /// Returns what can happen now: nothing, once no actor is woken and the steps are used up.
    fn possible(&self) -> Vec<Action> {
        let mut possible = Vec::new();
        for (index, actor) in self.scene.actors.borrow().iter().enumerate() {
            let line = &actor.line;
            if actor.is_busy_or_dropped() {
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

    /// Runs this many actions, or until nothing can happen any more.
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
        let is_query =
            label.0 == Cause::Done(Kind::Query) && self.trace.borrow().len() == entry + 1;
        if is_query && self.woken() != woken_before {
            Found::stop(format!(
                "A query of `{}` wakes a task.\nThe likely cause: a query that changes the condition.",
                line.name
            ));
        }
    }

    fn woken(&self) -> Vec<bool> {
        self.scene
            .actors
            .borrow()
            .iter()
            .map(|actor| actor.is_woken())
            .collect()
    }

    /// Returns what an action does, and its line of the trace.
    fn label(&self, index: usize, action: Action) -> (Cause, String) {
        let line = &self.actor(index).line;
        let labels = line.labels.borrow();
        let doing = |index: Option<usize>| {
            let (kind, what) = labels[index.expect("it does something")].clone();
            (Cause::Done(kind), what)
        };
        let (cause, what) = match action {
            Action::Poll(_) => {
                let (cause, what) = doing(line.doing.get());
                (cause, format!("{what} is woken"))
            }
            Action::Do(_, Order::Start(start)) => doing(Some(start)),
            Action::Do(_, Order::Cancel) => (
                Cause::Cancel,
                format!("{} is cancelled", doing(line.doing.get()).1),
            ),
            Action::Do(_, Order::Drop | Order::End) => (Cause::Drop, "is dropped".to_owned()),
        };
        (cause, format!("{}: {what}", line.name))
    }

    /// Lets other actors run, in the middle of an operation.
    pub(super) fn may_switch(&self) {
        if self.depth.get() == 0 {
            return;
        }
        let accesses_left = self.accesses_left.get();
        if accesses_left == 0 {
            Found::stop(
                "An operation goes on without end.\nThe likely cause: a loop that spins until another thread has done \
                 something. In a model, nobody else runs meanwhile. Is it a lock? Use `model::atomic::Mutex`."
                    .to_owned(),
            );
        }
        self.accesses_left.set(accesses_left - 1);
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
}
