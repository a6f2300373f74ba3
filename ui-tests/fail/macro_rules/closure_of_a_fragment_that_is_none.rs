//! `until` is not a closure with one parameter.
//~ error at `true`: `until` takes a closure that checks the condition: `|condition| condition.is_met()`
use spmc_waker::waitable;
use std::sync::atomic::AtomicBool;

macro_rules! flag {
    ($check:expr) => {
        #[waitable(until = $check)]
        struct Flag {
            raised: AtomicBool,
        }
    };
}

flag!(true);

fn main() {}
