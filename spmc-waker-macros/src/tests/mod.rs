//! Tests of the whole macro.

mod fuzz;
mod messages;
mod prefixes;
mod snapshots;
