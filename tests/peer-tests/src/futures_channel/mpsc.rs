//! `futures::channel::mpsc`: bounded, and without a bound.

use futures_core::Stream;
use futures_sink::Sink;
use spmc_waker_examples::{bounded, mpmc};
use std::{
    error::Error,
    fmt,
    pin::Pin,
    task::{Context, Poll},
};

/// Theirs has room for one more value for each sender, whose `send` waits until it is received.
pub fn channel<T>(buffer: usize) -> (Sender<T>, Receiver<T>) {
    let (sender, receiver) = bounded::channel(buffer.max(1));
    (Sender(sender), Receiver(receiver))
}

pub fn unbounded<T>() -> (UnboundedSender<T>, UnboundedReceiver<T>) {
    let (sender, receiver) = mpmc::unbounded();
    (UnboundedSender(sender), UnboundedReceiver(receiver))
}

/// Why nothing was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SendError {
    is_full: bool,
}

impl SendError {
    pub const fn is_full(&self) -> bool {
        self.is_full
    }

    pub const fn is_disconnected(&self) -> bool {
        !self.is_full
    }
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("send failed")
    }
}

impl Error for SendError {}

const DISCONNECTED: SendError = SendError { is_full: false };

/// The same, with the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrySendError<T> {
    error: SendError,
    value: T,
}

impl<T> TrySendError<T> {
    pub const fn is_full(&self) -> bool {
        self.error.is_full
    }

    pub const fn is_disconnected(&self) -> bool {
        !self.error.is_full
    }

    pub fn into_inner(self) -> T {
        self.value
    }

    pub fn into_send_error(self) -> SendError {
        self.error
    }
}

/// Why nothing was received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TryRecvError {
    Empty,
    Closed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecvError;

macro_rules! receivers {
    ($($Receiver:ident: $ours:ident;)*) => {$(
        pub struct $Receiver<T>($ours::Receiver<T>);

        impl<T> std::fmt::Debug for $Receiver<T> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(stringify!($Receiver))
            }
        }

        impl<T> $Receiver<T> {
            pub fn close(&mut self) {
                self.0.close();
            }

            pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
                match self.0.try_recv() {
                    Poll::Ready(Some(value)) => Ok(value),
                    Poll::Ready(None) => Err(TryRecvError::Closed),
                    Poll::Pending => Err(TryRecvError::Empty),
                }
            }

            pub async fn recv(&mut self) -> Result<T, RecvError> {
                self.0.recv().await.ok_or(RecvError)
            }
        }

        impl<T> Stream for $Receiver<T> {
            type Item = T;

            fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
                self.0.poll_recv(cx)
            }
        }
    )*};
}

receivers! {
    Receiver: bounded;
    UnboundedReceiver: mpmc;
}

macro_rules! senders {
    ($($Sender:ident: $ours:ident;)*) => {$(
        pub struct $Sender<T>($ours::Sender<T>);

        impl<T> std::fmt::Debug for $Sender<T> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(stringify!($Sender))
            }
        }

        impl<T> Clone for $Sender<T> {
            fn clone(&self) -> Self {
                Self(self.0.clone())
            }
        }

        impl<T> $Sender<T> {
            fn try_to_send(&self, value: T) -> Result<(), TrySendError<T>> {
                self.0.try_send(value).map_err(|error| {
                    let (is_full, value) = match error {
                        $ours::TrySendError::Full(value) => (true, value),
                        $ours::TrySendError::Closed(value) => (false, value),
                    };
                    let error = SendError { is_full };
                    TrySendError { error, value }
                })
            }

            pub fn is_closed(&self) -> bool {
                self.0.is_closed()
            }
        }

        impl<T> Sink<T> for $Sender<T> {
            type Error = SendError;

            fn poll_ready(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), SendError>> {
                Pin::new(&mut self.0).poll_ready(cx).map_err(|_| DISCONNECTED)
            }

            fn start_send(mut self: Pin<&mut Self>, item: T) -> Result<(), SendError> {
                Pin::new(&mut self.0).start_send(item).map_err(|_| DISCONNECTED)
            }

            fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), SendError>> {
                Pin::new(&mut self.0).poll_flush(cx).map_err(|_| DISCONNECTED)
            }

            fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), SendError>> {
                Pin::new(&mut self.0).poll_close(cx).map_err(|_| DISCONNECTED)
            }
        }
    )*};
}

senders! {
    Sender: bounded;
    UnboundedSender: mpmc;
}

impl<T> Sender<T> {
    pub fn try_send(&mut self, value: T) -> Result<(), TrySendError<T>> {
        self.try_to_send(value)
    }
}

impl<T> UnboundedSender<T> {
    pub fn unbounded_send(&self, value: T) -> Result<(), TrySendError<T>> {
        self.try_to_send(value)
    }

    pub fn close_channel(&self) {
        self.0.close();
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
