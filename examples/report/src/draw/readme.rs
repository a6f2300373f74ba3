//! The two charts in `examples/report/README.md`, as files of their own.

use super::{cases, chart};
use crate::results::{Case, Kind, Results};

const WAKER: &str = "waker.svg";
const STRUCTURES: &str = "structures.svg";

/// The charts by file name, of what was measured.
pub(super) fn charts(results: &Results) -> Vec<(&'static str, String)> {
    let waker = results.waker.figures.as_deref().map(waker);
    let structures = results.structures.figures.as_deref().map(structures);
    let note = format!(
        "Times as multiples of ours, lower is better. {}, {} hardware threads.",
        results.machine.cpu, results.machine.hardware_threads
    );
    let charts = [
        (WAKER, "The waker beside its peers", waker),
        (
            STRUCTURES,
            "Structures of #[waitable] beside their peers",
            structures,
        ),
    ];
    let charts = charts.into_iter().filter_map(|(name, title, charts)| {
        let charts = charts.filter(|charts| !charts.is_empty())?;
        Some((name, chart::file(title, &note, &charts)))
    });
    charts.collect()
}

/// The first cases; the rest is on the page.
fn waker(cases: &[Case]) -> Vec<chart::Chart> {
    let charts = cases
        .iter()
        .take(4)
        .map(|case| cases::chart(case, &case.title));
    charts.collect()
}

/// What most programs do: a task waits, is woken by a message, and receives it. And the round trips of a
/// channel.
fn structures(cases: &[Case]) -> Vec<chart::Chart> {
    let is_shown = |case: &&Case| match case.kind {
        Kind::Cost => case.title.ends_with("poll, send, receive"),
        Kind::Rate => false,
        Kind::Latency => case.group == "channel" && case.title.ends_with("spin"),
    };
    let (mut curves, mut bars): (Vec<_>, Vec<_>) = cases
        .iter()
        .filter(is_shown)
        .partition(|case| case.kind == Kind::Latency);
    bars.append(&mut curves);
    let charts = bars.iter().map(|case| {
        let title = case.title.trim_start_matches("one thread: ");
        cases::chart(case, &format!("{}: {title}", case.group))
    });
    charts.collect()
}
