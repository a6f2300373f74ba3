//! The behaviour of the crates, tested in one program. `models`, `lints` and `allocations` are separate programs:
//! the models also run under loom, some lints apply only to whole crates, and `allocations` replaces the global
//! allocator.
#![cfg(not(any(loom, shuttle)))]
#![forbid(unsafe_code)]

pub mod docs;
mod waitable;
mod waker;
