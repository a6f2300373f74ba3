//! A handle outlives the `Waitable` that it borrows.
use spmc_waker::{Waitable, waitable};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst), storage = borrowed)]
struct Flag {
    raised: AtomicBool,
}

fn main() {
    let mut waiter = {
        let flag = Waitable::new(Flag {
            raised: AtomicBool::new(false),
        });
        FlagWaiter::claim(&flag).unwrap()
    };
    waiter.try_wait();
}
