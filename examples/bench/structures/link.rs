//! Peers through which one message after the other comes, and the cases that they have in common.

use crate::{
    tasks::{self, Executor, Parks, Spins, Task},
    threads,
    timing::{Kind, Table, time},
};
use std::task::Context;

/// One receiver that waits, and senders that make it ready.
pub(crate) trait Link: 'static {
    const PEER: &'static str;

    type Sender: Send;
    type Receiver: Send;

    /// A receiver and that many senders.
    fn new(senders: usize) -> (Vec<Self::Sender>, Self::Receiver);

    fn send(sender: &mut Self::Sender);

    /// Waits for a message, and returns how many have come.
    async fn receive(receiver: &mut Self::Receiver) -> u64;

    /// A receiver and its only sender.
    fn pair() -> (Self::Sender, Self::Receiver) {
        let (mut senders, receiver) = Self::new(1);
        (senders.pop().expect("one was asked for"), receiver)
    }
}

/// A link whose senders wait for room.
pub(crate) trait WaitingLink: Link {
    async fn wait_and_send(sender: &mut Self::Sender);
}

/// Adds the cases of one thread.
pub(crate) fn add_one_thread<L: Link>(table: &mut Table) {
    let mut add = |title, batch| table.add(Kind::Cost, title, L::PEER, batch);
    add("one thread: send, receive", sent_first::<L>);
    add("one thread: poll, send, receive", polled_first::<L>);
}

/// Adds the cases in which this many threads send.
pub(crate) fn add_flood<L: Link, const SENDERS: usize>(title: &'static str, table: &mut Table) {
    table.add(Kind::Rate, title, L::PEER, flood::<L, SENDERS>);
}

/// Adds the case in which one thread sends and waits for room.
pub(crate) fn add_waiting_flood<L: WaitingLink>(title: &'static str, table: &mut Table) {
    table.add(Kind::Rate, title, L::PEER, waiting_flood::<L>);
}

/// Adds the cases of two threads that answer each other.
pub(crate) fn add_ping_pong<L: Link>(table: &mut Table) {
    let mut add = |title, batch| table.add(Kind::Latency, title, L::PEER, batch);
    add("round trip, threads that park", ping_pong::<L, Parks>);
    add("round trip, threads that spin", ping_pong::<L, Spins>);
}

fn sent_first<L: Link>(operations: u64) -> Vec<f64> {
    let (mut sender, mut receiver) = L::pair();
    let waker = Task::default().waker();
    let mut cx = Context::from_waker(&waker);
    time(operations, || {
        L::send(&mut sender);
        tasks::ready(&mut cx, L::receive(&mut receiver));
    })
}

fn polled_first<L: Link>(operations: u64) -> Vec<f64> {
    let (mut sender, mut receiver) = L::pair();
    let task = Task::default();
    let waker = task.waker();
    let mut cx = Context::from_waker(&waker);
    let samples = time(operations, || {
        tasks::woken(&mut cx, L::receive(&mut receiver), || L::send(&mut sender));
    });
    assert!(task.wakes() >= operations, "{}: a lost wakeup", L::PEER);
    samples
}

fn flood<L: Link, const SENDERS: usize>(messages: u64) -> Vec<f64> {
    let (senders, mut receiver) = L::new(SENDERS);
    let senders = senders.into_iter().map(|mut sender| {
        move || {
            for _ in 0..messages / SENDERS as u64 {
                L::send(&mut sender);
            }
        }
    });
    let receive = || Parks::new().run(receive_all::<L>(messages, &mut receiver));
    threads::flood(messages, senders, receive)
}

fn waiting_flood<L: WaitingLink>(messages: u64) -> Vec<f64> {
    let (senders, mut receiver) = L::new(1);
    let senders = senders.into_iter().map(|mut sender| {
        move || {
            Parks::new().run(async {
                for _ in 0..messages {
                    L::wait_and_send(&mut sender).await;
                }
            });
        }
    });
    let receive = || Parks::new().run(receive_all::<L>(messages, &mut receiver));
    threads::flood(messages, senders, receive)
}

async fn receive_all<L: Link>(messages: u64, receiver: &mut L::Receiver) {
    let mut received = 0;
    while received < messages {
        received += L::receive(receiver).await;
    }
}

fn ping_pong<L: Link, E: Executor>(round_trips: u64) -> Vec<f64> {
    let (mut to_there, mut at_there) = L::pair();
    let (mut to_here, mut at_here) = L::pair();
    let here = |executor: &E| {
        L::send(&mut to_there);
        executor.run(L::receive(&mut at_here));
    };
    let there = |executor: &E| {
        executor.run(L::receive(&mut at_there));
        L::send(&mut to_here);
    };
    threads::ping_pong(round_trips, here, there)
}
