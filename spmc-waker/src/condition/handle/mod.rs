//! What the generated handles wrap: a notifier, a lone waiter, or one of many waiters.
//!
//! What they do are functions, not methods. A generated handle holds one of these in a field, and for a
//! method that it does not have rustc would suggest that of the field.

mod access;
mod closing;
mod ending;
#[cfg(feature = "alloc")]
mod first;
mod notifier;
mod waiter;
mod waiters;

use access::access_to_condition;

pub use ending::{Closable, Fielded};
#[cfg(feature = "alloc")]
pub use first::FirstHandles;
pub use notifier::Notifier;
pub use waiter::Waiter;
pub use waiters::Waiters;
