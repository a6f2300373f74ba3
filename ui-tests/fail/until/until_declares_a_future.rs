//! `until` does not return `bool`, and does not declare another type.
use spmc_waker::waitable;
use std::{pin::Pin, sync::atomic::AtomicBool};

#[waitable(until = |_| -> Pin<Box<dyn Future<Output = bool>>> { todo!() })]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
