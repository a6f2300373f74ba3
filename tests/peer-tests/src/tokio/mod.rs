//! `tokio::sync`.

pub mod broadcast;
pub mod mpsc;
mod notify;
pub mod oneshot;
mod semaphore;
pub mod watch;

pub use notify::Notify;
pub use semaphore::{Semaphore, TryAcquireError};
pub use spmc_waker_examples::barrier::Barrier;
