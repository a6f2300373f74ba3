//! `tokio::sync::broadcast`.

use error::{RecvError, SendError, TryRecvError};
use spmc_waker_examples::broadcast as ours;
use std::task::Poll;

pub mod error {
    pub use ::tokio::sync::broadcast::error::{RecvError, SendError, TryRecvError};
}

/// tokio rounds the capacity up, and so does this.
pub fn channel<T: Clone>(capacity: usize) -> (Sender<T>, Receiver<T>) {
    assert!(
        capacity <= usize::MAX >> 1,
        "broadcast channel capacity exceeded `usize::MAX / 2`"
    );
    let (sender, receiver) = ours::channel(match capacity {
        0 => 0,
        _ => capacity.next_power_of_two(),
    });
    (Sender(sender), Receiver(receiver))
}

pub struct Sender<T: Clone>(ours::Sender<T>);

impl<T: Clone> std::fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sender")
    }
}

impl<T: Clone> Clone for Sender<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T: Clone> Sender<T> {
    pub fn send(&self, value: T) -> Result<usize, SendError<T>> {
        self.0.send(value).map_err(|error| SendError(error.0))
    }

    pub fn subscribe(&self) -> Receiver<T> {
        Receiver(self.0.subscribe())
    }

    pub fn receiver_count(&self) -> usize {
        self.0.receiver_count()
    }

    pub async fn closed(&self) {
        self.0.closed().await;
    }
}

pub struct Receiver<T: Clone>(ours::Receiver<T>);

impl<T: Clone> std::fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Receiver")
    }
}

impl<T: Clone> Receiver<T> {
    pub async fn recv(&mut self) -> Result<T, RecvError> {
        self.0.recv().await.map_err(|error| match error {
            ours::RecvError::Closed => RecvError::Closed,
            ours::RecvError::Lagged(missed) => RecvError::Lagged(missed),
        })
    }

    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        match self.0.try_recv() {
            Poll::Ready(Ok(value)) => Ok(value),
            Poll::Ready(Err(ours::RecvError::Closed)) => Err(TryRecvError::Closed),
            Poll::Ready(Err(ours::RecvError::Lagged(missed))) => Err(TryRecvError::Lagged(missed)),
            Poll::Pending => Err(TryRecvError::Empty),
        }
    }

    pub fn blocking_recv(&mut self) -> Result<T, RecvError> {
        self.0.blocking_recv().map_err(|error| match error {
            ours::RecvError::Closed => RecvError::Closed,
            ours::RecvError::Lagged(missed) => RecvError::Lagged(missed),
        })
    }

    pub fn resubscribe(&self) -> Self {
        Self(self.0.resubscribe())
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn is_closed(&self) -> bool {
        self.0.is_closed()
    }

    pub fn sender_strong_count(&self) -> usize {
        self.0.sender_count()
    }
}
