//! Notifies while nobody waits.

use super::event::{AsyncEvent, Event, EventListener, Ours, OursSeqCst, Tokio};
use crate::{
    tasks::{self, Task},
    threads,
    timing::{Kind, Table, time},
};
use std::{hint::black_box, task::Context};

pub(crate) fn add(table: &mut Table) {
    add_peer::<Ours>(table);
    add_peer::<OursSeqCst>(table);
    add_peer::<Tokio>(table);
    add_peer::<AsyncEvent>(table);
    add_peer::<EventListener>(table);
}

fn add_peer<E: Event>(table: &mut Table) {
    let mut add = |kind, title, batch| table.add(kind, title, E::PEER, batch);
    add(
        Kind::Cost,
        "nobody waits: raise a counter, notify",
        raise::<E>,
    );
    add(Kind::Cost, "nobody waits: notify", notify::<E>);
    add(
        Kind::Rate,
        "nobody waits: notify, two threads at once",
        notify_by_two::<E>,
    );
}

/// An event that has been waited for.
fn used<E: Event>(senders: usize) -> (Vec<E::Sender>, E::Receiver) {
    let (mut senders, mut receiver) = E::new(senders);
    let waker = Task::default().waker();
    let mut cx = Context::from_waker(&waker);
    tasks::woken(&mut cx, E::receive(&mut receiver), || {
        E::send(&mut senders[0]);
    });
    (senders, receiver)
}

fn raise<E: Event>(operations: u64) -> Vec<f64> {
    let (mut senders, _receiver) = used::<E>(1);
    let sender = &mut senders[0];
    time(operations, || E::send(sender))
}

/// The black box is outside of the loop: in it, it takes longer than the single load that a notify may
/// be. (Compilers do not merge or move `SeqCst` operations.)
fn notify<E: Event>(operations: u64) -> Vec<f64> {
    let (senders, _receiver) = used::<E>(1);
    let sender = black_box(&senders[0]);
    time(operations, || E::notify(sender))
}

fn notify_by_two<E: Event>(operations: u64) -> Vec<f64> {
    let (senders, _receiver) = used::<E>(2);
    threads::each(operations, senders, |sender| E::notify(black_box(sender)))
}
