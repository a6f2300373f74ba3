//! Distributions as curves: how long the quickest half takes, the slowest hundredth, and so on. Times are
//! on a logarithmic scale, so that rare and slow ones are seen.

use super::{
    chart::{Chart, WIDTH, label},
    figures::{Px, micros, tick},
    scale::Scale,
};
use crate::results::{Case, Row, quantile};
use maud::{Markup, html};

const LEFT: f64 = 30.0;
/// Where the curves end.
const RIGHT: f64 = WIDTH - 143.0;
/// Where the names are, behind a piece of their curve.
const NAME: f64 = RIGHT + 35.0;
const TOP: f64 = 38.0;
const BOTTOM: f64 = 200.0;
const HEIGHT: f64 = 238.0;
const LINE: f64 = 14.0;

/// The parts of the samples at which the curves have points.
const PARTS: [f64; 17] = [
    0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999,
];
const TICKS: [(f64, &str); 6] = [
    (0.01, "1"),
    (0.1, "10"),
    (0.5, "50"),
    (0.9, "90"),
    (0.99, "99"),
    (0.999, "99.9"),
];

/// The curves that are told apart by colour and dashes; more begin anew.
const LOOKS: usize = 8;

pub(super) fn draw(case: &Case, title: &str) -> Chart {
    let figures = case
        .rows
        .iter()
        .flat_map(|row| PARTS.map(|part| quantile(&row.samples, part) / 1e3));
    let scale = Scale::logarithmic(figures).between(BOTTOM, TOP);
    let ends: Vec<_> = case
        .rows
        .iter()
        .map(|row| scale.position(at(row, 0.999)))
        .collect();
    let names = apart(&ends, TOP, BOTTOM + LINE);
    let content = html! {
        (label("title", (0.0, 13.0), WIDTH, title))
        text class="small" x="0" y="28" { "µs a round trip" }
        (axes(&scale))
        @for (index, row) in case.rows.iter().enumerate().rev() {
            @let class = class(index, row);
            g {
                title { (summary(row)) }
                path class=(format!("curve {class}")) d=(path(row, &scale)) {}
                path class=(format!("leader {class}"))
                    d=(format!("M{} {}L{} {}", Px(RIGHT), Px(ends[index]), Px(RIGHT + 12.0), Px(names[index]))) {}
                path class=(format!("curve {class}"))
                    d=(format!("M{} {}h20", Px(RIGHT + 12.0), Px(names[index]))) {}
                (label(&format!("name {class}"), (NAME, names[index] + 4.0), WIDTH - NAME, &row.peer))
            }
        }
    };
    Chart {
        title: title.to_owned(),
        description: case.rows.iter().map(summary).collect::<Vec<_>>().join("; "),
        height: HEIGHT,
        content,
    }
}

/// The first of ours is drawn through, others of ours are dashed.
fn class(index: usize, row: &Row) -> String {
    match (row.is_ours(), index) {
        (true, 0) => "ours".into(),
        (true, _) => "ours other".into(),
        (false, _) => format!("peer{}", index % LOOKS),
    }
}

fn summary(row: &Row) -> String {
    let [half, most, all] = [0.5, 0.9, 0.99].map(|part| micros(quantile(&row.samples, part)));
    format!(
        "{}: 50 % within {half}, 90 % within {most}, 99 % within {all}",
        row.peer
    )
}

fn axes(scale: &Scale) -> Markup {
    html! {
        @for figure in scale.ticks() {
            @let y = scale.position(figure);
            line class="grid" x1=(LEFT) x2=(RIGHT) y1=(Px(y)) y2=(Px(y)) {}
            text class="small end" x=(LEFT - 4.0) y=(Px(y + 4.0)) { (tick(figure)) }
        }
        @for (part, name) in TICKS {
            @let x = Px(x_of(part));
            line class="grid" x1=(x) x2=(x) y1=(TOP) y2=(BOTTOM) {}
            text class="small middle" x=(x) y=(BOTTOM + 14.0) { (name) }
        }
        text class="small" x=(LEFT) y=(BOTTOM + 30.0) { "% of the round trips; lower is better" }
    }
}

/// Both the quickest and the slowest have room: from 1 to 10 % it is as wide as from 90 to 99 %.
fn x_of(part: f64) -> f64 {
    let odds = |part: f64| (part / (1.0 - part)).ln();
    let (first, last) = (odds(PARTS[0]), odds(PARTS[PARTS.len() - 1]));
    LEFT + (odds(part) - first) / (last - first) * (RIGHT - LEFT)
}

fn at(row: &Row, part: f64) -> f64 {
    quantile(&row.samples, part) / 1e3
}

fn path(row: &Row, scale: &Scale) -> String {
    let points =
        PARTS.map(|part| format!("{} {}", Px(x_of(part)), Px(scale.position(at(row, part)))));
    format!("M{}", points.join("L"))
}

/// Positions near these that are a line apart, in the same order, between top and bottom if they fit.
fn apart(wanted: &[f64], top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<_> = (0..wanted.len()).collect();
    order.sort_by(|&a, &b| wanted[a].total_cmp(&wanted[b]));
    let mut positions = wanted.to_vec();
    let mut least = top;
    for &index in &order {
        positions[index] = positions[index].max(least);
        least = positions[index] + LINE;
    }
    let mut greatest = bottom;
    for &index in order.iter().rev() {
        positions[index] = positions[index].min(greatest);
        greatest = positions[index] - LINE;
    }
    positions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_a_line_apart_in_the_order_of_their_curves() {
        let names = apart(&[50.0, 51.0, 10.0, 199.0], 0.0, 200.0);
        assert_eq!(names, [50.0, 64.0, 10.0, 199.0]);
        assert_eq!(
            apart(&[198.0, 199.0, 200.0], 0.0, 200.0),
            [172.0, 186.0, 200.0]
        );
    }

    #[test]
    fn the_quickest_and_the_slowest_have_equal_room() {
        let [one, ten, ninety, most] = [0.01, 0.1, 0.9, 0.99].map(x_of);
        assert!((one - LEFT).abs() < 1e-9);
        assert!(((ten - one) - (most - ninety)).abs() < 1e-9);
        assert!((x_of(0.999) - RIGHT).abs() < 1e-9);
    }
}
