use spmc_waker::{Waitable, waitable};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst), storage = ref)]
struct Flag {
    raised: AtomicBool,
}

fn main() {
    let waiter = {
        let flag = Waitable::new(Flag {
            raised: AtomicBool::new(false),
        });
        flag.waiter().unwrap()
    };
    waiter.try_wait();
}
