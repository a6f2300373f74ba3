//! A handle outlives the `Waitable` that it borrows.
use spmc_waker::{Waitable, waitable};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst), storage = borrowed)]
struct Flag {
    raised: AtomicBool,
}

fn main() {
    let flag = Waitable::new(Flag {
        raised: AtomicBool::new(false),
    });
    let mut waiter = FlagWaiter::claim(&flag).unwrap();
    let flag = flag.into_inner();
    waiter.try_wait();
    drop(flag);
}
