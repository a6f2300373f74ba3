//! Channels for one value. Each operation is on a new one.

use crate::{
    tasks::{self, Executor, Parks, Spins, Task},
    threads,
    timing::{Kind, Table, time},
};
use spmc_waker_examples::oneshot as ours;
use std::{hint::black_box, task::Context};

trait Oneshot {
    const PEER: &'static str;

    type Sender: Send;
    type Receiver: Future + Send;

    fn new() -> (Self::Sender, Self::Receiver);

    fn send(sender: Self::Sender, value: u64);
}

macro_rules! peers {
    ($($peer:ident: $name:literal, $sender:ty, $receiver:ty, $new:expr;)*) => {$(
        struct $peer;

        impl Oneshot for $peer {
            const PEER: &'static str = $name;

            type Sender = $sender;
            type Receiver = $receiver;

            fn new() -> (Self::Sender, Self::Receiver) {
                $new
            }

            fn send(sender: Self::Sender, value: u64) {
                sender.send(value).expect("the receiver is there");
            }
        }
    )*};
}

peers! {
    Ours: "ours", ours::Sender<u64>, ours::Receiver<u64>, ours::channel();
    Oneshots: "oneshot", oneshot::Sender<u64>, oneshot::AsyncReceiver<u64>, oneshot::async_channel();
    Tokio: "tokio", tokio::sync::oneshot::Sender<u64>, tokio::sync::oneshot::Receiver<u64>,
        tokio::sync::oneshot::channel();
    Futures: "futures", futures::channel::oneshot::Sender<u64>,
        futures::channel::oneshot::Receiver<u64>, futures::channel::oneshot::channel();
}

pub(crate) fn add(table: &mut Table) {
    add_peer::<Ours>(table);
    add_peer::<Oneshots>(table);
    add_peer::<Tokio>(table);
    add_peer::<Futures>(table);
}

fn add_peer<O: Oneshot>(table: &mut Table) {
    let mut add = |kind, title, batch| table.add(kind, title, O::PEER, batch);
    add(Kind::Cost, "one thread: new, drop", unused::<O>);
    add(
        Kind::Cost,
        "one thread: new, send, receive",
        sent_first::<O>,
    );
    add(
        Kind::Cost,
        "one thread: new, poll, send, receive",
        polled_first::<O>,
    );
    add(Kind::Rate, "one sender", flood::<O, 1>);
    add(Kind::Rate, "four senders", flood::<O, 4>);
    let mut add = |title, batch| table.add(Kind::Latency, title, O::PEER, batch);
    add("round trip, threads that park", ping_pong::<O, Parks>);
    add("round trip, threads that spin", ping_pong::<O, Spins>);
}

fn unused<O: Oneshot>(operations: u64) -> Vec<f64> {
    time(operations, || drop(black_box(O::new())))
}

fn sent_first<O: Oneshot>(operations: u64) -> Vec<f64> {
    let waker = Task::default().waker();
    let mut cx = Context::from_waker(&waker);
    time(operations, || {
        let (sender, receiver) = O::new();
        O::send(sender, 1);
        black_box(tasks::ready(&mut cx, receiver));
    })
}

fn polled_first<O: Oneshot>(operations: u64) -> Vec<f64> {
    let task = Task::default();
    let waker = task.waker();
    let mut cx = Context::from_waker(&waker);
    let samples = time(operations, || {
        let (sender, receiver) = O::new();
        black_box(tasks::woken(&mut cx, receiver, || O::send(sender, 1)));
    });
    assert_eq!(task.wakes(), operations, "{}: a lost wakeup", O::PEER);
    samples
}

/// The channels are made before. This thread receives from them in turn, each sender has its share.
fn flood<O: Oneshot, const SENDERS: usize>(messages: u64) -> Vec<f64> {
    let mut shares: [Vec<_>; SENDERS] = [(); SENDERS].map(|()| Vec::new());
    let receivers: Vec<_> = (0..messages as usize)
        .map(|message| {
            let (sender, receiver) = O::new();
            shares[message % SENDERS].push(sender);
            receiver
        })
        .collect();
    let senders = shares.into_iter().map(|share| {
        move || {
            for (message, sender) in (0..).zip(share) {
                O::send(sender, message);
            }
        }
    });
    let receive = async || {
        for receiver in receivers {
            receiver.await;
        }
    };
    threads::flood(messages, senders, || Parks::new().run(receive()))
}

/// The channels are made before.
fn ping_pong<O: Oneshot, E: Executor>(round_trips: u64) -> Vec<f64> {
    let channels = |_| O::new();
    let (to_there, at_there): (Vec<_>, Vec<_>) = (0..round_trips).map(channels).unzip();
    let (to_here, at_here): (Vec<_>, Vec<_>) = (0..round_trips).map(channels).unzip();
    let mut here = to_there.into_iter().zip(at_here);
    let mut there = to_here.into_iter().zip(at_there);
    threads::ping_pong(
        round_trips,
        |executor: &E| {
            let (sender, receiver) = here.next().expect("one for each trip");
            O::send(sender, 1);
            executor.run(receiver);
        },
        |executor: &E| {
            let (sender, receiver) = there.next().expect("one for each trip");
            executor.run(receiver);
            O::send(sender, 1);
        },
    )
}
