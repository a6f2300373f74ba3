//! The attribute is on something other than a struct or an inherent impl.
use spmc_waker::waitable;

#[waitable]
pub async unsafe fn raised() {}

fn main() {}
