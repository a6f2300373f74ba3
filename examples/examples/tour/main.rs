//! A tour of `#[waitable]`: `cargo run --release --example tour`.
//!
//! Seven scenarios, each on a multi-threaded tokio runtime and on plain threads. The conditions that
//! they wait for are in `examples/src`, one short file each, for you to copy.

#![forbid(unsafe_code)]

mod cancellation;
mod channel;
mod executor;
mod flag;
mod latch;
mod report;
mod ring;
mod socket;
mod uart;
mod watchdog;

use executor::Executor;
use report::{Entry, Report};
use std::{io, process::ExitCode, time::Duration};
use watchdog::Watchdog;

/// A run takes some five seconds in a debug build: by then, a wakeup has been lost.
const LIMIT: Duration = Duration::from_secs(60);

struct Scenario {
    title: &'static str,
    /// The condition's file.
    file: &'static str,
    checks: &'static str,
    run: fn(&Executor) -> Vec<Entry>,
}

const SCENARIOS: [Scenario; 7] = [
    Scenario {
        title: "A flag that another thread raises",
        file: "examples/src/flag.rs",
        checks: "the wait ends after the flag is raised, not before",
        run: flag::run,
    },
    Scenario {
        title: "A latch that waits for eight workers",
        file: "examples/src/latch.rs",
        checks: "what each of them wrote is visible when it opens",
        run: latch::run,
    },
    Scenario {
        title: "A channel: four threads send a million messages to one task",
        file: "examples/src/channel.rs",
        checks: "none is lost or doubled, each sender's come in order",
        run: channel::run,
    },
    Scenario {
        title: "Cancellation: a select with a timeout drops pending waits",
        file: "examples/src/channel.rs",
        checks: "the waits after them receive every value",
        run: cancellation::run,
    },
    Scenario {
        title: "A ring: the producer waits for room, the consumer for items",
        file: "examples/src/spsc.rs",
        checks: "all items come in order, the last ones before the end",
        run: ring::run,
    },
    Scenario {
        title: "A socket: a driver with epoll or the like wakes its reader and its writer",
        file: "examples/src/readiness.rs",
        checks: "every byte that is written comes back",
        run: socket::run,
    },
    Scenario {
        title: "A UART in a static: its interrupt wakes the task that reads, or the one that writes",
        file: "examples/src/uart.rs",
        checks: "every byte that is written comes back, the interrupts are masked when nobody waits",
        run: uart::run,
    },
];

fn main() -> ExitCode {
    match tour() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("tour: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Whether all checks have passed.
fn tour() -> io::Result<bool> {
    let runtime = tokio::runtime::Runtime::new()?;
    let executors = [Executor::Tokio(runtime.handle().clone()), Executor::Threads];
    let watchdog = Watchdog::start(LIMIT);
    let mut report = Report::start()?;
    for scenario in &SCENARIOS {
        report.heading(scenario.title, scenario.file, scenario.checks)?;
        for executor in &executors {
            watchdog.now(format!("{}, on {}", scenario.title, executor.name()));
            report.add(executor.name(), (scenario.run)(executor))?;
        }
    }
    report.finish()
}
