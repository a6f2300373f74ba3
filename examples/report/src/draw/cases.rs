//! The charts and tables of benchmarks.

use super::{
    bars::{Bar, Bars, Look},
    chart::Chart,
    curves, figures,
    scale::Scale,
    tables::{TableRow, table},
};
use crate::results::{Case, Kind, Row, Spread, quantile};
use maud::{Markup, html};
use std::cmp::Ordering;

/// Ratios above this one, and below its inverse, are called equal: they are noise.
const EQUAL: f64 = 0.97;

/// What the peers' bars say.
pub(super) const LEGEND: &str = "Bars show the time of each as a multiple of ours, on a logarithmic \
    scale: to the right of the line (×1) it takes longer than ours, to the left less. Lower is better. \
    ◆ marks ours, ◀ those that are ahead of it in three of four rounds. Thin lines span the middle half \
    of the rounds.";

/// Which of two is ahead, by the ratio of a peer's time to ours: if most rounds say the same.
fn compare(ratio: Spread) -> Ordering {
    let Spread { low, middle, high } = ratio;
    if middle < EQUAL && high < 1.0 {
        Ordering::Less
    } else if middle > 1.0 / EQUAL && low > 1.0 {
        Ordering::Greater
    } else {
        Ordering::Equal
    }
}

fn look(case: &Case, row: &Row) -> Look {
    if row.peer.starts_with("nothing") {
        Look::Floor
    } else if row.is_ours() {
        Look::Ours
    } else if compare(case.ratio(row)) == Ordering::Less {
        Look::Ahead
    } else {
        Look::Behind
    }
}

/// The chart of a case: bars, or curves where the distribution counts.
pub(super) fn chart(case: &Case, title: &str) -> Chart {
    if case.kind == Kind::Latency {
        return curves::draw(case, title);
    }
    let bar = |row: &Row| {
        let shown = case.ratio(row);
        Bar {
            label: row.peer.clone(),
            look: look(case, row),
            shown,
            text: figures::ratio(shown.middle),
            figure: figures::nanos(row.figure(case.kind)),
        }
    };
    let bars: Vec<_> = case.rows.iter().map(bar).collect();
    let compared = bars.iter().filter(|bar| bar.look != Look::Floor);
    let spreads = compared.map(|bar| bar.shown);
    let scale =
        Scale::logarithmic(spreads.flat_map(|Spread { low, middle, high }| [low, middle, high]));
    let captions = ["◀ less time: better", "more time than ours ▶"];
    Bars {
        title: title.to_owned(),
        scale,
        bars,
        captions,
    }
    .draw()
}

/// The figures of a case, for those who want or need them instead of the chart.
pub(super) fn figures_of(case: &Case) -> Markup {
    let headings: &[&str] = match case.kind {
        Kind::Cost => &["", "min, ns", "median, ns", "90 %, ns", "× ours", "spread"],
        Kind::Rate => &["", "min, ns", "median, ns", "million/s", "× ours", "spread"],
        Kind::Latency => &["", "10 %, µs", "50 %, µs", "90 %, µs", "99 %, µs", "× ours"],
    };
    let caption = match case.kind {
        Kind::Cost => {
            "An operation of one thread; × ours is of the minima, its spread that of the middle half of the rounds"
        }
        Kind::Rate => {
            "Several threads; × ours is of the medians, its spread that of the middle half of the rounds"
        }
        Kind::Latency => "Round trips; × ours is of the medians",
    };
    let row = |row: &Row| {
        let Spread { low, middle, high } = case.ratio(row);
        let at = |part| quantile(&row.samples, part);
        let mut cells = Vec::new();
        match case.kind {
            Kind::Cost => cells.extend([0.0, 0.5, 0.9].map(|part| figures::digits(at(part)))),
            Kind::Rate => cells.extend([at(0.0), at(0.5), 1e3 / at(0.5)].map(figures::digits)),
            Kind::Latency => {
                cells.extend([0.1, 0.5, 0.9, 0.99].map(|part| figures::digits(at(part) / 1e3)));
            }
        }
        cells.push(figures::digits(middle));
        if case.kind != Kind::Latency {
            cells.push(format!(
                "{}–{}",
                figures::digits(low),
                figures::digits(high)
            ));
        }
        let class = if row.is_ours() { "ours" } else { "" };
        TableRow::new(&row.peer, cells).looking(class)
    };
    html! {
        details {
            summary { "Figures" }
            (table(caption, headings, case.rows.iter().map(row)))
        }
    }
}

/// All charts of some cases, each with its figures.
pub(super) fn charts<'a>(id: &str, cases: impl Iterator<Item = &'a Case>) -> Markup {
    html! {
        div class="charts" {
            @for (index, case) in cases.enumerate() {
                figure {
                    (chart(case, &case.title).inline(&format!("{id}-{index}")))
                    (figures_of(case))
                }
            }
        }
    }
}

/// Ours beside the quickest other one in each case that has one figure.
pub(super) fn summary(cases: &[Case]) -> Markup {
    let cases = cases.iter().filter(|case| case.kind != Kind::Latency);
    let headings = [
        "case",
        "ours",
        "quickest other",
        "its time",
        "× ours",
        "ours is",
    ];
    let caption = "Ours beside the quickest other one in each case; equal is what differs by less than 3 %, or \
        the other way in a quarter of the rounds";
    table(caption, &headings, cases.filter_map(summary_row))
}

fn summary_row(case: &Case) -> Option<TableRow> {
    let others = case
        .rows
        .iter()
        .filter(|row| matches!(look(case, row), Look::Ahead | Look::Behind));
    let best = others.min_by(|a, b| a.figure(case.kind).total_cmp(&b.figure(case.kind)))?;
    let ratio = case.ratio(best);
    let (class, verdict) = match compare(ratio) {
        Ordering::Less => ("ahead", "behind"),
        Ordering::Equal => ("", "equal"),
        Ordering::Greater => ("", "ahead"),
    };
    let name = format!("{}: {}", case.group, case.title);
    let cells = [
        figures::nanos(case.rows[0].figure(case.kind)),
        best.peer.clone(),
        figures::nanos(best.figure(case.kind)),
        figures::digits(ratio.middle),
        verdict.into(),
    ];
    Some(TableRow::new(name, cells).looking(class))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_peer_is_ahead_if_most_rounds_say_so() {
        let ratio = |low, middle, high| Spread { low, middle, high };
        assert_eq!(compare(ratio(0.7, 0.8, 0.9)), Ordering::Less);
        assert_eq!(
            compare(ratio(0.7, 0.8, 1.1)),
            Ordering::Equal,
            "not most rounds"
        );
        assert_eq!(compare(ratio(0.97, 0.98, 0.99)), Ordering::Equal, "hardly");
        assert_eq!(compare(ratio(1.1, 1.2, 1.3)), Ordering::Greater);
    }
}
