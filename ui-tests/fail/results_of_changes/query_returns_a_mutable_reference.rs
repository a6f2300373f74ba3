//! A `#[query]` method returns nothing, or a value that can change the condition.
use spmc_waker::waitable;
use std::sync::atomic::AtomicBool;

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl<'a> Borrowed<'a> {
    #[notify]
    fn raise(&self) {}

    #[wait]
    fn is_raised(&self) -> bool {
        true
    }

    #[query]
    fn flag(&self) -> &mut Flag {
        unimplemented!()
    }
}

struct Borrowed<'a>(&'a Flag);

fn main() {}
