//! The waker, which knows nothing of conditions.

mod contract;
mod panics;
mod paused;
mod registrar;
