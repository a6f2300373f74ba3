//! The handles: which there are, what methods and traits they have.

mod auto_traits;
mod kinds;
mod signatures;
mod two_waiters;
