//! What generated handles wrap: a notifier, a lone waiter, or one of many waiters.
//!
//! These types have functions and no methods. A generated handle holds one of them in a field, and rustc would suggest
//! a method of the field where a user calls one that the handle does not have.

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
