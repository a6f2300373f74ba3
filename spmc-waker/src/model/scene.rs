//! The handles of one execution, and the checks at its end.

use super::actor::{Actor, Found, Kind, Order};
use alloc::{boxed::Box, collections::BTreeMap, format, rc::Rc, string::String, vec::Vec};
use core::cell::{Cell, RefCell};

/// What must hold at the end, in words and as a closure.
type Ending = (String, Box<dyn Fn() -> bool>);

/// What the user's closure has set up for one execution.
#[derive(Default)]
pub(super) struct Scene {
    pub(super) actors: RefCell<Vec<Rc<Actor>>>,
    pub(super) at_end: RefCell<Vec<Ending>>,
    /// The number of places at which others may run in the middle of an operation. `None` is the default.
    pub(super) switches: Cell<Option<usize>>,
}

impl Scene {
    /// Ends an execution in which no actor is woken, and checks what must hold then.
    pub(super) fn end(&self) {
        let actors = self.actors.borrow().clone();
        for (index, actor) in actors.iter().enumerate() {
            let wait = actor.waits_for();
            if actor.sleeps_although_ready() {
                let name = &actor.line.name;
                let words = format!("`{name}` sleeps in `{wait}`, which is ready: a lost wakeup.");
                Found::Sleeper(index, words).throw();
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
}

/// The waits of all executions, by the names of handle and wait, and whether each has ever been ready.
#[derive(Default)]
pub(super) struct Waits(BTreeMap<(String, String), bool>);

impl Waits {
    pub(super) fn add(&mut self, scene: &Scene) {
        for actor in scene.actors.borrow().iter() {
            let line = &actor.line;
            for (index, (kind, label)) in line.labels.borrow().iter().enumerate() {
                if *kind == Kind::Wait {
                    let names = (line.name.clone(), label.clone());
                    *self.0.entry(names).or_default() |= line.ended.borrow().contains(&index);
                }
            }
        }
    }

    /// Panics if a wait has never been ready.
    pub(super) fn require_ready(&self) {
        if let Some(((handle, wait), _)) = self.0.iter().find(|(_, is_ready)| !**is_ready) {
            panic!(
                "`{handle}` waits by `{wait}`, which is ready in no program.\nLikely causes: a `#[notify]` that wakes \
                 but records nothing that a check could see, or a model without the operation that makes the wait \
                 ready."
            );
        }
    }
}
