//! What the generated handles wrap: a notifier that is shared, and a waiter of which there is one.

#[cfg(feature = "alloc")]
mod first;
mod notifier;
mod waiter;

#[cfg(feature = "alloc")]
pub use first::FirstHandles;
pub use notifier::Notifier;
pub use waiter::Waiter;
