//! The attribute is on something other than a struct or an inherent impl.
//~ error at `thread_local`: `#[waitable]` cannot be put on this
use spmc_waker::waitable;

#[waitable]
thread_local! {}

fn main() {}
