//! The attribute is on something other than a struct or an inherent impl.
//~ error at `waitable` in `#[waitable]`: expected non-macro attribute, found attribute macro `waitable`
use spmc_waker::waitable;

struct Flag {
    #[waitable]
    raised: bool,
}

fn main() {}
