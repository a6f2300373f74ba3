//! A generic parameter of the impl exists under a `cfg` only.
//~ error at `cfg` in `impl<#[cfg`: the handles have this parameter in any case: put `#[cfg(…)]` on the item, and write it once for each case
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

use std::marker::PhantomData;

struct Flag<#[cfg(any())] T, U> {
    raised: AtomicBool,
    of: PhantomData<U>,
}

#[waitable]
impl<#[cfg(any())] T, U> Flag<U> {
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
