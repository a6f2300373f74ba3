//! `async_channel`.

pub use async_channel::{RecvError, SendError, TryRecvError, TrySendError};
use futures_core::Stream;
use spmc_waker_examples::mpmc;
use std::{
    pin::Pin,
    task::{Context, Poll},
};

pub fn bounded<T>(capacity: usize) -> (Sender<T>, Receiver<T>) {
    let (sender, receiver) = mpmc::bounded(capacity);
    (Sender(sender), Receiver(receiver))
}

pub fn unbounded<T>() -> (Sender<T>, Receiver<T>) {
    let (sender, receiver) = mpmc::unbounded();
    (Sender(sender), Receiver(receiver))
}

macro_rules! both {
    ($($Handle:ident)*) => {$(
        pub struct $Handle<T>(mpmc::$Handle<T>);

        impl<T> std::fmt::Debug for $Handle<T> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(stringify!($Handle))
            }
        }

        impl<T> Clone for $Handle<T> {
            fn clone(&self) -> Self {
                Self(self.0.clone())
            }
        }

        impl<T> $Handle<T> {
            pub fn close(&self) -> bool {
                self.0.close()
            }

            pub fn is_closed(&self) -> bool {
                self.0.is_closed()
            }

            pub async fn closed(&self) {
                self.0.closed().await;
            }

            pub fn capacity(&self) -> Option<usize> {
                self.0.capacity()
            }

            pub fn len(&self) -> usize {
                self.0.len()
            }

            pub fn is_empty(&self) -> bool {
                self.0.is_empty()
            }

            pub fn is_full(&self) -> bool {
                self.0.is_full()
            }

            pub fn sender_count(&self) -> usize {
                self.0.sender_count()
            }

            pub fn receiver_count(&self) -> usize {
                self.0.receiver_count()
            }
        }
    )*};
}

both! { Sender Receiver }

impl<T> Sender<T> {
    pub async fn send(&self, value: T) -> Result<(), SendError<T>> {
        self.0.send(value).await.map_err(SendError)
    }

    pub fn send_blocking(&self, value: T) -> Result<(), SendError<T>> {
        self.0.blocking_send(value).map_err(SendError)
    }

    pub fn try_send(&self, value: T) -> Result<(), TrySendError<T>> {
        self.0.try_send(value).map_err(|error| match error {
            mpmc::TrySendError::Full(value) => TrySendError::Full(value),
            mpmc::TrySendError::Closed(value) => TrySendError::Closed(value),
        })
    }

    pub fn force_send(&self, value: T) -> Result<Option<T>, SendError<T>> {
        self.0.force_send(value).map_err(|error| match error {
            mpmc::TrySendError::Full(value) | mpmc::TrySendError::Closed(value) => SendError(value),
        })
    }
}

impl<T> Receiver<T> {
    pub async fn recv(&self) -> Result<T, RecvError> {
        self.0.recv().await.ok_or(RecvError)
    }

    pub fn recv_blocking(&self) -> Result<T, RecvError> {
        self.0.blocking_recv().ok_or(RecvError)
    }

    pub fn try_recv(&self) -> Result<T, TryRecvError> {
        match self.0.try_recv() {
            Poll::Ready(Some(value)) => Ok(value),
            Poll::Ready(None) => Err(TryRecvError::Closed),
            Poll::Pending => Err(TryRecvError::Empty),
        }
    }
}

impl<T> Stream for Receiver<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        self.0.poll_recv(cx)
    }
}
