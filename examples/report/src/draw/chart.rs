//! What all charts have: a size, a name, and a frame to stand in.
//!
//! They are written as SVG by our own hand, with `maud` for the syntax: so their colours are the page's
//! variables, for light and dark, which no plotting crate's are.

use super::figures::Px;
use maud::{Markup, PreEscaped, html};

/// All charts have this width, which fits a narrow screen. Wide ones show several side by side.
pub(super) const WIDTH: f64 = 344.0;

/// The colours and letters of charts.
pub(super) const CHART_STYLE: &str = include_str!("charts.css");

/// The width of a letter, at most on average: how wide it is, only those know who show it.
const LETTER: f64 = 7.0;

/// A text of this class that begins there, squeezed if it might need more room.
pub(super) fn label(class: &str, (x, y): (f64, f64), room: f64, text: &str) -> Markup {
    let needed = text.chars().count() as f64 * LETTER;
    let squeezed = (needed > room).then_some(Px(room));
    html! {
        text class=(class) x=(Px(x)) y=(Px(y)) textLength=[squeezed]
            lengthAdjust=[squeezed.map(|_| "spacingAndGlyphs")] { (text) }
    }
}

pub(super) struct Chart {
    pub(super) title: String,
    /// What it shows, for those who do not see it.
    pub(super) description: String,
    pub(super) height: f64,
    pub(super) content: Markup,
}

impl Chart {
    /// Within a page, which has the style. The id must be that of no other chart.
    pub(super) fn inline(&self, id: &str) -> Markup {
        let (title_id, description_id) = (format!("{id}-title"), format!("{id}-description"));
        html! {
            svg class="chart" viewBox=(format!("0 0 {WIDTH} {}", Px(self.height))) role="img"
                aria-labelledby=(format!("{title_id} {description_id}")) {
                title id=(title_id) { (self.title) }
                desc id=(description_id) { (self.description) }
                (self.content)
            }
        }
    }
}

/// A file of its own, with charts in two columns: each in the one that is shorter so far.
pub(super) fn file(title: &str, note: &str, charts: &[Chart]) -> String {
    const MARGIN: f64 = 16.0;
    const GAP: f64 = 28.0;
    const HEAD: f64 = 56.0;
    let width = 2.0 * WIDTH + GAP + 2.0 * MARGIN;
    let lefts = [MARGIN, MARGIN + WIDTH + GAP];
    let mut tops = [HEAD; 2];
    let mut placed = Vec::new();
    for chart in charts {
        let column = usize::from(tops[1] < tops[0]);
        placed.push((chart, lefts[column], tops[column]));
        tops[column] += chart.height + MARGIN;
    }
    let height = tops[0].max(tops[1]);
    let descriptions = charts
        .iter()
        .map(|chart| format!("{}: {}", chart.title, chart.description));
    let description = descriptions.collect::<Vec<_>>().join("\n");
    let markup = html! {
        svg xmlns="http://www.w3.org/2000/svg" width=(Px(width)) height=(Px(height))
            viewBox=(format!("0 0 {} {}", Px(width), Px(height))) role="img"
            aria-labelledby="title description" {
            title id="title" { (title) }
            desc id="description" { (description) }
            style { (PreEscaped(CHART_STYLE)) }
            rect class="paper" width="100%" height="100%" rx="8" {}
            text class="head" x=(MARGIN) y="26" { (title) }
            text class="small" x=(MARGIN) y="44" { (note) }
            @for (chart, left, top) in placed {
                g transform=(format!("translate({} {})", Px(left), Px(top))) { (chart.content) }
            }
        }
    };
    markup.into_string() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_texts_are_squeezed() {
        let [short, long] = ["short", "a text of many letters"]
            .map(|text| label("title", (0.0, 13.0), 100.0, text).into_string());
        assert!(!short.contains("textLength"), "{short}");
        assert!(long.contains(r#"textLength="100""#), "{long}");
    }
}
