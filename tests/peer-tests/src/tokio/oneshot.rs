//! `tokio::sync::oneshot`.

use error::{RecvError, TryRecvError};
use spmc_waker_examples::oneshot as ours;
use std::{
    pin::Pin,
    task::{Context, Poll},
};

pub mod error {
    /// As in tokio, where its field is private.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct RecvError(());

    impl RecvError {
        pub(super) const fn new() -> Self {
            Self(())
        }
    }

    pub use ::tokio::sync::oneshot::error::TryRecvError;
}

pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let (sender, receiver) = ours::channel();
    (Sender(sender), Receiver(receiver))
}

pub struct Sender<T>(ours::Sender<T>);

impl<T> std::fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sender")
    }
}

impl<T> Sender<T> {
    pub fn send(self, value: T) -> Result<(), T> {
        self.0.send(value)
    }

    pub async fn closed(&mut self) {
        self.0.closed().await;
    }

    pub fn is_closed(&self) -> bool {
        self.0.is_closed()
    }

    pub fn poll_closed(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        self.0.poll_closed(cx)
    }
}

pub struct Receiver<T>(ours::Receiver<T>);

impl<T> std::fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Receiver")
    }
}

impl<T> Receiver<T> {
    pub fn close(&mut self) {
        self.0.close();
    }

    pub fn is_empty(&self) -> bool {
        !self.0.has_message()
    }

    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        match self.0.try_recv() {
            Poll::Ready(Ok(value)) => Ok(value),
            Poll::Ready(Err(_)) => Err(TryRecvError::Closed),
            Poll::Pending => Err(TryRecvError::Empty),
        }
    }

    pub fn blocking_recv(mut self) -> Result<T, RecvError> {
        self.0.blocking_recv().map_err(|_| RecvError::new())
    }
}

impl<T> Future for Receiver<T> {
    type Output = Result<T, RecvError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.poll_recv(cx).map_err(|_| RecvError::new())
    }
}
