//! `SpmcWaker` beside its peers, in one run: `cargo bench -p spmc-waker --bench compare`.
//!
//! The machine may be shared and noisy. So the peers are measured in turn, in many rounds of batches
//! shorter than a time slice. What disturbs one thread only adds to its time: of the rounds, the
//! minimum counts. Of two threads at once the median does, for the minimum would pick the rounds in
//! which one of them was not running. The spread of both is shown.
//!
//! Timing never decides the exit code.

mod cases;
mod peers;
mod report;

use cases::Batch;
use peers::{Nothing, Peer};
use spmc_waker::SpmcWaker;
use std::time::Duration;

const ROUNDS: usize = 201;
const BATCH: Duration = Duration::from_millis(1);

const CASES: usize = cases::NAMES.len();

/// A peer and what was measured of it.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    batches: [Batch; CASES],
    /// How many operations of each case last for at most about `BATCH`.
    operations: [u64; CASES],
    /// Nanoseconds per operation, for each case in each round.
    pub(crate) rounds: [Vec<f64>; CASES],
}

impl Row {
    fn of<P: Peer>() -> Self {
        let batches = cases::batches::<P>();
        Self {
            name: P::NAME,
            batches,
            operations: batches.map(calibrate),
            rounds: Default::default(),
        }
    }

    fn measure(&mut self, case: usize) {
        let operations = self.operations[case];
        let nanos = self.batches[case](operations).as_nanos() as f64;
        self.rounds[case].push(nanos / operations as f64);
    }
}

fn calibrate(batch: Batch) -> u64 {
    let mut operations = 1000;
    while batch(operations) < BATCH / 2 {
        operations *= 2;
    }
    operations
}

fn main() {
    // `cargo test --benches` must not take the time of a measurement.
    if std::env::args().any(|arg| arg == "--test") || !std::env::args().any(|arg| arg == "--bench")
    {
        return;
    }
    let mut rows = [
        Row::of::<SpmcWaker<false, true>>(),
        Row::of::<SpmcWaker<true, true>>(),
        Row::of::<SpmcWaker<false, false>>(),
        Row::of::<SpmcWaker<true, false>>(),
        Row::of::<futures::task::AtomicWaker>(),
        Row::of::<atomic_waker::AtomicWaker>(),
        Row::of::<diatomic_waker::DiatomicWaker>(),
        Row::of::<embassy_sync::waitqueue::AtomicWaker>(),
        Row::of::<Nothing>(),
    ];
    for round in 0..ROUNDS {
        for case in 0..CASES {
            // Another peer goes first in each round.
            for turn in 0..rows.len() {
                rows[(round + turn) % rows.len()].measure(case);
            }
        }
    }
    report::print(&rows);
}
