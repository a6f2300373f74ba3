//! Times and counts the cases of peers that take turns. `.ci/in-tokio` and `.ci/in-the-wild` read the output.

use super::case::{Case, Threads};
use std::{env, process::ExitCode, time::Duration};

type Peers = Vec<(&'static str, Vec<Case>)>;

/// Does what the arguments say: `time ROUNDS` or `count RUNS`. Words that follow leave the cases that begin with one.
pub(crate) fn run(mut peers: Peers) -> ExitCode {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let [mode, number, words @ ..] = &arguments[..] else {
        eprintln!("run .ci/in-tokio, or .ci/in-the-wild");
        return ExitCode::FAILURE;
    };
    for (_, cases) in &mut peers {
        let is_wanted = |case: &Case| words.iter().any(|word| case.name.starts_with(word));
        cases.retain(|case| words.is_empty() || is_wanted(case));
    }
    let number = number.parse().expect("a number of rounds or runs");
    match *mode {
        "time" => time(peers, number),
        "count" => count(peers, number),
        mode => panic!("there is no mode `{mode}`"),
    }
    ExitCode::SUCCESS
}

/// Times each case of each peer once in each round. Prints a line for each: round, case, threads, peer, and
/// nanoseconds per operation.
fn time(mut peers: Peers, rounds: usize) {
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
fn count(peers: Peers, runs: usize) {
    for (peer, cases) in peers {
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
