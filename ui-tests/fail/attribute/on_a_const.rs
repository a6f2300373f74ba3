//! The attribute is on something other than a struct or an inherent impl.
//~ error at `const`: `#[waitable]` cannot be put on a value
use spmc_waker::waitable;

#[waitable]
const RAISED: bool = false;

fn main() {}
