//! Unbounded channels.

use crate::{
    link::{self, Link},
    timing::Table,
};
use futures::StreamExt;
use spmc_waker_examples::channel as ours;

macro_rules! peers {
    ($($peer:ident: $name:literal, $sender:ty, $receiver:ty, $new:expr, $send:expr, $receive:expr;)*) => {$(
        struct $peer;

        impl Link for $peer {
            const PEER: &'static str = $name;

            type Sender = $sender;
            type Receiver = $receiver;

            fn new(senders: usize) -> (Vec<Self::Sender>, Self::Receiver) {
                let (sender, receiver) = $new;
                (vec![sender; senders], receiver)
            }

            fn send(sender: &mut Self::Sender) {
                let send: fn(&Self::Sender, u64) -> bool = $send;
                assert!(send(sender, 1), "the receiver is there");
            }

            async fn receive(receiver: &mut Self::Receiver) -> u64 {
                let receive = $receive;
                receive(receiver).await.expect("the senders are there")
            }
        }
    )*};
}

peers! {
    Ours: "ours", ours::Sender<u64>, ours::Receiver<u64>, ours::Channel::default().into_pair(),
        |sender, value| sender.send(value).is_ok(), ours::Receiver::recv;
    Kanal: "kanal", kanal::AsyncSender<u64>, kanal::AsyncReceiver<u64>, kanal::unbounded_async(),
        |sender, value| sender.try_send(value) == Ok(true), kanal::AsyncReceiver::recv;
    Flume: "flume", flume::Sender<u64>, flume::Receiver<u64>, flume::unbounded(),
        |sender, value| sender.send(value).is_ok(), flume::Receiver::recv_async;
    Futures: "futures", futures::channel::mpsc::UnboundedSender<u64>,
        futures::channel::mpsc::UnboundedReceiver<u64>, futures::channel::mpsc::unbounded(),
        |sender, value| sender.unbounded_send(value).is_ok(), StreamExt::next;
    Tokio: "tokio", tokio::sync::mpsc::UnboundedSender<u64>,
        tokio::sync::mpsc::UnboundedReceiver<u64>, tokio::sync::mpsc::unbounded_channel(),
        |sender, value| sender.send(value).is_ok(), tokio::sync::mpsc::UnboundedReceiver::recv;
    AsyncChannel: "async-channel", async_channel::Sender<u64>, async_channel::Receiver<u64>,
        async_channel::unbounded(),
        |sender, value| sender.try_send(value).is_ok(), async_channel::Receiver::recv;
    Crossfire: "crossfire", crossfire::MTx<crossfire::mpsc::List<u64>>,
        crossfire::AsyncRx<crossfire::mpsc::List<u64>>, crossfire::mpsc::unbounded_async(),
        |sender, value| sender.send(value).is_ok(), crossfire::AsyncRx::recv;
    Asyncband: "asyncband", asyncband::mpmc::UnboundedSender<u64>,
        asyncband::mpmc::UnboundedReceiver<u64>, asyncband::mpmc::unbounded(),
        |sender, value| sender.send(value).is_ok(), asyncband::mpmc::UnboundedReceiver::recv;
}

pub(crate) fn add(table: &mut Table) {
    add_peer::<Ours>(table);
    add_peer::<Kanal>(table);
    add_peer::<Flume>(table);
    add_peer::<Futures>(table);
    add_peer::<Tokio>(table);
    add_peer::<AsyncChannel>(table);
    add_peer::<Crossfire>(table);
    add_peer::<Asyncband>(table);
}

fn add_peer<L: Link>(table: &mut Table) {
    link::add_one_thread::<L>(table);
    link::add_flood::<L, 1>("one sender", table);
    link::add_flood::<L, 4>("four senders", table);
    link::add_ping_pong::<L>(table);
}
