//! Channels with room for 64 values.

use crate::{
    link::{self, Link, WaitingLink},
    timing::Table,
};
use futures::{SinkExt, StreamExt};
use spmc_waker_examples::{bounded, spsc};
use std::thread;

const ROOM: usize = 64;

macro_rules! peers {
    ($(
        $peer:ident: $name:literal, $sender:ty, $receiver:ty, $new:expr,
            $try_send:expr, $receive:expr $(, wait: $send:expr)?;
    )*) => {$(
        struct $peer;

        impl Link for $peer {
            const PEER: &'static str = $name;

            type Sender = $sender;
            type Receiver = $receiver;

            fn new(senders: usize) -> (Vec<Self::Sender>, Self::Receiver) {
                let (sender, receiver) = $new;
                (vec![sender; senders], receiver)
            }

            /// Lets others run while there is no room.
            fn send(sender: &mut Self::Sender) {
                let try_send: fn(&mut Self::Sender, u64) -> bool = $try_send;
                while !try_send(sender, 1) {
                    thread::yield_now();
                }
            }

            async fn receive(receiver: &mut Self::Receiver) -> u64 {
                let receive = $receive;
                receive(receiver).await.expect("the senders are there")
            }
        }

        $(impl WaitingLink for $peer {
            async fn wait_and_send(sender: &mut Self::Sender) {
                let send = $send;
                send(sender, 1).await.expect("the receiver is there");
            }
        })?
    )*};
}

peers! {
    Ours: "ours: bounded", bounded::Sender<u64>, bounded::Receiver<u64>,
        bounded::Bounded::new(ROOM).into_pair(),
        |sender, value| sender.try_send(value).is_ok(), bounded::Receiver::recv;
    Tachyonix: "tachyonix", tachyonix::Sender<u64>, tachyonix::Receiver<u64>,
        tachyonix::channel(ROOM), |sender, value| sender.try_send(value).is_ok(),
        tachyonix::Receiver::recv, wait: tachyonix::Sender::send;
    Kanal: "kanal", kanal::AsyncSender<u64>, kanal::AsyncReceiver<u64>,
        kanal::bounded_async(ROOM), |sender, value| sender.try_send(value) == Ok(true),
        kanal::AsyncReceiver::recv, wait: kanal::AsyncSender::send;
    Flume: "flume", flume::Sender<u64>, flume::Receiver<u64>,
        flume::bounded(ROOM), |sender, value| sender.try_send(value).is_ok(),
        flume::Receiver::recv_async, wait: flume::Sender::send_async;
    Futures: "futures", futures::channel::mpsc::Sender<u64>, futures::channel::mpsc::Receiver<u64>,
        futures::channel::mpsc::channel(ROOM), |sender, value| sender.try_send(value).is_ok(),
        StreamExt::next, wait: SinkExt::send;
    Thingbuf: "thingbuf", thingbuf::mpsc::Sender<u64>, thingbuf::mpsc::Receiver<u64>,
        thingbuf::mpsc::channel(ROOM), |sender, value| sender.try_send(value).is_ok(),
        thingbuf::mpsc::Receiver::recv, wait: thingbuf::mpsc::Sender::send;
    Tokio: "tokio", tokio::sync::mpsc::Sender<u64>, tokio::sync::mpsc::Receiver<u64>,
        tokio::sync::mpsc::channel(ROOM), |sender, value| sender.try_send(value).is_ok(),
        tokio::sync::mpsc::Receiver::recv, wait: tokio::sync::mpsc::Sender::send;
    AsyncChannel: "async-channel", async_channel::Sender<u64>, async_channel::Receiver<u64>,
        async_channel::bounded(ROOM), |sender, value| sender.try_send(value).is_ok(),
        async_channel::Receiver::recv, wait: async_channel::Sender::send;
    Chenal: "chenal", chenal::mpsc::MTx<u64>, chenal::mpsc::Rx<u64>,
        chenal::mpsc::channel(ROOM), |sender, value| sender.try_send(value).is_ok(),
        chenal::mpsc::Rx::recv, wait: chenal::mpsc::MTx::send;
    Crossfire: "crossfire", crossfire::MAsyncTx<crossfire::mpsc::Array<u64>>,
        crossfire::AsyncRx<crossfire::mpsc::Array<u64>>, crossfire::mpsc::bounded_async(ROOM),
        |sender, value| sender.try_send(value).is_ok(),
        crossfire::AsyncRx::recv,
        wait: async |sender: &mut crossfire::MAsyncTx<crossfire::mpsc::Array<u64>>, value| {
            sender.send(value).await
        };
    Asyncband: "asyncband", asyncband::mpmc::BoundedSender<u64>,
        asyncband::mpmc::BoundedReceiver<u64>, asyncband::mpmc::bounded(ROOM),
        |sender, value| sender.try_send(value).is_ok(),
        asyncband::mpmc::BoundedReceiver::recv, wait: asyncband::mpmc::BoundedSender::send;
}

/// Has a single sender, and cases of its own for it.
struct Ring;

impl Link for Ring {
    const PEER: &'static str = "ours: spsc ring";

    type Sender = spsc::Producer<u64>;
    type Receiver = spsc::Consumer<u64>;

    fn new(senders: usize) -> (Vec<Self::Sender>, Self::Receiver) {
        assert_eq!(senders, 1, "a ring has one producer");
        let (producer, consumer) = spsc::ring(ROOM);
        (vec![producer], consumer)
    }

    fn send(producer: &mut Self::Sender) {
        let mut value = Some(1);
        while producer.try_push(&mut value).is_pending() {
            thread::yield_now();
        }
    }

    async fn receive(consumer: &mut Self::Receiver) -> u64 {
        consumer.pop().await.expect("the producer is there")
    }
}

impl WaitingLink for Ring {
    async fn wait_and_send(producer: &mut Self::Sender) {
        producer.push(1).await.expect("the consumer is there");
    }
}

pub(crate) fn add(table: &mut Table) {
    add_trying::<Ours>(table);
    add_spsc::<Ring>(table);
    add_waiting::<Ring>(table);
    link::add_ping_pong::<Ring>(table);
    add_both::<Tachyonix>(table);
    add_both::<Kanal>(table);
    add_both::<Flume>(table);
    add_both::<Futures>(table);
    add_both::<Thingbuf>(table);
    add_both::<Tokio>(table);
    add_both::<AsyncChannel>(table);
    add_both::<Chenal>(table);
    add_both::<Crossfire>(table);
    add_both::<Asyncband>(table);
}

fn add_both<L: WaitingLink>(table: &mut Table) {
    add_trying::<L>(table);
    add_waiting::<L>(table);
}

fn add_trying<L: Link>(table: &mut Table) {
    add_spsc::<L>(table);
    link::add_flood::<L, 4>("four senders, who try again while it is full", table);
    link::add_ping_pong::<L>(table);
}

fn add_spsc<L: Link>(table: &mut Table) {
    link::add_one_thread::<L>(table);
    link::add_flood::<L, 1>("one sender, who tries again while it is full", table);
}

fn add_waiting<L: WaitingLink>(table: &mut Table) {
    link::add_waiting_flood::<L>("one sender, who waits for room", table);
}
