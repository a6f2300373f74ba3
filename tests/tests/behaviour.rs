//! What the crates do, in one program. `models`, `lints` and `allocations` are programs of their own: the models
//! also run under loom, some lints are for whole crates only, and `allocations` replaces the global allocator.
#![cfg(not(loom))]
#![forbid(unsafe_code)]

pub mod docs;
mod waitable;
mod waker;
