//! Conditions to copy, one short file each. The examples beside `src` put them to work.

#![forbid(unsafe_code)]

pub mod bounded;
pub mod channel;
pub mod flag;
pub mod irq;
pub mod join;
pub mod latch;
#[cfg(loom)]
mod model;
pub mod oneshot;
pub mod select;
pub mod shutdown;
pub mod simulated_uart;
pub mod spsc;
pub mod wait_group;
pub mod watch;
