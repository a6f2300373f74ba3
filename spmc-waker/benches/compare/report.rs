//! Prints the tables, and the machine that they are for.

use crate::{
    Row, cases,
    peers::{Nothing, Peer},
};
use std::{fs, process::Command};

/// The peers that the ratios refer to.
const REFERENCES: [&str; 2] = ["futures AtomicWaker", "diatomic-waker"];

/// The expectations on x86-64: case, peer, reference, and the maximum ratio.
const TARGETS: [(usize, &str, &str, f64); 4] = [
    (0, "SpmcWaker<false, true>", REFERENCES[0], 0.55),
    (0, "SpmcWaker<false, true>", REFERENCES[1], 0.70),
    (1, "SpmcWaker<false, true>", REFERENCES[0], 0.05),
    (cases::BY_TWO, "SpmcWaker<false, true>", REFERENCES[0], 0.05),
];

pub(crate) fn print(rows: &[Row]) {
    println!("{} / {}\n", cpu(), rustc());
    println!(
        "ns per operation: the minimum over the rounds, for two threads the median;\n\
         (10th..90th percentile of the rounds); ratios to the peers named\n"
    );
    for (case, name) in cases::NAMES.into_iter().enumerate() {
        print_case(rows, case, name);
    }
    for (case, peer, reference, limit) in TARGETS {
        let [ratio, floor] =
            [peer, Nothing::NAME].map(|peer| ratio(row(rows, peer), row(rows, reference), case));
        let verdict = if ratio <= limit {
            "reached"
        } else {
            "not reached"
        };
        let name = cases::NAMES[case];
        println!("{verdict}: {name}, {peer} to {reference}");
        println!("  ratio {ratio:.3}, expected at most {limit:.2}; the loop alone {floor:.3}");
    }
}

fn print_case(rows: &[Row], case: usize, name: &str) {
    let [first, second] = REFERENCES;
    println!("{name:<45} {:>8} {:>17} {first:>20} {second:>15}", "ns", "");
    for this in rows {
        let figure = figure(this, case);
        let [low, high] = [0.1, 0.9].map(|at| quantile(&this.rounds[case], at));
        let [first, second] = REFERENCES.map(|name| ratio(this, row(rows, name), case));
        let spread = format!("({low:.2}..{high:.2})");
        println!(
            "  {:<43} {figure:>8.2} {spread:>17} {first:>20.3} {second:>15.3}",
            this.name
        );
    }
    println!();
}

fn row<'a>(rows: &'a [Row], name: &str) -> &'a Row {
    rows.iter()
        .find(|row| row.name == name)
        .expect("a peer of that name")
}

fn ratio(this: &Row, reference: &Row, case: usize) -> f64 {
    figure(this, case) / figure(reference, case)
}

/// Returns the value of all rounds that counts (see `main.rs`).
fn figure(row: &Row, case: usize) -> f64 {
    let at = if case == cases::BY_TWO { 0.5 } else { 0.0 };
    quantile(&row.rounds[case], at)
}

fn quantile(samples: &[f64], at: f64) -> f64 {
    let mut sorted = samples.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[(at * (sorted.len() - 1) as f64).round() as usize]
}

fn cpu() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let field = |name: &str| {
        let line = info.lines().find(|line| line.starts_with(name))?;
        Some(line.split_once(':')?.1.trim())
    };
    let threads = std::thread::available_parallelism().map_or(0, usize::from);
    match (field("model name"), field("cpu family"), field("model\t")) {
        (Some(name), Some(family), Some(model)) => {
            format!("{name} (family {family}, model {model}), {threads} hardware threads")
        }
        _ => format!(
            "unknown {} CPU, {threads} hardware threads",
            std::env::consts::ARCH
        ),
    }
}

fn rustc() -> String {
    let output = Command::new("rustc").arg("--version").output();
    output.map_or_else(
        |_| "unknown rustc".into(),
        |output| String::from_utf8_lossy(&output.stdout).trim().to_owned(),
    )
}
