//! The type of the impl is foreign, a reference, unsized, undeclared, or short of generics.
use spmc_waker::waitable;

trait Raise {}

#[waitable]
impl dyn Raise {
    #[notify]
    fn raise(&self) {}

    #[wait]
    fn is_raised(&self) -> bool {
        true
    }
}

fn main() {}
