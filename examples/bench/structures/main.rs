//! The structures beside their peers, in one run: `cargo bench -p spmc-waker-examples-bench`.
//!
//! The words of the command line pick groups: `cargo bench -p spmc-waker-examples-bench -- oneshot watch`.
//!
//! With `--bench structures` before the `--`, there are options. `--samples=FILE` also writes all samples
//! to a file, for the report, and tells its progress in lines that it can read. `--quick` runs few rounds:
//! to see that everything works, not what it takes. `--count=N` measures nothing: it runs N operations of each case
//! of one thread, for `.ci/structure-counts`.
//!
//! The machine may be shared and noisy. So the peers of a case take turns, in many rounds of short
//! batches. What disturbs a single thread only adds to its time: there, the minimum counts. Of several
//! threads the median counts, since the minimum picks the rounds in which some of them did not run.
//! Round trips are fast or slow by whether the two threads have a core each: both ends of their
//! distribution count.
//!
//! Timing never decides the exit code.

#![forbid(unsafe_code)]

mod counts;
mod crowd;
mod groups;
mod link;
mod report;
mod samples;
mod tasks;
mod threads;
mod timing;

use std::{env, process::ExitCode};
use timing::Table;

const ROUNDS: usize = 61;
const QUICK_ROUNDS: usize = 5;

/// Adds the cases of a group.
type Group = fn(&mut Table);

/// In the order of the table.
const GROUPS: [(&str, Group); 9] = [
    ("oneshot", groups::oneshot::add),
    ("channel", groups::channel::add),
    ("bounded", groups::bounded::add),
    ("event", groups::event::add),
    ("notify", groups::notify::add),
    ("listeners", groups::waiters::listeners::add),
    ("permits", groups::waiters::permits::add),
    ("cancel", groups::cancel::add),
    ("watch", groups::watch::add),
];

fn main() -> ExitCode {
    let (options, words): (Vec<_>, Vec<_>) = env::args()
        .skip(1)
        .partition(|argument| argument.starts_with("--"));
    let has = |name| options.iter().any(|option| option == name);
    // `cargo test --benches` must not take the time of a measurement.
    if !has("--bench") {
        return ExitCode::SUCCESS;
    }
    let rounds = if has("--quick") { QUICK_ROUNDS } else { ROUNDS };
    let value = |name| options.iter().find_map(|option| option.strip_prefix(name));
    let file = value("--samples=");
    let counted = value("--count=").map(|operations| operations.parse().expect("a number"));
    let is_known = |word: &&String| GROUPS.iter().any(|(group, _)| group == word);
    if let Some(unknown) = words.iter().find(|word| !is_known(word)) {
        let groups = GROUPS.map(|(group, _)| group).join(", ");
        eprintln!("there is no group `{unknown}`; the groups are: {groups}");
        return ExitCode::FAILURE;
    }
    let mut table = Table {
        counted,
        ..Table::default()
    };
    for (group, add) in GROUPS {
        if words.is_empty() || words.iter().any(|word| word == group) {
            table.group = group;
            add(&mut table);
        }
    }
    if counted.is_some() {
        return ExitCode::SUCCESS;
    }
    table.measure(rounds, |round| {
        if file.is_some() {
            eprintln!("progress {round}/{rounds}");
        }
    });
    report::print(&table);
    if let Some(Err(error)) = file.map(|file| samples::write(&table, file)) {
        eprintln!("cannot write the samples: {error}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
