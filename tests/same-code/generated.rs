//! The functions, written with the handles that `#[waitable]` generates.
#![forbid(unsafe_code)]

use self::{
    channel::{Receiver, ReceiverRecv, Sender},
    flag::{FlagNotifier, FlagWaiter},
};
use std::{
    pin::Pin,
    sync::atomic::Ordering::Release,
    task::{Context, Poll},
};

#[path = "../../spmc-waker-macros/expansions/source/channel.rs"]
pub mod channel;
#[path = "../../spmc-waker-macros/expansions/source/flag.rs"]
pub mod flag;

#[inline(never)]
pub fn flag_notify(notifier: &FlagNotifier) {
    notifier.notify(|flag| flag.raised.store(true, Release));
}

#[inline(never)]
pub fn flag_await(waiter: Pin<&mut FlagWaiter>, cx: &mut Context<'_>) -> Poll<()> {
    waiter.poll(cx)
}

#[inline(never)]
pub fn channel_send(sender: &Sender<u64>, value: u64) {
    sender.send(value);
}

#[inline(never)]
pub fn channel_poll_recv(receiver: &mut Receiver<u32>, cx: &mut Context<'_>) -> Poll<Option<u32>> {
    receiver.poll_recv(cx)
}

#[inline(never)]
pub fn channel_recv(
    future: Pin<&mut ReceiverRecv<'_, u64>>,
    cx: &mut Context<'_>,
) -> Poll<Option<u64>> {
    future.poll(cx)
}
