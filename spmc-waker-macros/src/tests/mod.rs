//! Tests of the whole macro.

mod cancelling;
mod fuzz;
mod gaps;
mod hidden;
mod imports;
mod messages;
mod model;
mod prefixes;
mod snapshots;
