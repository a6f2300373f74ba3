//! The table.

use crate::timing::{Case, Kind, Row, Table};
use std::{fs, thread};

/// Below this ratio, a peer is said to be ahead: what lies between is noise.
const AHEAD: f64 = 0.97;

/// What the names of our own rows begin with.
const OURS: &str = "ours";

const PEER_WIDTH: usize = 20;
const CELL_WIDTH: usize = 10;

impl Kind {
    /// The headings of a row's cells.
    const fn headings(self) -> &'static [&'static str] {
        match self {
            Self::Cost => &["min ns", "median ns"],
            Self::Rate => &["min ns", "median ns", "M/s"],
            Self::Latency => &["min µs", "10 % µs", "50 % µs", "90 % µs", "99 % µs"],
        }
    }

    /// The low and the middle one of a row's figures, which are compared.
    ///
    /// Of thousands of round trips, the minimum is an accident.
    const fn compared(self) -> [(f64, &'static str); 2] {
        match self {
            Self::Cost | Self::Rate => [(0.0, "× min"), (0.5, "× median")],
            Self::Latency => [(0.1, "× 10 %"), (0.5, "× 50 %")],
        }
    }

    fn cells(self, row: &Row) -> Vec<String> {
        let [min, median] = [0.0, 0.5].map(|part| row.samples.quantile(part));
        match self {
            Self::Cost => [min, median].map(|nanos| format!("{nanos:.1}")).into(),
            Self::Rate => [min, median, 1e3 / median]
                .map(|figure| format!("{figure:.1}"))
                .into(),
            Self::Latency => [0.0, 0.1, 0.5, 0.9, 0.99]
                .map(|part| format!("{:.2}", row.samples.quantile(part) / 1e3))
                .into(),
        }
    }
}

pub(crate) fn print(table: &Table) {
    let threads = thread::available_parallelism().map_or(0, usize::from);
    println!("{}, {threads} hardware threads\n", cpu());
    println!(
        "Times per operation, of {} rounds (of round trips: of all); `M/s` are millions per second, of the median.\n\
         Ratios are to the first row of a case: above 1, ours is faster.\n",
        table.rounds
    );
    table.cases.iter().for_each(print_case);
    let behind: Vec<_> = table.cases.iter().flat_map(behind).collect();
    if !behind.is_empty() {
        println!("Ours is behind by both ratios:");
        behind.iter().for_each(|line| println!("  {line}"));
    }
}

fn print_case(case: &Case) {
    println!("{}: {}", case.group, case.title);
    let ratios = case.kind.compared().map(|(_, heading)| heading.to_owned());
    let headings = case.kind.headings().iter().map(|&heading| heading.into());
    print_row("", headings.chain(ratios));
    for row in &case.rows {
        let ratios = ratios_of(case, row).map(|ratio| format!("{ratio:.2}"));
        print_row(row.peer, case.kind.cells(row).into_iter().chain(ratios));
    }
    print_best(case);
    println!();
}

/// Tells what each of our rows takes of what the best other one takes, by both figures.
fn print_best(case: &Case) {
    let is_ours = |row: &&Row| row.peer.starts_with(OURS);
    let compared = case.kind.compared();
    for ours in case.rows.iter().filter(is_ours) {
        let parts = compared.map(|(part, heading)| {
            let figure = |row: &Row| row.samples.quantile(part);
            let others = case.rows.iter().filter(|row| !is_ours(row));
            let best = others.min_by(|a, b| figure(a).total_cmp(&figure(b)))?;
            Some(format!(
                "{:.2} {heading} of {}",
                figure(ours) / figure(best),
                best.peer
            ))
        });
        if let [Some(low), Some(middle)] = parts {
            println!("  {}: {low}, {middle}", ours.peer);
        }
    }
}

fn print_row(peer: &str, cells: impl Iterator<Item = String>) {
    let cells: String = cells.map(|cell| format!("{cell:>CELL_WIDTH$}")).collect();
    println!("  {peer:<PEER_WIDTH$}{cells}");
}

fn behind(case: &Case) -> impl Iterator<Item = String> + '_ {
    let ahead = |row: &&Row| {
        let is_peer = !row.peer.starts_with(OURS);
        is_peer && ratios_of(case, row).into_iter().all(|ratio| ratio < AHEAD)
    };
    case.rows.iter().filter(ahead).map(move |row| {
        let [low, median] = ratios_of(case, row);
        let (Case { group, title, .. }, peer) = (case, row.peer);
        format!("{group}: {title}: {peer} {low:.2}, {median:.2}")
    })
}

/// How a peer compares to the case's first.
fn ratios_of(case: &Case, row: &Row) -> [f64; 2] {
    let compared = case.kind.compared();
    compared.map(|(part, _)| row.samples.quantile(part) / case.rows[0].samples.quantile(part))
}

fn cpu() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let field = |name: &str| {
        let line = info.lines().find(|line| line.starts_with(name))?;
        Some(line.split_once(':')?.1.trim())
    };
    match (field("model name"), field("cpu family"), field("model\t")) {
        (Some(name), Some(family), Some(model)) => {
            format!("{name} (family {family}, model {model})")
        }
        _ => format!("unknown {} CPU", std::env::consts::ARCH),
    }
}
