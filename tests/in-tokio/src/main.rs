//! Measures tokio's mpsc channel as published (`before`), with our waker (`after`), and with our waker and
//! `SeqCst` (`seqcst`), in one program. `.ci/in-tokio` builds it, runs it, and makes a table of its output.

#![forbid(unsafe_code)]
// Each tokio has its own copy of these modules, from the same files.
#![allow(clippy::duplicate_mod)]

mod case;

use case::{Case, Threads};
use std::{env, process::ExitCode, time::Duration};

macro_rules! peers {
    ($($peer:ident)*) => {
        $(#[path = "."]
        mod $peer {
            use ::$peer as tokio;

            pub(crate) mod cases;
            mod channels;
        })*

        /// The cases of each peer.
        fn peers() -> Vec<(&'static str, Vec<Case>)> {
            vec![$((stringify!($peer), $peer::cases::all())),*]
        }
    };
}

peers!(before after seqcst);

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args().skip(1).collect();
    match &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["time", rounds] => time(rounds.parse().expect("a number of rounds")),
        ["count", runs] => count(runs.parse().expect("a number of runs")),
        _ => {
            eprintln!("run .ci/in-tokio");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// Times each case of each peer once in each round. Prints a line for each: round, case, threads, peer, and
/// nanoseconds per operation.
fn time(rounds: usize) {
    let mut peers = peers();
    let runs: Vec<_> = peers[0].1.iter().map(calibrate).collect();
    for round in 0..rounds {
        // Print after the round: the process that reads these lines would disturb the measurement.
        let mut lines = String::new();
        for (index, &runs) in runs.iter().enumerate() {
            for (peer, cases) in &peers {
                let case = &cases[index];
                let threads = case.threads.name();
                let nanos = case.time(runs);
                lines += &format!("{round}\t{}\t{threads}\t{peer}\t{nanos}\n", case.name);
            }
        }
        print!("{lines}");
        // Another peer goes first in the next round.
        peers.rotate_left(1);
    }
}

/// Finds a number of runs that takes much longer than reading the clock, and much less than a time slice.
/// Several threads get more time, because they start slowly.
fn calibrate(case: &Case) -> usize {
    let wanted = match case.threads {
        Threads::One => Duration::from_millis(1),
        Threads::Several => Duration::from_millis(3),
    };
    let mut runs = 1;
    loop {
        let per_operation = (0..5).map(|_| case.time(runs)).fold(f64::MAX, f64::min);
        let taken = Duration::from_nanos((per_operation * (runs * case.operations) as f64) as u64);
        if taken > wanted / 2 {
            return runs;
        }
        runs *= 2;
    }
}

/// Runs each single-threaded case under callgrind. Prints a line for each: case, operations in one run, and
/// peer.
fn count(runs: usize) {
    for (peer, cases) in peers() {
        for case in cases.iter().filter(|case| case.threads == Threads::One) {
            case.run(1);
            println!("{}\t{}\t{peer}", case.name, case.operations);
            measured(case, runs);
            end_of_row();
        }
    }
}

/// Callgrind counts only inside this function.
#[inline(never)]
fn measured(case: &Case, runs: usize) {
    case.run(runs);
}

/// Callgrind writes its counts to a file whenever this function is called.
#[inline(never)]
const fn end_of_row() {
    std::hint::black_box(());
}
