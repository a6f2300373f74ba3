//! The attribute is on something other than a struct or an inherent impl.
use spmc_waker::waitable;

#[waitable(until = |bits| true)]
union Bits {
    int: u32,
    float: f32,
}

fn main() {}
