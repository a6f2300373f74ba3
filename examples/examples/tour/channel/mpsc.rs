//! The channels under comparison, all unbounded.

use super::Message;
use futures::{StreamExt as _, channel::mpsc as futures_mpsc};
use spmc_waker_examples::channel::{Channel, Receiver, Sender};
use tokio::sync::mpsc as tokio_mpsc;

/// A channel from many senders to one receiver.
pub(crate) trait Mpsc {
    type Sender: Clone + Send + 'static;
    type Receiver: Send + 'static;

    fn channel() -> (Self::Sender, Self::Receiver);

    /// A receiver that is gone has reported what was wrong, so nobody misses the message.
    fn send(sender: &Self::Sender, message: Message);

    fn recv(receiver: &mut Self::Receiver) -> impl Future<Output = Option<Message>> + Send;
}

/// `Channel`, which has its handles from `#[waitable]`.
pub(crate) struct Waitable;

impl Mpsc for Waitable {
    type Sender = Sender<Message>;
    type Receiver = Receiver<Message>;

    fn channel() -> (Self::Sender, Self::Receiver) {
        Channel::default().into_pair()
    }

    fn send(sender: &Self::Sender, message: Message) {
        let _ = sender.send(message);
    }

    fn recv(receiver: &mut Self::Receiver) -> impl Future<Output = Option<Message>> + Send {
        receiver.recv()
    }
}

pub(crate) struct TokioMpsc;

impl Mpsc for TokioMpsc {
    type Sender = tokio_mpsc::UnboundedSender<Message>;
    type Receiver = tokio_mpsc::UnboundedReceiver<Message>;

    fn channel() -> (Self::Sender, Self::Receiver) {
        tokio_mpsc::unbounded_channel()
    }

    fn send(sender: &Self::Sender, message: Message) {
        let _ = sender.send(message);
    }

    fn recv(receiver: &mut Self::Receiver) -> impl Future<Output = Option<Message>> + Send {
        receiver.recv()
    }
}

pub(crate) struct FuturesMpsc;

impl Mpsc for FuturesMpsc {
    type Sender = futures_mpsc::UnboundedSender<Message>;
    type Receiver = futures_mpsc::UnboundedReceiver<Message>;

    fn channel() -> (Self::Sender, Self::Receiver) {
        futures_mpsc::unbounded()
    }

    fn send(sender: &Self::Sender, message: Message) {
        let _ = sender.unbounded_send(message);
    }

    fn recv(receiver: &mut Self::Receiver) -> impl Future<Output = Option<Message>> + Send {
        receiver.next()
    }
}
