//! The ring in every interleaving: what a model of your own condition may look like.
//!
//! `RUSTFLAGS="--cfg loom" cargo test --release -p spmc-waker-examples --test loom`, or `.ci/models`.
//! `src/spsc.rs` takes its atomics from loom then, and so does the waker.
//!
//! A model that cannot fail shows nothing. This one finds each of these bugs, planted in `Ring`:
//!
//! | bug | what loom reports | in |
//! |---|---|---|
#![cfg(loom)]
#![forbid(unsafe_code)]
