//! Models of the waker. With `--cfg loom`, loom runs them in every interleaving within its bounds. Otherwise
//! threads run them many times.
//!
//! | file            | what it shows                                                            |
//! |-----------------|--------------------------------------------------------------------------|
//! | `lost.rs`       | no wakeup is lost                                                        |
//! | `consume.rs`    | a registration is consumed once                                          |
//! | `lifetime.rs`   | no waker is used after its drop, or dropped in use, twice or never       |
//! | `clear.rs`      | the same when the cached waker is cleared while a wake is inside it      |
//! | `comes_back.rs` | the same when that wake comes back                                       |
//! | `registrar.rs`  | there is one registrar at a time, and each finds what the last one left  |
//!
//! All wakers belong to [`Task`](spmc_waker_tests::raw::Task)s, which detect misuse.

use spmc_waker_tests::{
    facade::{Racer, thread},
    raw::{Event, RegisteringSide, Task, WakingSide},
};
use std::sync::{Arc, Mutex};

/// Makes a test of each scenario in each of the modes.
macro_rules! tests {
    ($modes:ident: $($scenario:ident)+) => {$(
        mod $scenario {
            tests! { @$modes $scenario }
        }
    )+};
    (@all_modes $scenario:ident) => {
        tests! { @uncached_modes $scenario }
        tests! { @cached_modes $scenario }
    };
    (@uncached_modes $scenario:ident) => {
        tests! { @mode uncached $scenario false false }
        tests! { @mode sync_uncached $scenario true false }
    };
    (@cached_modes $scenario:ident) => {
        tests! { @mode cached $scenario false true }
        tests! { @mode sync_cached $scenario true true }
    };
    (@mode $mode:ident $scenario:ident $sync:literal $cached:literal) => {
        #[test]
        fn $mode() {
            spmc_waker_tests::facade::model(super::$scenario::<$sync, $cached>);
        }
    };
}

mod clear;
mod comes_back;
mod consume;
mod lifetime;
mod lost;
mod registrar;

/// Returns a racer that wakes.
fn wake<const SYNC: bool, const CACHED: bool>(waking: &WakingSide<SYNC, CACHED>) -> Racer {
    let waking = waking.clone();
    Box::new(move || waking.wake())
}

/// Returns new tasks.
fn tasks<const N: usize>() -> [Task; N] {
    std::array::from_fn(|_| Task::new())
}

/// The registering side, in a place where hooks of wakers can take it.
struct SharedSide<const SYNC: bool, const CACHED: bool>(
    Arc<Mutex<Option<RegisteringSide<SYNC, CACHED>>>>,
);

impl<const SYNC: bool, const CACHED: bool> SharedSide<SYNC, CACHED> {
    fn new() -> Self {
        Self(Arc::new(Mutex::new(None)))
    }

    fn put(&self, side: RegisteringSide<SYNC, CACHED>) {
        *self.0.lock().unwrap() = Some(side);
    }

    fn take(&self) -> RegisteringSide<SYNC, CACHED> {
        let side = self.0.lock().unwrap().take();
        side.expect("no other hook has taken it")
    }

    /// Acts on the registering side inside the next wake of this task, if this thread makes that wake.
    fn on_wake_here(
        &self,
        task: &Task,
        act: impl FnOnce(RegisteringSide<SYNC, CACHED>) -> RegisteringSide<SYNC, CACHED>
        + Send
        + 'static,
    ) {
        let inner = Self(Arc::clone(&self.0));
        let this = thread::current().id();
        task.on(Event::Wake, move || {
            if thread::current().id() == this {
                inner.put(act(inner.take()));
            }
        });
    }
}

/// Registers a task, wakes it, and acts on the registering side inside that wake, unless another thread's wake
/// comes first.
///
/// This reaches states that otherwise need a race, without another thread.
fn inside_wake<const SYNC: bool, const CACHED: bool>(
    mut side: RegisteringSide<SYNC, CACHED>,
    waking: &WakingSide<SYNC, CACHED>,
    task: &Task,
    act: impl FnOnce(&mut RegisteringSide<SYNC, CACHED>) + Send + 'static,
) -> RegisteringSide<SYNC, CACHED> {
    let shared = SharedSide::new();
    // Set the hook before the registration, because another thread may consume that at once.
    shared.on_wake_here(task, |mut side| {
        act(&mut side);
        side
    });
    side.register(&task.waker());
    shared.put(side);
    waking.wake();
    shared.take()
}
