//! Our waiting in published crates.

use super::{
    tables::{TableRow, table},
    tokio::{EXECUTED, TIME_HEADINGS, bar, chart, counted, row},
};
use crate::results::{Changed, Pair, Tests, Wild};
use maud::{Markup, html};

const CRATES: &str = "Lines taken out and put in, and the crates’ own tests: passed, and failed";
const TIMES: &str =
    "Nanoseconds per operation with the crate’s own waiting (before) and with ours (after)";

pub(super) fn in_the_wild(wild: &Wild) -> Markup {
    let bars = wild.cases.iter().map(|case| bar(case, &case.ratio));
    html! {
        p {
            "Published crates with our waiting in the place of their own: " code { "#[waitable]" }
            " on the state that they wait for, and the same public API. Lines are code without comments. Bars "
            "show the time then as a multiple of the time before: to the left of the line (×1) it is quicker "
            "with ours. Lower is better. Thin lines span the middle half of the rounds. The minimum counts, "
            "since one thread is busy. In rtic-sync, a critical section is a lock here."
        }
        (table(CRATES, &["", "what", "lines", "tests before", "after"], wild.crates.iter().map(changed)))
        div class="charts" {
            figure { (chart("with #[waitable]", bars.collect()).inline("wild")) }
        }
        @let counted: Vec<_> = wild.cases.iter().filter_map(counted).collect();
        div class="tables" {
            (table(TIMES, &TIME_HEADINGS, wild.cases.iter().map(row)))
            @if !counted.is_empty() { (table(EXECUTED, &["", "before", "after"], counted)) }
        }
    }
}

fn changed(of: &Changed) -> TableRow {
    let Pair { before, after } = &of.lines;
    let shown = |Tests { passed, failed }: &Tests| match failed {
        0 => format!("{passed}"),
        _ => format!("{passed}, {failed} failed"),
    };
    let tests = match &of.tests {
        Some(Pair { before, after }) => [shown(before), shown(after)],
        None => ["not run".into(), "not run".into()],
    };
    let [lines, what] = [format!("{before} → {after}"), of.what.clone()];
    TableRow::new(
        format!("{} {}", of.name, of.version),
        [what, lines].into_iter().chain(tests),
    )
}
