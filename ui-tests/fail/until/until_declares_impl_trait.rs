//! A check returns `impl Trait`, or something that borrows from an argument.
use spmc_waker::waitable;

#[waitable(until = |slot| -> Option<impl Iterator<Item = u32>> { Some(0..slot.value) })]
struct Slot {
    value: u32,
}

fn main() {}
