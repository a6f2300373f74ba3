//! A struct is half-typed.
//~ as without the macro
//~ error at `{` in `{ raised`: expected identifier, found `{`
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst))]
struct {
    raised: AtomicBool,
}

fn main() {}
