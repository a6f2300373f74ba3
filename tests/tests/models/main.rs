//! Models. With `--cfg loom`, loom runs them in every interleaving within its bounds. Otherwise threads run them
//! many times.
#![forbid(unsafe_code)]

mod waitable;
mod waker;
