//! Operations of the waker set.

use super::{NOOP, row};
use spmc_waker::__private::set::{FixedSet, GrowingSet, Held, Own, Registration};
use std::{
    cell::RefCell,
    hint::black_box,
    ptr,
    task::{Context, Poll, Waker},
};

/// Counts the rows of both modes. The slots cache their wakers.
pub(super) fn count_all(turns: usize) {
    fixed::<false>(turns);
    fixed::<true>(turns);
    growing::<false>(turns);
    growing::<true>(turns);
}

fn mode<const SYNC: bool>() -> String {
    format!("set SYNC={SYNC}")
}

fn waker() -> Waker {
    // SAFETY: the functions do not use the data, and do nothing that is not thread-safe.
    black_box(unsafe { Waker::new(ptr::null(), &NOOP) })
}

type Fixed<const SYNC: bool> = FixedSet<SYNC, true, 4>;

fn poll_fixed<const SYNC: bool>(set: &Fixed<SYNC>, slot: usize, waker: &Waker) {
    let mut cx = Context::from_waker(waker);
    // SAFETY: this program has one thread, and no waker's clone or drop registers.
    let poll = unsafe { set.poll_wait_until(slot, &mut cx, || false) };
    debug_assert!(poll.is_pending());
}

fn fixed<const SYNC: bool>(turns: usize) {
    let (mode, waker) = (mode::<SYNC>(), waker());
    let wake_all = |set: &Fixed<SYNC>| set.wake(Fixed::<SYNC>::ALL);
    let wait = |set: &Fixed<SYNC>| poll_fixed(set, 0, &waker);
    let all_wait = |set: &Fixed<SYNC>| (0..4).for_each(|slot| poll_fixed(set, slot, &waker));
    row(
        turns,
        "fixed: wake all, nobody waits",
        &mode,
        |_| {},
        wake_all,
    );
    let woken = |set: &Fixed<SYNC>| {
        wait(set);
        wake_all(set);
    };
    row(turns, "fixed: a pending poll", &mode, woken, wait);
    let woken_directly = |set: &Fixed<SYNC>| {
        wait(set);
        set.slot(0).wake();
    };
    row(
        turns,
        "fixed: a pending poll, the bit is set",
        &mode,
        woken_directly,
        wait,
    );
    row(
        turns,
        "fixed: a pending poll, already registered",
        &mode,
        wait,
        wait,
    );
    row(turns, "fixed: wake all, one waits", &mode, wait, wake_all);
    row(
        turns,
        "fixed: wake all, four wait",
        &mode,
        all_wait,
        wake_all,
    );
    let wake_one = |set: &Fixed<SYNC>| set.wake_one(Fixed::<SYNC>::ALL);
    row(turns, "fixed: wake one of four", &mode, all_wait, wake_one);
}

type Set<const SYNC: bool> = GrowingSet<SYNC, true, 1, 1>;

/// A set, and the own slots of four handles. (The own slots are the first field, because they must not outlive the set.)
struct Growing<const SYNC: bool> {
    owns: RefCell<[Own<SYNC, true>; 4]>,
    set: Set<SYNC>,
}

impl<const SYNC: bool> Default for Growing<SYNC> {
    /// Creates a set with its first segment, in which each handle has a slot.
    fn default() -> Self {
        let growing = Self {
            owns: RefCell::default(),
            set: GrowingSet::new(),
        };
        growing.all_wait(&waker());
        growing.wake_all();
        growing
    }
}

impl<const SYNC: bool> Growing<SYNC> {
    fn poll(&self, handle: usize, waker: &Waker) {
        let mut cx = Context::from_waker(waker);
        let own = &mut self.owns.borrow_mut()[handle];
        // SAFETY: the own slots are used only with list 0 of this set, which is alive.
        let poll = unsafe { own.poll::<false, _, 1, 1>(&self.set, 0, 0, &mut cx, || false) };
        debug_assert!(poll.is_pending());
    }

    fn all_wait(&self, waker: &Waker) {
        (0..4).for_each(|handle| self.poll(handle, waker));
    }

    fn wake_all(&self) {
        self.set.wake(usize::MAX);
    }

    /// Unregisters all handles, so that their own slots are free and no bit is set.
    fn free(&self) {
        for own in &mut *self.owns.borrow_mut() {
            let mut cx = Context::from_waker(Waker::noop());
            // SAFETY: as in `poll`.
            let poll: Poll<()> =
                unsafe { own.poll::<false, _, 1, 1>(&self.set, 0, 0, &mut cx, || true) };
            debug_assert!(poll.is_ready());
        }
        self.wake_all();
    }

    /// Runs a future to its end: it is pending, woken, and ready.
    fn run_future<'a>(&'a self, waker: &Waker, hold: impl FnOnce() -> Held<'a, SYNC, true, 1, 1>) {
        let mut cx = Context::from_waker(waker);
        let mut registration: Option<Registration<_, false>> = None;
        let poll = Registration::poll_lazily(&mut registration, hold, &mut cx, || false);
        debug_assert!(poll.is_pending());
        self.wake_all();
        let poll = registration.as_mut().map(|it| it.poll(&mut cx, || true));
        debug_assert!(poll.is_some_and(|poll| poll.is_ready()));
    }
}

fn growing<const SYNC: bool>(turns: usize) {
    let (mode, waker) = (mode::<SYNC>(), waker());
    let nothing = |_: &Growing<SYNC>| {};
    let wake_all = |cell: &Growing<SYNC>| cell.wake_all();
    let wait = |cell: &Growing<SYNC>| cell.poll(0, &waker);
    let all_wait = |cell: &Growing<SYNC>| cell.all_wait(&waker);
    let wake_one = |cell: &Growing<SYNC>| cell.set.wake_one(0);
    row(
        turns,
        "growing: wake all, nobody waits",
        &mode,
        nothing,
        wake_all,
    );
    row(turns, "growing: a pending poll", &mode, nothing, wait);
    let another_waits = |cell: &Growing<SYNC>| cell.poll(1, &waker);
    row(
        turns,
        "growing: a pending poll, another waits",
        &mode,
        another_waits,
        wait,
    );
    row(
        turns,
        "growing: a pending poll, already registered",
        &mode,
        wait,
        wait,
    );
    row(turns, "growing: wake all, one waits", &mode, wait, wake_all);
    row(
        turns,
        "growing: wake all, four wait",
        &mode,
        all_wait,
        wake_all,
    );
    row(
        turns,
        "growing: wake one of four",
        &mode,
        all_wait,
        wake_one,
    );
    let free = |cell: &Growing<SYNC>| cell.free();
    row(
        turns,
        "growing: a future, own slot, and its wake",
        &mode,
        free,
        |cell| {
            let owns = cell.owns.borrow();
            // SAFETY: as in `poll`.
            cell.run_future(&waker, || unsafe { owns[0].hold(&cell.set, 0, 0) });
        },
    );
    let one_slot_is_free = |cell: &Growing<SYNC>| {
        cell.free();
        let own = &mut cell.owns.borrow_mut()[3];
        // SAFETY: as in `poll`.
        unsafe { own.release::<false, 1, 1>(&cell.set) };
    };
    row(
        turns,
        "growing: a future, taken slot, and its wake",
        &mode,
        one_slot_is_free,
        |cell| {
            cell.run_future(&waker, || cell.set.hold(0, 0));
        },
    );
}
