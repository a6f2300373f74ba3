//! The type of the impl is foreign, a reference, unsized, undeclared, or short of generics.
//~ as without the macro
//~ error at `impl u32`: error[E0390]: cannot define inherent `impl` for primitive types
use spmc_waker::waitable;

#[waitable]
impl u32 {
    #[notify]
    fn raise(&self) {}

    #[wait]
    fn is_raised(&self) -> bool {
        *self > 0
    }
}

fn main() {}
