//! A case: a piece of work that is timed or counted.

use std::time::Instant;

/// Which threads a case keeps busy.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Threads {
    One,
    #[allow(
        dead_code,
        reason = "the cases of `.ci/in-the-wild` keep one thread busy"
    )]
    Several,
}

impl Threads {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::One => "one",
            Self::Several => "several",
        }
    }
}

/// A piece of work with channels.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) threads: Threads,
    /// The number of operations in one run. Most often an operation is a message.
    pub(crate) operations: usize,
    run: Box<dyn Fn()>,
}

impl Case {
    pub(crate) fn new(
        name: &'static str,
        threads: Threads,
        operations: usize,
        run: impl Fn() + 'static,
    ) -> Self {
        let run = Box::new(run);
        Self {
            name,
            threads,
            operations,
            run,
        }
    }

    pub(crate) fn run(&self, runs: usize) {
        for _ in 0..runs {
            (self.run)();
        }
    }

    /// Runs the case and returns the nanoseconds per operation.
    pub(crate) fn time(&self, runs: usize) -> f64 {
        let start = Instant::now();
        self.run(runs);
        start.elapsed().as_nanos() as f64 / (runs * self.operations) as f64
    }
}
