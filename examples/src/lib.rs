//! Conditions to copy, one short file each. The examples beside `src` put them to work.

#![forbid(unsafe_code)]

pub mod bounded;
pub mod channel;
pub mod flag;
pub mod irq;
pub mod latch;
#[cfg(loom)]
mod model;
pub mod simulated_uart;
pub mod spsc;
