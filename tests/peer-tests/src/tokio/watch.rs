//! `tokio::sync::watch`. The names are the same.

pub use spmc_waker_examples::watch::{Receiver, Sender, channel};

pub mod error {
    pub use std::sync::mpsc::{RecvError, SendError};
}
