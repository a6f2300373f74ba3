//! Wakers of other crates, for comparison.

use crate::{row, two_wakers};
use diatomic_waker::DiatomicWaker;
use futures::task::AtomicWaker;

pub(crate) fn count_all(turns: usize) {
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
