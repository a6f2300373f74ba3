//! The execution that runs on this thread. The atomics find it here, because nothing passes it to them.

use super::run::Run;
use alloc::rc::Rc;
use core::{
    cell::{Cell, RefCell},
    marker::PhantomData,
};
use std::thread_local;

thread_local! {
    static CURRENT: RefCell<Option<Rc<Run>>> = const { RefCell::new(None) };
    /// The number of [`Unbroken`]s that exist.
    static UNBROKEN: Cell<usize> = const { Cell::new(0) };
}

/// Makes this the execution that runs on this thread, until the guard is dropped.
pub(super) fn enter(run: &Rc<Run>) -> impl Drop + use<> {
    struct Leave;
    impl Drop for Leave {
        fn drop(&mut self) {
            CURRENT.set(None);
            UNBROKEN.set(0);
        }
    }
    CURRENT.set(Some(Rc::clone(run)));
    Leave
}

/// Lets other handles run, if a model runs on this thread.
pub(super) fn may_switch() {
    if UNBROKEN.get() > 0 || std::thread::panicking() {
        return;
    }
    let current = CURRENT.with_borrow(Clone::clone);
    if let Some(run) = current {
        run.may_switch();
    }
}

/// While this exists, no other handle runs.
#[derive(Debug)]
pub(super) struct Unbroken(PhantomData<*const ()>);

impl Unbroken {
    pub(super) fn new() -> Self {
        UNBROKEN.set(UNBROKEN.get() + 1);
        Self(PhantomData)
    }
}

impl Drop for Unbroken {
    fn drop(&mut self) {
        UNBROKEN.set(UNBROKEN.get().saturating_sub(1));
    }
}
