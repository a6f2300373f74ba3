//! Tests of the whole macro.

mod fuzz;
mod gaps;
mod messages;
mod prefixes;
mod snapshots;
