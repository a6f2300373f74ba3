//! `SpmcWaker::register` is called without `unsafe`.
use spmc_waker::SpmcWaker;
use std::task::Waker;

fn main() {
    let waker = SpmcWaker::<true>::new();
    waker.register(Waker::noop());
}
