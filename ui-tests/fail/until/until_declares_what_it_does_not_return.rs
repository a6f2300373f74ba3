//! A check returns neither `bool`, `Option` nor `Poll`.
use spmc_waker::waitable;
use std::sync::Mutex;

#[waitable(until = |slot| -> Option<String> { slot.value.lock().unwrap().take() })]
struct Slot {
    value: Mutex<Option<u32>>,
}

fn main() {}
