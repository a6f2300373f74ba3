//! The type of the impl is foreign, a reference, unsized, undeclared, or short of generics.
//~ as without the macro
//~ error at `Flag`: error[E0425]: cannot find type `Flag` in this scope
use spmc_waker::waitable;

#[waitable]
impl Flag {
    #[notify]
    fn raise(&self) {}

    #[wait]
    fn is_raised(&self) -> bool {
        true
    }
}

fn main() {}
