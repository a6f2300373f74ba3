//! The attribute is on something other than a struct or an inherent impl.
//~ error at `fn` in `fn raise`: `#[waitable]` cannot be put on a function
use spmc_waker::waitable;

struct Flag;

impl Flag {
    #[waitable]
    fn raise(&self) {}
}

fn main() {}
