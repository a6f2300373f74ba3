//! The type of the impl is foreign, a reference, unsized, undeclared, or short of generics.
//!
//! Several messages: rustc rejects the user's impl, and that of `Condition`, too.
//!
//! Hidden: private traits, whose requirements lead to the type without a size.
use spmc_waker::waitable;

struct Flags {
    raised: [bool],
}

#[waitable]
impl Flags {
    #[notify]
    fn raise(&self) {}

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised[0]
    }
}

fn main() {}
