//! Models of the waker: with `--cfg loom` loom runs them in every interleaving within its bounds,
//! otherwise threads run them many times.
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
//! All wakers are those of [`Task`](spmc_waker_tests::raw::Task)s, which loom watches.

use spmc_waker_tests::{
    facade::{Racer, thread},
    raw::{Event, RegisteringSide, Task, WakingSide},
};
use std::sync::{Arc, Mutex};

/// Makes a test of each scenario in these modes.
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

/// A thread that wakes.
fn wake<const SYNC: bool, const CACHED: bool>(waking: &WakingSide<SYNC, CACHED>) -> Racer {
    let waking = waking.clone();
    Box::new(move || waking.wake())
}

/// Tasks by number.
fn tasks<const N: usize>() -> [Task; N] {
    std::array::from_fn(|_| Task::new())
}

/// The registering side, where the hooks of wakers find it.
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
        side.expect("nobody else takes it")
    }

    /// Acts on the registering side in the next wake of this task, if this thread is what wakes it.
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

/// Registers a task, wakes it, and does something on the registering side inside that wake, unless
/// another thread's wake comes first.
///
/// This leads into states that otherwise only a race reaches, with no thread more.
fn inside_wake<const SYNC: bool, const CACHED: bool>(
    mut side: RegisteringSide<SYNC, CACHED>,
    waking: &WakingSide<SYNC, CACHED>,
    task: &Task,
    act: impl FnOnce(&mut RegisteringSide<SYNC, CACHED>) + Send + 'static,
) -> RegisteringSide<SYNC, CACHED> {
    let shared = SharedSide::new();
    // Before the registration, which another thread may consume at once.
    shared.on_wake_here(task, |mut side| {
        act(&mut side);
        side
    });
    side.register(&task.waker());
    shared.put(side);
    waking.wake();
    shared.take()
}
