//! The only unsafe code of the tests.

mod side;
mod task;

pub use side::{RegisteringSide, WakingSide, split};
pub use task::{Event, Probe, Task, WakerRef};
