//! A million messages from four threads to one task, through three channels.

mod ledger;
mod mpsc;

use crate::{
    executor::Executor,
    report::{Entry, Figure, Passed},
};
use ledger::Ledger;
use mpsc::{FuturesMpsc, Mpsc, TokioMpsc, Waitable};
use std::{
    sync::{Arc, Barrier},
    thread,
    time::{Duration, Instant},
};

const SENDERS: u32 = 4;
const PER_SENDER: u32 = 250_000;
const TOTAL: u32 = SENDERS * PER_SENDER;
/// The channels take turns, so that a slow moment of the machine does not hit only one of them.
const ROUNDS: usize = if cfg!(debug_assertions) { 1 } else { 5 };

pub(crate) struct Message {
    sender: u32,
    number: u32,
}

struct Peer {
    name: &'static str,
    transfer: fn(&Executor) -> Result<Duration, String>,
}

const OURS: &str = "channel";
/// Ours first; the others are compared with it.
const PEERS: [Peer; 3] = [
    Peer {
        name: OURS,
        transfer: transfer::<Waitable>,
    },
    Peer {
        name: "  tokio::sync::mpsc",
        transfer: transfer::<TokioMpsc>,
    },
    Peer {
        name: "  futures::channel::mpsc",
        transfer: transfer::<FuturesMpsc>,
    },
];

pub(crate) fn run(executor: &Executor) -> Vec<Entry> {
    let mut times = [const { Vec::new() }; PEERS.len()];
    for _ in 0..ROUNDS {
        for (peer, times) in PEERS.iter().zip(&mut times) {
            times.push((peer.transfer)(executor));
        }
    }

    let rates = times.map(|times| {
        let times = times.into_iter().collect::<Result<_, String>>()?;
        Ok(f64::from(TOTAL) / median(times).as_secs_f64())
    });
    let ours = rates[0].clone().ok();
    let entry = |(Peer { name, .. }, rate): (_, Result<f64, _>)| Entry {
        name,
        outcome: rate.map(|rate| Passed {
            figure: Figure::MessagesPerSecond(rate),
            note: match ours {
                _ if name == OURS => "#[waitable], with a buffer in the receiver".to_owned(),
                Some(ours) => format!("{:.2} times ours", rate / ours),
                None => "not compared: ours failed".to_owned(),
            },
        }),
    };
    PEERS.into_iter().zip(rates).map(entry).collect()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// How long it takes to send all messages, and to receive and check them.
fn transfer<M: Mpsc>(executor: &Executor) -> Result<Duration, String> {
    let (sender, mut receiver) = M::channel();
    let start = Arc::new(Barrier::new(SENDERS as usize + 1));
    for number in 0..SENDERS {
        let (sender, start) = (sender.clone(), Arc::clone(&start));
        thread::spawn(move || {
            start.wait();
            send_all::<M>(&sender, number);
        });
    }
    // The receiver is to see the end when the threads are done.
    drop(sender);
    executor.run(async move {
        start.wait();
        let start = Instant::now();
        receive_all::<M>(&mut receiver).await?;
        Ok(start.elapsed())
    })?
}

fn send_all<M: Mpsc>(sender: &M::Sender, number: u32) {
    for message in 0..PER_SENDER {
        M::send(
            sender,
            Message {
                sender: number,
                number: message,
            },
        );
    }
}

async fn receive_all<M: Mpsc>(receiver: &mut M::Receiver) -> Result<(), String> {
    let mut ledger = Ledger::default();
    while let Some(message) = M::recv(receiver).await {
        ledger.enter(&message)?;
    }
    ledger.close()
}
