//! Quantiles.

/// A figure, and what the middle half of the rounds lies between. (More of them would show what else the
/// machine did.)
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Spread {
    pub(crate) low: f64,
    pub(crate) middle: f64,
    pub(crate) high: f64,
}

pub(crate) fn sorted(mut samples: Vec<f64>) -> Vec<f64> {
    samples.sort_by(f64::total_cmp);
    samples
}

/// The sample below which this part of the sorted samples lies.
pub(crate) fn quantile(sorted: &[f64], part: f64) -> f64 {
    sorted[(part * (sorted.len() - 1) as f64).round() as usize]
}

/// The least of some samples; NaN if there are none.
pub(crate) fn minimum(samples: &[f64]) -> f64 {
    samples.iter().copied().fold(f64::NAN, f64::min)
}

/// The greatest of some samples; NaN if there are none.
pub(crate) fn maximum(samples: &[f64]) -> f64 {
    samples.iter().copied().fold(f64::NAN, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_samples() {
        let samples = sorted(vec![30.0, 10.0, 20.0, 50.0, 40.0]);
        assert_eq!(
            [0.0, 0.5, 0.9, 1.0].map(|part| quantile(&samples, part)),
            [10.0, 30.0, 50.0, 50.0]
        );
        assert_eq!(quantile(&[7.0], 0.9), 7.0);
    }

    #[test]
    fn the_ends_of_nothing_are_no_numbers() {
        assert_eq!(minimum(&[3.0, 2.0]), 2.0);
        assert_eq!(maximum(&[3.0, 2.0]), 3.0);
        assert!(minimum(&[]).is_nan() && maximum(&[]).is_nan());
    }
}
