//! Tests of the structures. Each runs on several executors, within a time limit.
#![cfg(not(loom))]
#![forbid(unsafe_code)]

mod bounded;
mod channel;
mod channels;
mod cooperative;
mod flag;
mod join;
mod latch;
mod oneshot;
mod race;
mod readiness;
mod select;
mod shutdown;
mod spsc;
mod support;
mod uart;
mod wait_group;
mod watch;
