//! The type of the impl is foreign, a reference, unsized, undeclared, or short of generics.
//~ as without the macro
//~ error at `Signal`: error[E0425]: cannot find type `Signal` in this scope
use spmc_waker::waitable;

#[waitable(until = |flag| flag.raised.get())]
struct Flag {
    raised: Signal,
}

fn main() {}
