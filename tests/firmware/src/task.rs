//! A task whose wakers are counted.

use core::{
    mem::ManuallyDrop,
    task::{RawWaker, RawWakerVTable, Waker},
};
use portable_atomic::{AtomicUsize, Ordering::SeqCst};

pub struct Task {
    /// The number of wakers, and one more for the task itself.
    owners: AtomicUsize,
    wakes: AtomicUsize,
}

impl Task {
    pub const fn new() -> Self {
        Self {
            owners: AtomicUsize::new(1),
            wakes: AtomicUsize::new(0),
        }
    }

    /// Returns a waker that borrows the task. It must not be dropped, and it is not counted.
    pub fn waker(&'static self) -> ManuallyDrop<Waker> {
        // SAFETY: the functions keep the contract of `RawWaker`: the data point to a `Task` that lives
        // forever, and every access to it is atomic.
        ManuallyDrop::new(unsafe { Waker::new((&raw const *self).cast(), &VTABLE) })
    }

    /// Returns how often the task was woken since the last call.
    pub fn take_wakes(&self) -> usize {
        self.wakes.swap(0, SeqCst)
    }

    /// Returns whether every clone of a waker was dropped.
    pub fn is_balanced(&self) -> bool {
        self.owners.load(SeqCst) == 1
    }
}

static VTABLE: RawWakerVTable = RawWakerVTable::new(clone, wake, wake_by_ref, drop);

/// # Safety
///
/// `data` must come from a task's waker. (All tasks are static.)
unsafe fn task(data: *const ()) -> &'static Task {
    // SAFETY: as the caller promises.
    unsafe { &*data.cast() }
}

/// # Safety
///
/// As for `task`.
unsafe fn clone(data: *const ()) -> RawWaker {
    // SAFETY: as the caller promises.
    unsafe { task(data) }.owners.add(1, SeqCst);
    RawWaker::new(data, &VTABLE)
}

/// # Safety
///
/// As for `task`.
unsafe fn wake(data: *const ()) {
    // SAFETY: as the caller promises.
    unsafe { wake_by_ref(data) };
    // SAFETY: as the caller promises.
    unsafe { drop(data) };
}

/// # Safety
///
/// As for `task`.
unsafe fn wake_by_ref(data: *const ()) {
    // SAFETY: as the caller promises.
    unsafe { task(data) }.wakes.add(1, SeqCst);
}

/// # Safety
///
/// As for `task`.
unsafe fn drop(data: *const ()) {
    // SAFETY: as the caller promises.
    let owners = unsafe { task(data) }.owners.fetch_sub(1, SeqCst);
    assert!(owners > 1, "a waker is dropped twice");
}
