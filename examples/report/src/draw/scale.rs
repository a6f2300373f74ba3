//! Axes: from figures to positions, and their ticks.

/// Where figures stand on a chart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    from: f64,
    to: f64,
    is_logarithmic: bool,
    /// The positions of `from` and `to`.
    start: f64,
    end: f64,
}

impl Scale {
    /// A logarithmic scale over these positive figures, with some room at both ends.
    pub(super) fn logarithmic(figures: impl IntoIterator<Item = f64>) -> Self {
        /// So that no scale makes noise look large.
        const LEAST_SPAN: f64 = 2.0;
        const ROOM: f64 = 1.06;
        let positive = figures.into_iter().filter(|figure| *figure > 0.0);
        let (least, greatest) = positive.fold((f64::INFINITY, 0.0_f64), |(least, greatest), f| {
            (least.min(f), greatest.max(f))
        });
        // Without figures there is nothing to draw, but the scale must be one.
        let (least, greatest) = if least <= greatest {
            (least, greatest)
        } else {
            (1.0, 1.0)
        };
        let widen = (LEAST_SPAN / (greatest / least)).max(1.0).sqrt() * ROOM;
        Self {
            from: least / widen,
            to: greatest * widen,
            is_logarithmic: true,
            start: 0.0,
            end: 1.0,
        }
    }

    /// A scale from zero to the greatest of these figures.
    pub(super) fn linear(figures: impl IntoIterator<Item = f64>) -> Self {
        let greatest = figures.into_iter().fold(0.0, f64::max);
        Self {
            from: 0.0,
            to: if greatest > 0.0 { greatest * 1.02 } else { 1.0 },
            is_logarithmic: false,
            start: 0.0,
            end: 1.0,
        }
    }

    /// The same scale between these positions.
    pub(super) const fn between(self, start: f64, end: f64) -> Self {
        Self { start, end, ..self }
    }

    /// Where bars begin: at the ratio of two equal figures, or at zero.
    pub(super) const fn origin(&self) -> f64 {
        if self.is_logarithmic { 1.0 } else { 0.0 }
    }

    /// The position of a figure; of one that is beyond an end, that end.
    pub(super) fn position(&self, figure: f64) -> f64 {
        let figure = figure.clamp(self.from, self.to);
        let part = if self.is_logarithmic {
            (figure / self.from).ln() / (self.to / self.from).ln()
        } else {
            (figure - self.from) / (self.to - self.from)
        };
        self.start + part * (self.end - self.start)
    }

    /// At most about seven round figures that lie on the scale.
    pub(super) fn ticks(&self) -> Vec<f64> {
        if !self.is_logarithmic {
            return self.linear_ticks();
        }
        let (from, to) = (
            self.from.log10().floor() as i32,
            self.to.log10().ceil() as i32,
        );
        // From fine to coarse, until there are few enough.
        let steps: [&[f64]; 4] = [
            &[1.0, 1.5, 2.0, 3.0, 5.0, 7.0],
            &[1.0, 2.0, 5.0],
            &[1.0, 3.0],
            &[1.0],
        ];
        let ticks = steps.map(|step| {
            let powers = (from..=to)
                .flat_map(|power| step.iter().map(move |tick| tick * 10_f64.powi(power)));
            powers
                .filter(|tick| (self.from..=self.to).contains(tick))
                .collect::<Vec<_>>()
        });
        let coarsest = ticks.len() - 1;
        let few = ticks.iter().position(|ticks| ticks.len() <= 7);
        ticks[few.unwrap_or(coarsest)].clone()
    }

    fn linear_ticks(&self) -> Vec<f64> {
        let power = 10_f64.powf((self.to / 5.0).log10().floor());
        let steps = [1.0, 2.0, 5.0, 10.0].map(|step| step * power);
        let step = steps.into_iter().find(|step| self.to / step <= 5.0);
        let step = step.unwrap_or(10.0 * power);
        let count = (self.to / step).floor() as u32;
        (0..=count).map(|tick| f64::from(tick) * step).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{super::figures::tick, *};

    #[test]
    fn equal_ratios_are_equally_far_apart() {
        let scale = Scale::logarithmic([0.25, 4.0]).between(0.0, 100.0);
        let [quarter, half, one, two] = [0.25, 0.5, 1.0, 2.0].map(|figure| scale.position(figure));
        assert!((one - 50.0).abs() < 1e-9, "{one}");
        assert!(((two - one) - (half - quarter)).abs() < 1e-9);
    }

    #[test]
    fn a_scale_may_run_upwards() {
        let scale = Scale::linear([10.0]).between(100.0, 0.0);
        assert!((scale.position(0.0) - 100.0).abs() < 1e-9);
        assert!(scale.position(10.0) < 5.0);
    }

    #[test]
    fn figures_beyond_the_ends_stand_at_the_ends() {
        let scale = Scale::logarithmic([1.0, 10.0]).between(0.0, 100.0);
        assert!(scale.position(1e-9).abs() < 1e-9);
        assert!((scale.position(1e9) - 100.0).abs() < 1e-9);
    }

    #[test]
    fn ticks_are_round_few_and_on_the_scale() {
        let shown = |scale: Scale| scale.ticks().into_iter().map(tick).collect::<Vec<_>>();
        let ratios = shown(Scale::logarithmic([0.4, 6.0]));
        assert_eq!(ratios, ["0.5", "0.7", "1", "1.5", "2", "3", "5"]);
        let wide = shown(Scale::logarithmic([0.01, 140.0]));
        assert_eq!(wide, ["0.01", "0.1", "1", "10", "100"]);
        let seconds = shown(Scale::linear([9.0]));
        assert_eq!(seconds, ["0", "2", "4", "6", "8"]);
        for greatest in [1e-3, 0.7, 1.0, 42.0, 1e6] {
            let ticks = Scale::linear([greatest]).ticks();
            assert!((2..=6).contains(&ticks.len()), "{greatest}: {ticks:?}");
            let ticks = Scale::logarithmic([1.0, greatest]).ticks();
            assert!((2..=10).contains(&ticks.len()), "{greatest}: {ticks:?}");
        }
    }

    #[test]
    fn a_scale_of_nothing_is_a_scale() {
        assert!(Scale::logarithmic([]).position(1.0).is_finite());
        assert!(Scale::linear([]).position(0.0).is_finite());
    }
}
