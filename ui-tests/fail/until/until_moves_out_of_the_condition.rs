//! An error in a closure has nothing to do with the macro.
use spmc_waker::waitable;

#[waitable(until = |slot| -> Option<String> { Some(slot.value) })]
struct Slot {
    value: String,
}

fn main() {}
