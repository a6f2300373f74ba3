//! What a row of a table says, and the macro that makes a table of rows.

/// Whether an outcome is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expect {
    Never,
    Sometimes,
}

/// One litmus test.
pub(crate) struct Litmus {
    pub(crate) name: &'static str,
    pub(crate) expect: Expect,
    /// The name of the same test with a weaker or stronger ordering and the other answer. Empty if there is none.
    pub(crate) twin: &'static str,
    /// The code that the test stands for.
    pub(crate) stands_for: &'static str,
    /// The locations whose initial value is not zero.
    pub(crate) init: &'static str,
    pub(crate) threads: &'static [&'static str],
    /// The bad outcome: any of these conjunctions holds.
    pub(crate) outcome: &'static [&'static str],
}

macro_rules! litmus {
    ($($name:literal $expect:ident, twin $twin:literal, $stands_for:literal, {$($init:literal)?}
        $($thread:expr),+; exists $($outcome:literal)|+)+) => {
        /// All tests.
        pub(crate) const TABLE: &[Litmus] = &[$(Litmus {
            name: $name,
            expect: $expect,
            twin: $twin,
            stands_for: $stands_for,
            init: concat!($($init)?),
            threads: &[$($thread),+],
            outcome: &[$($outcome),+],
        }),+];
    };
}
pub(crate) use litmus;
