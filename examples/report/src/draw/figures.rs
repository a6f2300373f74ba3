//! Figures as text.

use std::fmt;

/// A position, to a tenth: nobody sees more, and files stay small.
#[derive(Clone, Copy)]
pub(super) struct Px(pub(super) f64);

impl fmt::Display for Px {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // No `-0`.
        write!(f, "{}", (self.0 * 10.0).round() / 10.0 + 0.0)
    }
}

/// Three digits that count, without an exponent.
pub(super) fn digits(figure: f64) -> String {
    match figure.abs() {
        size if size >= 100.0 => format!("{figure:.0}"),
        size if size >= 10.0 => format!("{figure:.1}"),
        size if size >= 0.1 || size == 0.0 => format!("{figure:.2}"),
        _ => format!("{figure:.3}"),
    }
}

/// A round figure as it stands at a tick.
pub(super) fn tick(figure: f64) -> String {
    // Without the noise of its computation.
    format!("{}", (figure * 1e6).round() / 1e6)
}

pub(super) fn nanos(nanos: f64) -> String {
    if nanos < 1e3 {
        format!("{} ns", digits(nanos))
    } else {
        micros(nanos)
    }
}

pub(super) fn micros(nanos: f64) -> String {
    format!("{} µs", digits(nanos / 1e3))
}

pub(super) fn ratio(ratio: f64) -> String {
    format!("×{}", digits(ratio))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_digits_count() {
        let shown = [0.0123, 0.5, 1.234, 12.34, 123.4, 1234.5].map(digits);
        assert_eq!(shown, ["0.012", "0.50", "1.23", "12.3", "123", "1234"]);
    }

    #[test]
    fn times_have_units() {
        assert_eq!(nanos(14.06), "14.1 ns");
        assert_eq!(nanos(30_230.0), "30.2 µs");
    }

    #[test]
    fn positions_and_ticks_carry_no_noise() {
        assert_eq!(Px(-0.01).to_string(), "0");
        assert_eq!(Px(12.3456).to_string(), "12.3");
        assert_eq!(tick(0.1 * 3.0), "0.3");
        assert_eq!(tick(5.0), "5");
    }
}
