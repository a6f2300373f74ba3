//! The cases, for the tokio that the parent module calls `tokio`.
//!
//! Most have the shapes and numbers of tokio's own benchmark of this channel. There, the receiver of a
//! single-threaded case never waits. Our additional cases make it wait for each message.

use super::{
    channels::{Channel, Roomy, Tight, Unbounded},
    tokio::{
        runtime::{Builder, Runtime},
        sync::mpsc,
        task,
    },
};
use crate::case::{
    Case,
    Threads::{One, Several},
};
use std::{hint::black_box, rc::Rc};

const MESSAGES: usize = 5000;
const SENDERS: usize = 5;
const CHANNELS: usize = 100;

/// How a receiver takes messages.
#[derive(Clone, Copy)]
enum Receive {
    Each,
    Many,
}

/// All cases, in the order of the table.
pub(crate) fn all() -> Vec<Case> {
    let pool = Builder::new_multi_thread()
        .worker_threads(SENDERS + 1)
        .build();
    let pool = &Rc::new(pool.expect("threads can be spawned"));
    let single = Builder::new_current_thread().build();
    let single = &Rc::new(single.expect("it has no threads or drivers"));
    vec![
        created("create, bounded"),
        one_message::<64>("send 0.5 KiB, bounded", pool),
        one_message::<4096>("send 32 KiB, bounded", pool),
        uncontended::<Roomy>("uncontended, bounded", pool, Receive::Each),
        uncontended::<Roomy>("uncontended, bounded, recv_many", pool, Receive::Many),
        uncontended::<Unbounded>("uncontended, unbounded", pool, Receive::Each),
        uncontended::<Unbounded>("uncontended, unbounded, recv_many", pool, Receive::Many),
        waiting::<Roomy>("receiver waits, bounded", single),
        waiting::<Unbounded>("receiver waits, unbounded", single),
        contended::<Roomy>("contended, bounded", pool, Receive::Each),
        contended::<Roomy>("contended, bounded, recv_many", pool, Receive::Many),
        contended::<Tight>("contended, bounded, full", pool, Receive::Each),
        contended::<Tight>("contended, bounded, full, recv_many", pool, Receive::Many),
        contended::<Unbounded>("contended, unbounded", pool, Receive::Each),
        contended::<Unbounded>("contended, unbounded, recv_many", pool, Receive::Many),
    ]
}

/// Creates channels.
fn created(name: &'static str) -> Case {
    Case::new(name, One, CHANNELS, || {
        for _ in 0..CHANNELS {
            black_box(mpsc::channel::<[usize; 64]>(100));
        }
    })
}

/// Creates channels and sends one message of `WORDS` words through each.
fn one_message<const WORDS: usize>(name: &'static str, pool: &Rc<Runtime>) -> Case {
    let pool = pool.clone();
    Case::new(name, One, CHANNELS, move || {
        for _ in 0..CHANNELS {
            let (sender, mut receiver) = mpsc::channel(1000);
            let sent = pool.block_on(sender.send([0_usize; WORDS]));
            sent.expect("the receiver is alive");
            black_box(pool.block_on(receiver.recv()));
        }
    })
}

/// Sends all messages, and then receives them.
fn uncontended<C: Channel>(name: &'static str, pool: &Rc<Runtime>, receive: Receive) -> Case {
    let pool = pool.clone();
    Case::new(name, One, MESSAGES, move || {
        pool.block_on(async {
            let (sender, mut receiver) = C::new();
            send_all::<C>(&sender, MESSAGES).await;
            receive_all::<C>(&mut receiver, receive).await;
        });
    })
}

/// Several tasks send while another receives.
fn contended<C: Channel>(name: &'static str, pool: &Rc<Runtime>, receive: Receive) -> Case {
    let pool = pool.clone();
    Case::new(name, Several, MESSAGES, move || {
        pool.block_on(async {
            let (sender, mut receiver) = C::new();
            for _ in 0..SENDERS {
                let sender = sender.clone();
                task::spawn(async move { send_all::<C>(&sender, MESSAGES / SENDERS).await });
            }
            receive_all::<C>(&mut receiver, receive).await;
        });
    })
}

/// A task waits for each message before another task on the same thread sends it.
fn waiting<C: Channel>(name: &'static str, single: &Rc<Runtime>) -> Case {
    let single = single.clone();
    Case::new(name, One, MESSAGES, move || {
        single.block_on(async {
            let (sender, mut receiver) = C::new();
            let receiving =
                task::spawn(async move { receive_all::<C>(&mut receiver, Receive::Each).await });
            for i in 0..MESSAGES {
                // Let the receiver run until it waits.
                task::yield_now().await;
                C::send(&sender, i).await;
            }
            receiving.await.expect("nothing panics");
        });
    })
}

async fn send_all<C: Channel>(sender: &C::Sender, messages: usize) {
    for i in 0..messages {
        C::send(sender, i).await;
    }
}

async fn receive_all<C: Channel>(receiver: &mut C::Receiver, receive: Receive) {
    match receive {
        Receive::Each => {
            for _ in 0..MESSAGES {
                black_box(C::receive(receiver).await);
            }
        }
        Receive::Many => {
            let mut buffer = Vec::with_capacity(MESSAGES);
            while buffer.len() < MESSAGES {
                C::receive_many(receiver, &mut buffer).await;
            }
            black_box(buffer);
        }
    }
}
