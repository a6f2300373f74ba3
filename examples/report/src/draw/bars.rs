//! Bars, one below the other, each with its spread.

use super::{
    chart::{Chart, WIDTH, label},
    figures::{Px, tick},
    scale::Scale,
};
use crate::results::Spread;
use maud::{Markup, html};

const HEAD: f64 = 26.0;
const ROW: f64 = 31.0;
/// From the top of a row: the line of its text, and the middle of its bar.
const TEXT: f64 = 11.0;
const BAR: f64 = 20.0;
const THICKNESS: f64 = 9.0;
const FOOT: f64 = 34.0;
/// The columns end here: of the measured figure, and of what the bar shows.
const FIGURE_END: f64 = WIDTH - 62.0;
/// The widest figure has this much room, and so has what the bar shows.
const FIGURE: f64 = 58.0;
/// Bars keep clear of the edges, so that the letters of the outer ticks are within.
const EDGE: f64 = 8.0;

/// How a bar looks: what it says must be seen in grey, too.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Ours,
    /// Behind ours, or equal.
    Behind,
    /// Ahead of ours.
    Ahead,
    /// Not compared: what the measurement itself takes.
    Floor,
}

pub(super) struct Bar {
    pub(super) label: String,
    pub(super) look: Look,
    pub(super) shown: Spread,
    /// What the bar shows, as text.
    pub(super) text: String,
    /// What was measured, as text, if that is something else.
    pub(super) figure: String,
}

pub(super) struct Bars {
    pub(super) title: String,
    pub(super) scale: Scale,
    pub(super) bars: Vec<Bar>,
    /// What stands below the axis, at its left and right.
    pub(super) captions: [&'static str; 2],
}

impl Look {
    const fn class(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Behind => "behind",
            Self::Ahead => "ahead",
            Self::Floor => "floor",
        }
    }

    /// Stands before the label.
    const fn mark(self) -> &'static str {
        match self {
            Self::Ours => "◆ ",
            Self::Ahead => "◀ ",
            Self::Behind | Self::Floor => "",
        }
    }
}

impl Bars {
    pub(super) fn draw(&self) -> Chart {
        let scale = self.scale.between(EDGE, WIDTH - EDGE);
        let bottom = HEAD + ROW * self.bars.len() as f64;
        let content = html! {
            (label("title", (0.0, 13.0), WIDTH, &self.title))
            (axis(&scale, bottom, self.captions))
            @for (index, bar) in self.bars.iter().enumerate() {
                g transform=(format!("translate(0 {})", Px(HEAD + ROW * index as f64))) {
                    (bar.draw(&scale))
                }
            }
        };
        let summaries = self.bars.iter().map(Bar::summary);
        Chart {
            title: self.title.clone(),
            description: summaries.collect::<Vec<_>>().join("; "),
            height: bottom + FOOT,
            content,
        }
    }
}

fn axis(scale: &Scale, bottom: f64, [left, right]: [&str; 2]) -> Markup {
    html! {
        @for figure in scale.ticks() {
            @let x = Px(scale.position(figure));
            line class="grid" x1=(x) x2=(x) y1=(bottom) y2=(bottom + 3.0) {}
            text class="small middle" x=(x) y=(bottom + 14.0) { (tick(figure)) }
        }
        text class="small" x="0" y=(bottom + 28.0) { (left) }
        text class="small end" x=(WIDTH) y=(bottom + 28.0) { (right) }
    }
}

impl Bar {
    fn summary(&self) -> String {
        let (label, figure, text) = (&self.label, &self.figure, &self.text);
        if figure.is_empty() {
            format!("{label}: {text}")
        } else {
            format!("{label}: {figure}, {text}")
        }
    }

    fn draw(&self, scale: &Scale) -> Markup {
        let class = self.look.class();
        let name = format!("{}{}", self.look.mark(), self.label);
        let next_column = if self.figure.is_empty() {
            WIDTH
        } else {
            FIGURE_END
        };
        let Spread { low, middle, high } = self.shown;
        let [low, middle, high, origin] =
            [low, middle, high, scale.origin()].map(|figure| scale.position(figure));
        html! {
            title { (self.summary()) }
            (grid(scale))
            (label(class, (0.0, TEXT), next_column - FIGURE, &name))
            text class=(format!("{class} end")) x=(FIGURE_END) y=(TEXT) { (self.figure) }
            text class=(format!("{class} end strong")) x=(WIDTH) y=(TEXT) { (self.text) }
            @if self.look != Look::Floor {
                rect class=(class) x=(Px(middle.min(origin))) y=(BAR - THICKNESS / 2.0)
                    width=(Px((middle - origin).abs().max(1.0))) height=(THICKNESS) rx="1" {}
                (spread(low, high))
            }
            @if self.look == Look::Ours && middle == origin {
                path class="ours" d=(format!("M{} {BAR}l5-5 5 5-5 5z", Px(origin - 5.0))) {}
            }
        }
    }
}

/// The lines of the axis, as far as they lie behind this bar: behind text they would hinder reading.
fn grid(scale: &Scale) -> Markup {
    let origin = Px(scale.position(scale.origin()));
    let [top, bottom] = [BAR - 6.0, BAR + 7.0];
    let lines = scale.ticks().into_iter().map(|figure| {
        let x = Px(scale.position(figure));
        format!("M{x} {top}V{bottom}")
    });
    html! {
        path class="grid" d=(lines.collect::<String>()) {}
        line class="origin" x1=(origin) x2=(origin) y1=(top) y2=(bottom) {}
    }
}

fn spread(low: f64, high: f64) -> Markup {
    html! {
        @if high - low > 1.0 {
            line class="spread" x1=(Px(low)) x2=(Px(high)) y1=(BAR) y2=(BAR) {}
            @for end in [low, high] {
                line class="spread" x1=(Px(end)) x2=(Px(end)) y1=(BAR - 3.0) y2=(BAR + 3.0) {}
            }
        }
    }
}
