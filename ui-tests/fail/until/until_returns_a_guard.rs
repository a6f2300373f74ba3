//! `until` does not return `bool`, and does not declare another type.
use spmc_waker::waitable;
use std::sync::Mutex;

#[waitable(until = |slot| -> Option<std::sync::MutexGuard<'_, u32>> { slot.value.try_lock().ok() })]
struct Slot {
    value: Mutex<u32>,
}

fn main() {}
