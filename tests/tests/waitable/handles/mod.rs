//! The handles: which ones a condition has, their methods, and their traits.

mod auto_traits;
mod debug;
mod kinds;
mod signatures;
mod two_waiters;
mod unwind_safe;
