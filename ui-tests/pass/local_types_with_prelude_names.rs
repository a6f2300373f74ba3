#![deny(warnings)]
#![allow(dead_code)]

use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

pub struct Option;
pub struct Poll;
pub struct Future;
pub struct Result;
pub struct Arc;
struct Pin;
struct Context;
struct Waker;
struct Clone;
struct Debug;
struct Send;
struct Unpin;
struct Self_;
mod core {}
mod std_ {}
mod spmc {}

#[waitable(until = |flag| flag.raised.load(SeqCst))]
pub struct Flag {
    raised: AtomicBool,
}

pub struct Slot {
    filled: AtomicBool,
}

#[waitable]
impl Slot {
    #[notify]
    pub fn fill(&self, _: Option, _: Arc) -> Result {
        self.filled.store(true, SeqCst);
        Result
    }

    #[wait(full, default)]
    pub fn is_full(&self) -> bool {
        self.filled.load(SeqCst)
    }

    #[wait(value)]
    pub fn try_value(&self) -> ::core::task::Poll<Result> {
        ::core::task::Poll::Ready(Result)
    }

    #[on_drop(notifier)]
    fn close(&self) {}
}

fn main() {
    let filled = AtomicBool::new(false);
    let (notifier, waiter) = Slot { filled }.into_pair();
    let Result = notifier.fill(Option, Arc);
    assert!(waiter.is_full());
    let raised = AtomicBool::new(true);
    assert!(Flag { raised }.into_pair().1.try_wait());
}
