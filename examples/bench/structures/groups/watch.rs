//! The latest value. The values count up, so that a receiver knows how many were sent.

use crate::{
    link::{self, Link},
    timing::{Kind, Table, time},
};
use spmc_waker_examples::watch as ours;
use std::{hint::black_box, mem};
use tokio::sync::watch as tokio_watch;

/// A sender, and the last value that it has sent; or a receiver, and the last one that it has seen.
struct Counting<H> {
    handle: H,
    last: u64,
}

impl<H> Counting<H> {
    const fn new(handle: H) -> Self {
        Self { handle, last: 0 }
    }

    const fn next(&mut self) -> u64 {
        self.last += 1;
        self.last
    }

    /// How many values were sent since the last one that was seen.
    const fn since_last(&mut self, latest: u64) -> u64 {
        latest - mem::replace(&mut self.last, latest)
    }
}

/// Watches are read without waiting, too, and have several receivers.
trait Watch: Link {
    fn read(receiver: &Self::Receiver) -> u64;

    fn subscribe(sender: &Self::Sender) -> Self::Receiver;
}

/// Two watches of one interface, which `send` alone returns something else from.
macro_rules! peers {
    ($($name:ident = $peer:literal: $watch:ident, $check_sent:expr;)*) => {$(
        struct $name;

        impl Link for $name {
            const PEER: &'static str = $peer;

            type Sender = Counting<$watch::Sender<u64>>;
            type Receiver = Counting<$watch::Receiver<u64>>;

            fn new(senders: usize) -> (Vec<Self::Sender>, Self::Receiver) {
                assert_eq!(senders, 1, "one sender counts");
                let (sender, receiver) = $watch::channel(0);
                (vec![Counting::new(sender)], Counting::new(receiver))
            }

            fn send(sender: &mut Self::Sender) {
                let value = sender.next();
                $check_sent(sender.handle.send(value));
            }

            async fn receive(receiver: &mut Self::Receiver) -> u64 {
                let changed = receiver.handle.changed().await;
                changed.expect("the sender is there");
                let latest = *receiver.handle.borrow_and_update();
                receiver.since_last(latest)
            }
        }

        impl Watch for $name {
            fn read(receiver: &Self::Receiver) -> u64 {
                *receiver.handle.borrow()
            }

            fn subscribe(sender: &Self::Sender) -> Self::Receiver {
                Counting::new(sender.handle.subscribe())
            }
        }
    )*};
}

peers! {
    Ours = "ours": ours, |sent: Result<_, _>| sent.expect("the receiver is there");
    Tokio = "tokio": tokio_watch, |sent: Result<_, _>| sent.expect("the receiver is there");
}

pub(crate) fn add(table: &mut Table) {
    add_peer::<Ours>(table);
    add_peer::<Tokio>(table);
}

fn add_peer<W: Watch>(table: &mut Table) {
    let mut add = |title, batch| table.add(Kind::Cost, title, W::PEER, batch);
    add("read the latest value", read::<W>);
    add("send: one receiver, which does not wait", send::<W, 1>);
    add("send: eight receivers, which do not wait", send::<W, 8>);
    link::add_one_thread::<W>(table);
    link::add_flood::<W, 1>("one sender, the receiver sees the last value", table);
    link::add_ping_pong::<W>(table);
}

fn read<W: Watch>(operations: u64) -> Vec<f64> {
    let (_sender, receiver) = W::pair();
    time(operations, || {
        black_box(W::read(&receiver));
    })
}

fn send<W: Watch, const RECEIVERS: usize>(operations: u64) -> Vec<f64> {
    let (mut sender, _first) = W::pair();
    let _others: Vec<_> = (1..RECEIVERS).map(|_| W::subscribe(&sender)).collect();
    time(operations, || W::send(&mut sender))
}
