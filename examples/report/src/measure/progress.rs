//! The progress of all parts, and below it that of the one that is being measured.

use crate::Part;
use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use std::time::{Duration, Instant};

pub(super) struct Progress {
    bars: MultiProgress,
    all: ProgressBar,
}

/// A part that is being measured.
pub(super) struct Step<'a> {
    part: Part,
    progress: &'a Progress,
    bar: ProgressBar,
    /// Where the bar of all parts was when this one began.
    begun_at: u64,
    start: Instant,
}

/// Parts of a step.
const FINE: u64 = 1000;

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("the template is valid")
}

impl Progress {
    pub(super) fn start(parts: &[Part]) -> Self {
        let seconds: u64 = parts.iter().map(|part| part.expected_seconds()).sum();
        let bars = MultiProgress::new();
        let all = bars.add(ProgressBar::new(seconds));
        all.set_style(style("all         {wide_bar} {elapsed} of about {msg}"));
        all.set_message(format!("{} min", seconds.div_ceil(60)));
        Self { bars, all }
    }

    pub(super) fn begin(&self, part: Part) -> Step<'_> {
        let bar = self.bars.add(ProgressBar::new(FINE));
        bar.set_style(style("{prefix:11} {wide_bar} {percent:>3} %\n{wide_msg}"));
        bar.set_prefix(part.name());
        Step {
            part,
            progress: self,
            bar,
            begun_at: self.all.position(),
            start: Instant::now(),
        }
    }

    /// Tells a line, above the bars if there is a terminal that has some.
    fn say(&self, line: &str) {
        if self.bars.is_hidden() {
            eprintln!("{line}");
        } else {
            // A terminal that cannot be written to will not show what went wrong, either.
            let _ = self.bars.println(line);
        }
    }
}

impl Step<'_> {
    pub(super) fn message(&self, message: &str) {
        self.bar.set_message(message.to_owned());
        self.progress.all.tick();
    }

    pub(super) fn fraction(&self, done: usize, total: usize) {
        let fraction = done as f64 / total.max(1) as f64;
        self.bar.set_position((fraction * FINE as f64) as u64);
        let seconds = fraction * self.part.expected_seconds() as f64;
        let all = &self.progress.all;
        all.set_position(self.begun_at + seconds as u64);
    }

    pub(super) fn end(self, succeeded: bool) {
        let all = &self.progress.all;
        all.set_position(self.begun_at + self.part.expected_seconds());
        self.bar.finish_and_clear();
        let took = Duration::from_secs(self.start.elapsed().as_secs());
        let outcome = if succeeded { "measured" } else { "FAILED" };
        let name = self.part.name();
        self.progress
            .say(&format!("{name:11} {outcome} in {took:?}"));
    }
}
