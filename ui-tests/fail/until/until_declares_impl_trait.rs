use spmc_waker::waitable;

#[waitable(until = |slot| -> Option<impl Iterator<Item = u32>> { Some(0..slot.value) })]
struct Slot {
    value: u32,
}

fn main() {}
