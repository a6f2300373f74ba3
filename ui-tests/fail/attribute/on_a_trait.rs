//! The attribute is on something other than a struct or an inherent impl.
use spmc_waker::waitable;

#[waitable]
trait Flag {
    #[notify]
    fn raise(&self);

    #[wait]
    fn is_raised(&self) -> bool;
}

fn main() {}
