//! The only unsafe code of the tests.

mod side;
mod task;

#[cfg(all(debug_assertions, not(loom)))]
pub use side::register_in_clone;
pub use side::{RegisteringSide, WakingSide, split};
pub use task::{Event, Probe, Task, WakerRef};
