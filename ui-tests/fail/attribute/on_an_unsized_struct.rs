//! The type of the impl is foreign, a reference, unsized, undeclared, or short of generics.
//!
//! Several messages: rustc rejects the user's impl, and that of `Condition`, too.
//!
//! Hidden: private traits, on the way to what has no size.
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
