//! A result or an argument has a hidden lifetime, `impl Trait`, or `_`.
use spmc_waker::waitable;
use std::sync::Mutex;

#[waitable(until = |slot| -> Option<_> { slot.value.lock().unwrap().take() })]
struct Slot {
    value: Mutex<Option<u32>>,
}

fn main() {}
