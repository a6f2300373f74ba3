//! `tokio::sync::mpsc`: bounded, and without a bound.

use error::{SendError, TryRecvError, TrySendError};
use spmc_waker_examples::{bounded, mpmc};
use std::task::{Context, Poll};

pub mod error {
    pub use ::tokio::sync::mpsc::error::{SendError, TryRecvError, TrySendError};
}

pub fn channel<T>(buffer: usize) -> (Sender<T>, Receiver<T>) {
    assert!(buffer > 0, "mpsc bounded channel requires buffer > 0");
    let (sender, receiver) = bounded::channel(buffer);
    (Sender(sender), Receiver(receiver))
}

pub fn unbounded_channel<T>() -> (UnboundedSender<T>, UnboundedReceiver<T>) {
    let (sender, receiver) = mpmc::unbounded();
    (UnboundedSender(sender), UnboundedReceiver(receiver))
}

fn try_recv_of<T>(received: Poll<Option<T>>) -> Result<T, TryRecvError> {
    match received {
        Poll::Ready(Some(value)) => Ok(value),
        Poll::Ready(None) => Err(TryRecvError::Disconnected),
        Poll::Pending => Err(TryRecvError::Empty),
    }
}

pub struct Sender<T>(bounded::Sender<T>);

impl<T> std::fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sender")
    }
}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

pub struct Permit<'a, T>(bounded::Permit<'a, T>);

impl<T> std::fmt::Debug for Permit<'_, T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Permit")
    }
}

impl<T> Permit<'_, T> {
    pub fn send(self, value: T) {
        self.0.send(value);
    }
}

impl<T> Sender<T> {
    pub async fn send(&self, value: T) -> Result<(), SendError<T>> {
        self.0.send(value).await.map_err(SendError)
    }

    pub fn try_send(&self, value: T) -> Result<(), TrySendError<T>> {
        self.0.try_send(value).map_err(|error| match error {
            bounded::TrySendError::Full(value) => TrySendError::Full(value),
            bounded::TrySendError::Closed(value) => TrySendError::Closed(value),
        })
    }

    pub fn blocking_send(&self, value: T) -> Result<(), SendError<T>> {
        self.0.blocking_send(value).map_err(SendError)
    }

    pub async fn reserve(&self) -> Result<Permit<'_, T>, SendError<()>> {
        self.0
            .reserve()
            .await
            .map(Permit)
            .map_err(|_| SendError(()))
    }

    pub fn try_reserve(&self) -> Result<Permit<'_, T>, TrySendError<()>> {
        self.0
            .try_reserve()
            .map(Permit)
            .map_err(|error| match error {
                bounded::TrySendError::Full(()) => TrySendError::Full(()),
                bounded::TrySendError::Closed(()) => TrySendError::Closed(()),
            })
    }

    pub async fn closed(&self) {
        self.0.closed().await;
    }

    pub fn is_closed(&self) -> bool {
        self.0.is_closed()
    }

    pub fn capacity(&self) -> usize {
        self.0.room()
    }

    pub fn max_capacity(&self) -> usize {
        self.0.capacity()
    }
}

pub struct Receiver<T>(bounded::Receiver<T>);

impl<T> std::fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Receiver")
    }
}

impl<T> Receiver<T> {
    pub async fn recv(&mut self) -> Option<T> {
        self.0.recv().await
    }

    pub fn poll_recv(&mut self, cx: &mut Context<'_>) -> Poll<Option<T>> {
        self.0.poll_recv(cx)
    }

    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        try_recv_of(self.0.try_recv())
    }

    pub fn blocking_recv(&mut self) -> Option<T> {
        self.0.blocking_recv()
    }

    pub async fn recv_many(&mut self, buffer: &mut Vec<T>, limit: usize) -> usize {
        self.0.recv_many(buffer, limit).await
    }

    pub fn close(&mut self) {
        self.0.close();
    }

    pub fn is_closed(&self) -> bool {
        self.0.is_closed()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn capacity(&self) -> usize {
        self.0.room()
    }

    pub fn max_capacity(&self) -> usize {
        self.0.capacity()
    }
}

pub struct UnboundedSender<T>(mpmc::Sender<T>);

impl<T> std::fmt::Debug for UnboundedSender<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("UnboundedSender")
    }
}

impl<T> Clone for UnboundedSender<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> UnboundedSender<T> {
    pub fn send(&self, value: T) -> Result<(), SendError<T>> {
        self.0.try_send(value).map_err(|error| match error {
            mpmc::TrySendError::Full(value) | mpmc::TrySendError::Closed(value) => SendError(value),
        })
    }

    pub async fn closed(&self) {
        self.0.closed().await;
    }

    pub fn is_closed(&self) -> bool {
        self.0.is_closed()
    }
}

pub struct UnboundedReceiver<T>(mpmc::Receiver<T>);

impl<T> std::fmt::Debug for UnboundedReceiver<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("UnboundedReceiver")
    }
}

impl<T> UnboundedReceiver<T> {
    pub async fn recv(&mut self) -> Option<T> {
        self.0.recv().await
    }

    pub fn poll_recv(&mut self, cx: &mut Context<'_>) -> Poll<Option<T>> {
        self.0.poll_recv(cx)
    }

    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        try_recv_of(self.0.try_recv())
    }

    pub fn blocking_recv(&mut self) -> Option<T> {
        self.0.blocking_recv()
    }

    pub fn close(&mut self) {
        self.0.close();
    }

    pub fn is_closed(&self) -> bool {
        self.0.is_closed()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }
}
