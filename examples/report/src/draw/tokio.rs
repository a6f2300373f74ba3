//! Our waker in tokio's channel.

use super::{
    bars::{Bar, Bars, Look},
    chart::Chart,
    figures,
    scale::Scale,
    tables::{TableRow, table},
};
use crate::results::{BeforeAfter, Ratio, Spread};
use maud::{Markup, html};

const TIMES: &str =
    "Nanoseconds per operation with tokio’s own waker (before) and with ours (after)";
pub(super) const TIME_HEADINGS: [&str; 7] = [
    "",
    "before, min",
    "median",
    "after, min",
    "median",
    "× min",
    "× median",
];
pub(super) const EXECUTED: &str =
    "Executed per operation: locked / all instructions, those of libc left out";

pub(super) fn in_tokio(cases: &[BeforeAfter]) -> Markup {
    let after = |case: &BeforeAfter| bar(case, &case.ratio);
    let seqcst = |case: &BeforeAfter| Some(bar(case, case.seqcst_ratio.as_ref()?));
    let charts = [
        ("with SpmcWaker<true>", cases.iter().map(after).collect()),
        (
            "with SpmcWaker<false>, and SeqCst conditions",
            cases.iter().filter_map(seqcst).collect(),
        ),
    ];
    html! {
        p {
            "tokio’s published mpsc channel with our waker in the place of its own. Bars show its time then "
            "as a multiple of its time before: to the left of the line (×1) it is quicker with ours. Lower "
            "is better. Thin lines span the middle half of the rounds. The minimum counts where one thread "
            "is busy, the median where several are."
        }
        div class="charts" {
            @for (index, (title, bars)) in charts.into_iter().enumerate() {
                @let bars: Vec<Bar> = bars;
                @if !bars.is_empty() {
                    figure { (chart(title, bars).inline(&format!("tokio-{index}"))) }
                }
            }
        }
        @let counted: Vec<_> = cases.iter().filter_map(counted).collect();
        div class="tables" {
            (table(TIMES, &TIME_HEADINGS, cases.iter().map(row)))
            @if !counted.is_empty() { (table(EXECUTED, &["", "before", "after"], counted)) }
        }
    }
}

/// A chart of ratios.
pub(super) fn chart(title: &str, bars: Vec<Bar>) -> Chart {
    let ends = bars
        .iter()
        .flat_map(|bar| [bar.shown.low, bar.shown.middle, bar.shown.high, 1.0]);
    let scale = Scale::logarithmic(ends);
    let captions = ["◀ quicker with ours: better", "slower with ours ▶"];
    Bars {
        title: title.into(),
        scale,
        bars,
        captions,
    }
    .draw()
}

pub(super) fn bar(case: &BeforeAfter, ratio: &Ratio) -> Bar {
    let middle = if case.is_of_one_thread() {
        ratio.min
    } else {
        ratio.median
    };
    Bar {
        label: case.case.clone(),
        look: if middle > 1.0 {
            Look::Behind
        } else {
            Look::Ours
        },
        shown: Spread {
            low: ratio.low,
            middle,
            high: ratio.high,
        },
        text: figures::ratio(middle),
        figure: String::new(),
    }
}

pub(super) fn row(case: &BeforeAfter) -> TableRow {
    let (before, after, ratio) = (&case.before_ns, &case.after_ns, &case.ratio);
    let nanos = [before.min, before.median, after.min, after.median];
    let cells = nanos.into_iter().chain([ratio.min, ratio.median]);
    TableRow::new(&case.case, cells.map(figures::digits))
}

pub(super) fn counted(case: &BeforeAfter) -> Option<TableRow> {
    let counts = case.counts.as_ref()?;
    let cell = |of: &str| {
        let count = counts.get(of)?;
        let [locked, all] = [count.locked, count.instructions].map(figures::digits);
        Some(format!("{locked} / {all}"))
    };
    Some(TableRow::new(&case.case, [cell("before")?, cell("after")?]))
}
