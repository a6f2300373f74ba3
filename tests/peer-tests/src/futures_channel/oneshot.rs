//! `futures::channel::oneshot`.

pub use futures_channel::oneshot::Canceled;
use spmc_waker_examples::oneshot as ours;
use std::{
    pin::Pin,
    task::{Context, Poll},
};

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

    pub async fn cancellation(&mut self) {
        self.0.closed().await;
    }

    pub fn poll_canceled(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        self.0.poll_closed(cx)
    }

    pub fn is_canceled(&self) -> bool {
        self.0.is_closed()
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

    pub fn try_recv(&mut self) -> Result<Option<T>, Canceled> {
        match self.0.try_recv() {
            Poll::Ready(Ok(value)) => Ok(Some(value)),
            Poll::Ready(Err(_)) => Err(Canceled),
            Poll::Pending => Ok(None),
        }
    }
}

impl<T> Future for Receiver<T> {
    type Output = Result<T, Canceled>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.poll_recv(cx).map_err(|_| Canceled)
    }
}
