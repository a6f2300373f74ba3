//! The type of the impl is foreign, a reference, unsized, undeclared, or short of generics.
//~ as without the macro
//~ error at `'s` in `fn(&'s`: error[E0261]: use of undeclared lifetime name `'s`
//~ error at `'t` in `Fn(&'t`: error[E0261]: use of undeclared lifetime name `'t`
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag<A, B> {
    raised: AtomicBool,
    calls: (A, B),
}

#[waitable]
impl Flag<fn(&'s u8), Box<dyn Fn(&'t u8)>> {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
