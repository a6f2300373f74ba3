//! Tests of the whole macro.

mod cancelling;
mod documentation;
mod fuzz;
mod gaps;
mod imports;
mod messages;
mod model;
mod prefixes;
mod snapshots;
