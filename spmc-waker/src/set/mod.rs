//! Many slots, and words of bits that say which of them may be registered.

mod fixed;
#[cfg(feature = "alloc")]
mod growing;
#[cfg(feature = "alloc")]
mod own;
mod panics;
mod registration;
#[cfg(feature = "alloc")]
mod segment;
mod wake;
mod word;

pub use fixed::{FixedPlace, FixedSet};
#[cfg(feature = "alloc")]
pub use growing::{GrowingSet, Held};
#[cfg(feature = "alloc")]
pub use own::Own;
pub use registration::{Place, Registration};
