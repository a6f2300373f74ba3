//! Shared by the tests: a facade over loom, shuttle and the standard library, time limits, a task whose waker
//! detects misuse, and a safe handle for the registering side of a `SpmcWaker`.
#![deny(unsafe_code)]

pub mod facade;
#[cfg(shuttle)]
pub mod random;
// The tests themselves forbid unsafe code.
#[allow(
    unsafe_code,
    reason = "raw wakers, and the registering side's unsafe methods"
)]
pub mod raw;
#[cfg(not(any(loom, shuttle)))]
pub mod time_limit;
