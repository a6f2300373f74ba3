//! An option is misspelled, so its value is missing, too.
//~ error at `untli`: unknown option `untli`: did you mean `until`?
use spmc_waker::waitable;
use std::sync::atomic::AtomicBool;

#[waitable(untli = |flag| flag.is_raised())]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
