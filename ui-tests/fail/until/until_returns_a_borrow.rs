//! `until` does not return `bool`, and does not declare another type.
use spmc_waker::waitable;

#[waitable(until = |slot| -> Option<&u32> { Some(&slot.value) })]
struct Slot {
    value: u32,
}

fn main() {}
