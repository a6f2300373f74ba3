//! What `.ci/structure-counts` runs under callgrind, which counts the instructions.

use crate::timing::Batch;
use std::hint::black_box;

/// Runs that many operations, and prints a line that names them.
pub(crate) fn row(group: &str, title: &str, peer: &str, batch: Batch, operations: u64) {
    println!("{group}: {title}\t{peer}");
    measured(batch, operations);
    end_of_row();
}

/// Callgrind counts only inside this function.
#[inline(never)]
fn measured(batch: Batch, operations: u64) {
    black_box(batch(operations));
}

/// Callgrind writes its counts to a file whenever this function is called.
#[inline(never)]
const fn end_of_row() {
    black_box(());
}
