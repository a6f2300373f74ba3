//! The handle already has an impl that is written by hand.
//~ error at `Flag` in `struct Flag`: for type `FlagWaiter`
use spmc_waker::waitable;
use std::{
    pin::Pin,
    sync::atomic::{AtomicBool, Ordering::SeqCst},
    task::{Context, Poll},
};

#[waitable(until = |flag| flag.raised.load(SeqCst))]
struct Flag {
    raised: AtomicBool,
}

impl Future for FlagWaiter {
    type Output = ();

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        Poll::Pending
    }
}

fn main() {}
