//! A check returns neither `bool`, `Option` nor `Poll`.
use spmc_waker::waitable;

#[waitable(until = |slot| -> Result<u32, ()> { Ok(slot.value) })]
struct Slot {
    value: u32,
}

fn main() {}
