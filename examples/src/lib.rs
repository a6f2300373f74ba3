//! Conditions to copy, one short file each. The examples beside `src` put them to work.

#![forbid(unsafe_code)]

pub mod channel;
pub mod flag;
pub mod join;
pub mod latch;
pub mod oneshot;
pub mod select;
pub mod shutdown;
pub mod wait_group;
pub mod watch;
