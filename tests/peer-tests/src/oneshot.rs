//! `oneshot`.

pub use oneshot::{RecvError, RecvTimeoutError, TryRecvError};
use spmc_waker_examples::oneshot as ours;
use std::{
    future::IntoFuture,
    pin::Pin,
    sync::{Mutex, MutexGuard},
    task::{Context, Poll},
    time::{Duration, Instant},
};

pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let (sender, receiver) = ours::channel();
    (Sender(sender), Receiver(Mutex::new(receiver)))
}

pub fn async_channel<T>() -> (Sender<T>, AsyncReceiver<T>) {
    let (sender, receiver) = ours::channel();
    (Sender(sender), AsyncReceiver(receiver))
}

pub struct Sender<T>(ours::Sender<T>);

impl<T> std::fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sender")
    }
}

/// The value that was not sent.
#[derive(PartialEq, Eq)]
pub struct SendError<T>(T);

impl<T> std::fmt::Debug for SendError<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SendError")
    }
}

impl<T> SendError<T> {
    pub fn into_inner(self) -> T {
        self.0
    }

    pub const fn as_inner(&self) -> &T {
        &self.0
    }
}

impl<T> Sender<T> {
    pub fn send(self, value: T) -> Result<(), SendError<T>> {
        self.0.send(value).map_err(SendError)
    }

    pub fn is_closed(&self) -> bool {
        self.0.is_closed()
    }
}

/// Theirs receives by `&self`.
pub struct Receiver<T>(Mutex<ours::Receiver<T>>);

impl<T> std::fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Receiver")
    }
}

impl<T> Receiver<T> {
    fn receiver(&self) -> MutexGuard<'_, ours::Receiver<T>> {
        self.0.lock().expect("a receive panicked")
    }

    pub fn recv(self) -> Result<T, RecvError> {
        self.recv_ref()
    }

    pub fn recv_ref(&self) -> Result<T, RecvError> {
        self.receiver().blocking_recv().map_err(|_| RecvError)
    }

    pub fn recv_timeout(&self, timeout: Duration) -> Result<T, RecvTimeoutError> {
        let received = self.receiver().recv_timeout(timeout);
        let received = received.map_err(|_| RecvTimeoutError::Timeout)?;
        received.map_err(|_| RecvTimeoutError::Disconnected)
    }

    pub fn recv_deadline(&self, deadline: Instant) -> Result<T, RecvTimeoutError> {
        let received = self.receiver().recv_deadline(deadline);
        let received = received.map_err(|_| RecvTimeoutError::Timeout)?;
        received.map_err(|_| RecvTimeoutError::Disconnected)
    }

    pub fn try_recv(&self) -> Result<T, TryRecvError> {
        match self.receiver().try_recv() {
            Poll::Ready(received) => received.map_err(|_| TryRecvError::Disconnected),
            Poll::Pending => Err(TryRecvError::Empty),
        }
    }

    pub fn has_message(&self) -> bool {
        self.receiver().has_message()
    }

    pub fn is_closed(&self) -> bool {
        self.receiver().is_closed()
    }
}

impl<T> IntoFuture for Receiver<T> {
    type Output = Result<T, RecvError>;
    type IntoFuture = AsyncReceiver<T>;

    fn into_future(self) -> AsyncReceiver<T> {
        AsyncReceiver(self.0.into_inner().expect("a receive panicked"))
    }
}

pub struct AsyncReceiver<T>(ours::Receiver<T>);

impl<T> std::fmt::Debug for AsyncReceiver<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AsyncReceiver")
    }
}

impl<T> AsyncReceiver<T> {
    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        match self.0.try_recv() {
            Poll::Ready(received) => received.map_err(|_| TryRecvError::Disconnected),
            Poll::Pending => Err(TryRecvError::Empty),
        }
    }

    pub fn has_message(&self) -> bool {
        self.0.has_message()
    }

    pub fn is_closed(&self) -> bool {
        self.0.is_closed()
    }
}

impl<T> Future for AsyncReceiver<T> {
    type Output = Result<T, RecvError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.poll_recv(cx).map_err(|_| RecvError)
    }
}
