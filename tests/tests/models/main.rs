//! Models of the waker: with `--cfg loom` loom runs them in every interleaving within its bounds,
//! otherwise threads run them many times.
//!
//! | file          | what it shows                                                              |
//! |---------------|----------------------------------------------------------------------------|
//! | `lost.rs`     | no wakeup is lost                                                          |
//! | `consume.rs`  | a registration is consumed once                                            |
//! | `lifetime.rs` | no waker is used after its drop, or dropped in use, twice or never         |
//! | `clear.rs`    | the same when the cached waker is cleared while a wake is inside it        |
//!
//! All wakers are those of [`Task`](spmc_waker_tests::raw::Task)s, which loom watches.
#![forbid(unsafe_code)]

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
mod consume;
mod lifetime;
mod lost;

/// A thread that wakes.
fn wake<const SYNC: bool, const CACHED: bool>(waking: &WakingSide<SYNC, CACHED>) -> Racer {
    let waking = waking.clone();
    Box::new(move || waking.wake())
}

/// Tasks by number.
fn tasks<const N: usize>() -> [Task; N] {
    std::array::from_fn(|_| Task::new())
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
    let shared_side = Arc::new(Mutex::new(None));
    let inner = shared_side.clone();
    let this = thread::current().id();
    // Before the registration, which another thread may consume at once.
    task.on(Event::Wake, move || {
        if thread::current().id() == this {
            act(inner.lock().unwrap().as_mut().unwrap());
        }
    });
    side.register(&task.waker());
    *shared_side.lock().unwrap() = Some(side);
    waking.wake();
    shared_side
        .lock()
        .unwrap()
        .take()
        .expect("nobody else takes it")
}
