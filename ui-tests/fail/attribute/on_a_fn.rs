//! The attribute is on something other than a struct or an inherent impl.
use spmc_waker::waitable;

#[waitable]
fn is_raised() -> bool {
    true
}

fn main() {
    is_raised();
}
