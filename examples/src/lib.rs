//! Conditions to copy, one short file each. The examples beside `src` put them to work.

#![forbid(unsafe_code)]

pub mod channel;
pub mod flag;
pub mod latch;
