//! A generic parameter of the struct exists under a `cfg` only.
//~ error at `cfg`: the handles have this parameter in any case: put `#[cfg(…)]` on the item, and write it once for each case
use spmc_waker::waitable;
use std::sync::Mutex;

#[waitable(until = |flag| flag.raised.lock().is_ok())]
struct Flag<#[cfg(any())] T> {
    raised: Mutex<bool>,
}

fn main() {}
