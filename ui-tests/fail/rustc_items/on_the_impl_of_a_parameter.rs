//! The type of the impl is foreign, a reference, unsized, undeclared, or short of generics.
//~ as without the macro
//~ error at `impl<T> T`: error[E0118]: no nominal type found for inherent implementation
use spmc_waker::waitable;

#[waitable]
impl<T> T {
    #[notify]
    fn raise(&self) {}

    #[wait]
    fn is_raised(&self) -> bool {
        true
    }
}

fn main() {}
