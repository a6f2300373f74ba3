//! One loop for each row and mode of the cost table. `.ci/hot-paths` counts the instructions of these loops.
//!
//! It runs this program under callgrind, with the number of turns as the argument. The program prints the name of each
//! row just before its loop. Each turn has its own waker cell, which was prepared before the loop, so any operation can
//! be measured alone and in any state.

mod arena;
mod handles;
mod peers;
mod set;
mod waiters;

use spmc_waker::SpmcWaker;
use std::{
    hint::black_box,
    iter::{self, repeat_with},
    ptr,
    sync::Arc,
    task::{RawWaker, RawWakerVTable, Wake, Waker},
};

/// The functions of a waker that executes no locked instructions.
static NOOP: RawWakerVTable =
    RawWakerVTable::new(|data| RawWaker::new(data, &NOOP), |_| {}, |_| {}, |_| {});

fn main() {
    let Some(turns) = std::env::args().nth(1).and_then(|arg| arg.parse().ok()) else {
        return eprintln!("run .ci/hot-paths");
    };
    spmc_waker::<false, true>(turns);
    spmc_waker::<true, true>(turns);
    spmc_waker::<false, false>(turns);
    spmc_waker::<true, false>(turns);
    registered_in_wake::<false>(turns);
    registered_in_wake::<true>(turns);
    handles::count_all(turns);
    waiters::count_all(turns);
    set::count_all(turns);
    peers::count_all(turns);
    row(turns, "loop", "none", |(): &()| {}, |()| black_box(()));
}

/// Counts the instructions of a loop over the items.
fn count<T>(name: &str, mode: &str, items: &[T], operation: impl Fn(&T)) {
    println!("{name}\t{mode}");
    measured(items, operation);
    end_of_row();
}

/// Callgrind counts only inside this function.
#[inline(never)]
fn measured<T>(items: &[T], operation: impl Fn(&T)) {
    for item in items {
        operation(item);
    }
}

/// Callgrind writes its counts to a file whenever this function is called.
#[inline(never)]
fn end_of_row() {
    black_box(());
}

/// Counts an operation on one prepared cell per turn.
fn row<T: Default>(
    turns: usize,
    name: &str,
    mode: &str,
    prepare: impl Fn(&T),
    operation: impl Fn(&T),
) {
    let cells: Vec<T> = repeat_with(T::default).take(turns).collect();
    cells.iter().for_each(prepare);
    count(name, mode, &cells, operation);
}

fn spmc_waker<const SYNC: bool, const CACHED: bool>(turns: usize) {
    let [a, b] = &two_wakers();
    let mode = &mode(SYNC, CACHED);
    let unused = |_: &SpmcWaker<SYNC, CACHED>| {};
    let registered = |cell: &SpmcWaker<SYNC, CACHED>| register(cell, a);
    let moved = |cell: &SpmcWaker<SYNC, CACHED>| {
        register(cell, a);
        register(cell, b);
    };
    let woken = |cell: &SpmcWaker<SYNC, CACHED>| {
        register(cell, a);
        cell.wake();
    };

    row(
        turns,
        "wake, nothing registered",
        mode,
        unused,
        SpmcWaker::wake,
    );
    row(turns, "register a new waker", mode, unused, |cell| {
        register(cell, a);
    });
    row(
        turns,
        "register the waker already registered",
        mode,
        registered,
        |cell| {
            register(cell, a);
        },
    );
    row(
        turns,
        "register another waker over a registered one",
        mode,
        registered,
        |cell| {
            register(cell, b);
        },
    );
    if CACHED {
        row(turns, "register the cached waker", mode, woken, |cell| {
            register(cell, a);
        });
        row(
            turns,
            "wake a cached registration",
            mode,
            registered,
            SpmcWaker::wake,
        );
        // A registration that was moved is in the transient slot.
        row(
            turns,
            "wake an uncached registration",
            mode,
            moved,
            SpmcWaker::wake,
        );
    } else {
        row(
            turns,
            "wake an uncached registration",
            mode,
            registered,
            SpmcWaker::wake,
        );
    }
    row(turns, "register + wake, repeated", mode, woken, |cell| {
        register(cell, a);
        cell.wake();
    });
}

fn mode(sync: bool, cached: bool) -> String {
    format!("SYNC={sync} CACHED={cached}")
}

fn register<const SYNC: bool, const CACHED: bool>(cell: &SpmcWaker<SYNC, CACHED>, waker: &Waker) {
    // SAFETY: this program has one thread, and no waker's clone or drop registers.
    unsafe { cell.register(waker) };
}

/// Counts registrations that replace one by value while a wake is inside the cached waker, so that no slot is free.
fn registered_in_wake<const SYNC: bool>(turns: usize) {
    struct Registers<const SYNC: bool> {
        turns: usize,
        cell: &'static SpmcWaker<SYNC, true>,
    }

    impl<const SYNC: bool> Wake for Registers<SYNC> {
        fn wake(self: Arc<Self>) {
            let [a, b] = &two_wakers();
            register(self.cell, a);
            let others: Vec<_> = iter::repeat([b, a]).flatten().take(self.turns).collect();
            let name = "register another waker, no slot free";
            count(name, &mode(SYNC, true), &others, |other| {
                register(self.cell, other);
            });
        }
    }

    let cell: &SpmcWaker<SYNC> = Box::leak(Box::default());
    register(cell, &Waker::from(Arc::new(Registers { turns, cell })));
    cell.wake();
}

/// Returns two wakers that differ in their data and that the optimizer does not know.
fn two_wakers() -> [Waker; 2] {
    black_box([1, 2].map(|data| {
        // SAFETY: the functions do not use the data, and do nothing that is not thread-safe.
        unsafe { Waker::new(ptr::without_provenance(data), &NOOP) }
    }))
}
