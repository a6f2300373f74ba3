//! The only unsafe code of the tests.

mod cell;
mod set;
mod side;
mod task;

pub use cell::{Exclusive, Watched};
pub use set::{FixedSide, Handle, LoneSide, Set, Wait, fixed_set, set};
#[cfg(all(debug_assertions, not(any(loom, shuttle))))]
pub use side::register_in_clone;
pub use side::{RegisteringSide, WakingSide, split};
pub use task::{Event, Probe, Task, WakerRef};
