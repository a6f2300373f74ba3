//! One loop for each row and mode of the cost table, for `.ci/hot-paths` to count instructions in.
//!
//! It runs under callgrind, with the number of turns as its argument, and prints the name of each
//! row just before its loop. Each turn has a waker cell of its own, prepared outside of the loop:
//! so any operation can be measured alone, in any state.

use diatomic_waker::DiatomicWaker;
use futures::task::AtomicWaker;
use spmc_waker::{SpmcWaker, waitable};
use std::{
    alloc::{GlobalAlloc, Layout},
    cell::{RefCell, UnsafeCell},
    hint::black_box,
    iter::{self, repeat_with},
    ptr,
    sync::{
        Arc,
        atomic::{
            AtomicBool, AtomicU64,
            Ordering::{Acquire, Relaxed, Release},
        },
    },
    task::{Context, RawWaker, RawWakerVTable, Wake, Waker},
};

/// The functions of a waker without locked instructions of its own.
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
    handles(turns);
    peers(turns);
    row(turns, "loop", "none", |(): &()| {}, |()| black_box(()));
}

/// Counts the instructions of a loop over the items.
fn count<T>(name: &str, mode: &str, items: &[T], operation: impl Fn(&T)) {
    println!("{name}\t{mode}");
    measured(items, operation);
    end_of_row();
}

/// Callgrind counts while this function runs.
#[inline(never)]
fn measured<T>(items: &[T], operation: impl Fn(&T)) {
    for item in items {
        operation(item);
    }
}

/// Callgrind writes down what it has counted whenever this function is called.
#[inline(never)]
fn end_of_row() {
    black_box(());
}

/// Counts an operation on as many prepared cells as there are turns.
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

/// Counts registrations over one by value, while a wake is inside the cached waker: no slot is free.
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

/// A value that is sent once. The receiver finds it by a flag, so that nothing here is locked but what
/// the handles do.
#[derive(Default)]
struct Oneshot {
    value: AtomicU64,
    sent: AtomicBool,
}

#[waitable(notifier = Sender, waiter = Receiver)]
impl Oneshot {
    #[notify(once)]
    fn send(&self, value: u64) {
        self.value.store(value, Relaxed);
        self.sent.store(true, Release);
    }

    #[wait(recv)]
    fn try_recv(&self) -> Option<u64> {
        self.sent.load(Acquire).then(|| self.value.load(Relaxed))
    }

    #[on_drop(notifier)]
    fn close(&self) {
        self.sent.store(true, Release);
    }
}

/// A flag whose handles have no hooks.
#[waitable(until = |flag| flag.raised.load(Acquire))]
#[derive(Default)]
struct Flag {
    raised: AtomicBool,
}

/// Two waiters, of which each may have something to tell the other.
#[derive(Default)]
struct Crossing {
    open: AtomicBool,
}

#[waitable(notifier = Gate, waiter = Left, waiter = Right)]
impl Crossing {
    #[notify]
    fn open(&self) {
        self.open.store(true, Release);
    }

    #[wait(go_left, by = Left)]
    fn try_left(&self) -> bool {
        self.open.load(Acquire)
    }

    #[wait(go_right, by = Right)]
    fn try_right(&self) -> bool {
        self.open.load(Acquire)
    }
}

/// Counts what handles do beside the waker.
fn handles(turns: usize) {
    let mode = "handles";
    let [waker, _] = &two_wakers();
    let times: Vec<()> = vec![(); turns];
    let ours = |name: &str, operation: &dyn Fn()| count(name, mode, &times, |()| operation());
    ours("make and drop a pair", &|| {
        drop(black_box(Flag::default().into_pair()));
    });
    ours("make and drop a pair, with a hook", &|| {
        drop(black_box(Oneshot::default().into_pair()));
    });
    ours("a oneshot: make, send, receive", &|| {
        let (sender, mut receiver) = black_box(Oneshot::default().into_pair());
        sender.send(1);
        let _ = black_box(receiver.poll_recv(&mut Context::from_waker(waker)));
    });
    let pairs: Vec<_> = repeat_with(|| RefCell::new(Flag::default().into_pair()))
        .take(turns)
        .collect();
    let notify = |pair: &RefCell<(FlagNotifier, FlagWaiter)>| {
        pair.borrow()
            .0
            .notify(|flag| flag.raised.store(false, Release));
    };
    count("notify, nobody waits", mode, &pairs, notify);
    for pair in &pairs {
        let mut pair = pair.borrow_mut();
        let _ = pair.1.poll_wait(&mut Context::from_waker(waker));
    }
    count("notify, one waits", mode, &pairs, notify);
    count("clone and drop a notifier", mode, &pairs, |pair| {
        drop(black_box(pair.borrow().0.clone()));
    });
    let (gate, left, _right) = Crossing::default().into_handles();
    let left = RefCell::new(left);
    ours("notify two waiters, none waits", &|| {
        black_box(&gate).open();
    });
    ours("a ready check, another waiter does not wait", &|| {
        black_box(left.borrow_mut().try_left());
    });
}

/// Memory that is taken and never given back: libc's allocator is not in this binary, where the
/// instructions are counted.
struct Arena {
    end: UnsafeCell<usize>,
    memory: UnsafeCell<[u64; ARENA_SIZE / 8]>,
}

const ARENA_SIZE: usize = 64 << 20;

#[global_allocator]
static ARENA: Arena = Arena {
    end: UnsafeCell::new(0),
    memory: UnsafeCell::new([0; ARENA_SIZE / 8]),
};

// SAFETY: this program has one thread.
unsafe impl Sync for Arena {}

// SAFETY: each block begins after the end of the one before, and is aligned as asked.
unsafe impl GlobalAlloc for Arena {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: this program has one thread, and this is the only use of the cell.
        let end = unsafe { &mut *self.end.get() };
        let start = end.next_multiple_of(layout.align().max(16));
        *end = start + layout.size();
        if *end > ARENA_SIZE {
            return ptr::null_mut();
        }
        // SAFETY: it lies within the memory, as was just checked.
        unsafe { self.memory.get().cast::<u8>().add(start) }
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

fn peers(turns: usize) {
    let [a, _] = &two_wakers();
    let name = "register + wake, repeated";
    let mode = "futures AtomicWaker";
    let cycle = |cell: &AtomicWaker| {
        cell.register(a);
        cell.wake();
    };
    row(
        turns,
        "wake, nothing registered",
        mode,
        |_| {},
        AtomicWaker::wake,
    );
    row(turns, name, mode, cycle, cycle);

    let mode = "diatomic-waker";
    let cycle = |cell: &DiatomicWaker| {
        // SAFETY: this program has one thread.
        unsafe { cell.register(a) };
        cell.notify();
    };
    row(
        turns,
        "wake, nothing registered",
        mode,
        |_| {},
        DiatomicWaker::notify,
    );
    row(turns, name, mode, cycle, cycle);
}

/// Two wakers that differ in their data. The optimizer does not know them.
fn two_wakers() -> [Waker; 2] {
    black_box([1, 2].map(|data| {
        // SAFETY: the functions do not use the data, and do nothing that is not thread-safe.
        unsafe { Waker::new(ptr::without_provenance(data), &NOOP) }
    }))
}
