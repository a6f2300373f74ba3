//! `futures::channel`.

pub mod mpsc;
pub mod oneshot;
