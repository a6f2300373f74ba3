//! Checks a condition in all orders of its operations.
//!
//! You say how the handles are made, and what each of them may do. [`check`] then runs all short programs of
//! these operations, and finds
//!
//! * a task that sleeps although its wait is ready: a lost wakeup;
//! * anything that must hold at the end and does not, such as "what was sent is received": [`Model::at_end`];
//! * a query that changes something.
//!
//! ```
//! use spmc_waker::{model, waitable};
//! # /*
//! #[cfg(test)]
//! # */
//! use spmc_waker::model::atomic::AtomicBool;
//! # /*
//! #[cfg(not(test))]
//! use std::sync::atomic::AtomicBool;
//! # */
//! use std::sync::atomic::Ordering::{Acquire, Release};
//!
//! #[derive(Default)]
//! struct Gate { is_open: AtomicBool }
//!
//! #[waitable(notifier = Key, waiter = Guest)]
//! impl Gate {
//!     #[notify]
//!     fn open(&self) { self.is_open.store(true, Release); }
//!
//!     #[wait(opened, query)]
//!     fn is_open(&self) -> bool { self.is_open.load(Acquire) }
//! }
//!
//! # /*
//! #[test]
//! # */
//! fn no_guest_waits_at_an_open_gate() {
//!     model::check(|model| {
//!         let (key, guest) = Gate::default().into_pair();
//!         model.handle("key", key).call("open", |key| key.open());
//!         model.handle("guest", guest)
//!             .wait("opened", async |guest| guest.opened().await)
//!             .query("is_open", |guest| guest.is_open());
//!     });
//! }
//! # no_guest_waits_at_an_open_gate();
//! ```
//!
//! Everything runs on one thread, so the closures may share a `Rc<Cell<_>>`. Operations of different handles
//! take turns. With the atomics and the mutex of [`atomic`], the others also run in the middle of an operation,
//! before each access.
//!
//! In a plain test, it does not find orderings that are too weak: each access sees the latest value. With
//! `RUSTFLAGS="--cfg loom"`, the same test runs under loom, which does.

mod actor;
pub mod atomic;
mod choices;
#[cfg(not(loom))]
mod current;
#[cfg(not(loom))]
mod explain;
mod handle;
#[cfg(not(loom))]
mod orders;
#[cfg(not(loom))]
mod run;
mod scene;
#[cfg(not(loom))]
mod switching;
#[cfg(loom)]
mod threads;

use alloc::{boxed::Box, rc::Rc, string::ToString};
use core::fmt;
pub use handle::Handle;
use scene::Scene;

/// A model: the handles of a condition, and what they may do. [`check`] makes it, anew for each execution.
pub struct Model {
    scene: Rc<Scene>,
}

impl Model {
    /// Adds a handle. It does the operations that you add to it, and may be dropped at any time.
    pub fn handle<H: 'static>(&mut self, name: &str, handle: H) -> Handle<'_, H> {
        let (handle, actor) = Handle::new(name, handle);
        self.scene.actors.borrow_mut().push(Rc::new(actor));
        handle
    }

    /// Adds what must hold at the end of each execution, after the handles' own [`at_end`](Handle::at_end).
    pub fn at_end(&mut self, what: &str, holds: impl Fn() -> bool + 'static) {
        let check = (what.to_string(), Box::new(holds) as Box<_>);
        self.scene.at_end.borrow_mut().push(check);
    }

    /// Sets at how many points of one execution other handles run in the middle of an operation. The default
    /// is 1.
    pub fn switches(&mut self, switches: usize) {
        self.scene.switches.set(Some(switches));
    }
}

impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Model").finish_non_exhaustive()
    }
}

/// Runs all executions of a model, the shortest ones first, and returns their number.
///
/// # Panics
///
/// At the first program that fails. The message shows the program.
pub fn check(setup: impl Fn(&mut Model) + Send + Sync + 'static) -> usize {
    let make = move || {
        let mut model = Model {
            scene: Rc::default(),
        };
        setup(&mut model);
        model.scene
    };
    #[cfg(not(loom))]
    return orders::check(&make);
    #[cfg(loom)]
    return threads::check(alloc::sync::Arc::new(make));
}
