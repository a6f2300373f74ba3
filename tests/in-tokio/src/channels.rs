//! The channels of the tokio that the parent module calls `tokio`, behind one trait.

use super::tokio::sync::mpsc::{self, Receiver, Sender, UnboundedReceiver, UnboundedSender};
use std::future::Future;

/// A channel of numbers.
pub(crate) trait Channel: 'static {
    type Sender: Clone + Send + Sync + 'static;
    type Receiver: Send + 'static;

    fn new() -> (Self::Sender, Self::Receiver);

    fn send(sender: &Self::Sender, message: usize) -> impl Future<Output = ()> + Send;

    fn receive(receiver: &mut Self::Receiver) -> impl Future<Output = usize> + Send;

    /// Receives at least one message, and at most as many as fit into the buffer.
    fn receive_many(
        receiver: &mut Self::Receiver,
        buffer: &mut Vec<usize>,
    ) -> impl Future<Output = ()> + Send;
}

/// A bounded channel.
pub(crate) struct Bounded<const CAPACITY: usize>;

/// A bounded channel with more room than any case needs.
pub(crate) type Roomy = Bounded<1_000_000>;

/// A bounded channel with so little room that senders wait.
pub(crate) type Tight = Bounded<100>;

pub(crate) struct Unbounded;

impl<const CAPACITY: usize> Channel for Bounded<CAPACITY> {
    type Sender = Sender<usize>;
    type Receiver = Receiver<usize>;

    fn new() -> (Sender<usize>, Receiver<usize>) {
        mpsc::channel(CAPACITY)
    }

    async fn send(sender: &Sender<usize>, message: usize) {
        sender.send(message).await.expect("the receiver is alive");
    }

    async fn receive(receiver: &mut Receiver<usize>) -> usize {
        receiver.recv().await.expect("a sender is alive")
    }

    async fn receive_many(receiver: &mut Receiver<usize>, buffer: &mut Vec<usize>) {
        let room = buffer.capacity() - buffer.len();
        assert_ne!(
            receiver.recv_many(buffer, room).await,
            0,
            "a sender is alive"
        );
    }
}

impl Channel for Unbounded {
    type Sender = UnboundedSender<usize>;
    type Receiver = UnboundedReceiver<usize>;

    fn new() -> (UnboundedSender<usize>, UnboundedReceiver<usize>) {
        mpsc::unbounded_channel()
    }

    async fn send(sender: &UnboundedSender<usize>, message: usize) {
        sender.send(message).expect("the receiver is alive");
    }

    async fn receive(receiver: &mut UnboundedReceiver<usize>) -> usize {
        receiver.recv().await.expect("a sender is alive")
    }

    async fn receive_many(receiver: &mut UnboundedReceiver<usize>, buffer: &mut Vec<usize>) {
        let room = buffer.capacity() - buffer.len();
        assert_ne!(
            receiver.recv_many(buffer, room).await,
            0,
            "a sender is alive"
        );
    }
}
