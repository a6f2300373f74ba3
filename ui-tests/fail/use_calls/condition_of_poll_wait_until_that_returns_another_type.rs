//! A check returns neither `bool`, `Option` nor `Poll`.
use spmc_waker::SpmcWaker;
use std::task::{Context, Waker};

fn main() {
    let waker = SpmcWaker::<true>::new();
    let mut cx = Context::from_waker(Waker::noop());
    // SAFETY: nothing else registers.
    let _ = unsafe { waker.poll_wait_until(&mut cx, || 1) };
}
