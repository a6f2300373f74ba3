//! `until` does not return `bool`, and does not declare another type.
use spmc_waker::waitable;
use std::sync::Mutex;

#[waitable(until = |slot| slot.value.lock().unwrap().take())]
struct Slot {
    value: Mutex<Option<u32>>,
}

fn main() {}
