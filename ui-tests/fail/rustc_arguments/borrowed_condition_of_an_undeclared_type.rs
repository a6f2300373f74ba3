//! An argument has a type that rustc rejects.
//~ as without the macro
//~ error at `Value` in `value: Value`: error[E0425]: cannot find type `Value` in this scope
//~ error at `Value` in `&Value`: error[E0425]: cannot find type `Value` in this scope
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(storage = borrowed)]
impl Flag {
    #[notify]
    fn set(&self, value: Value) {
        self.raised.store(value.is_set(), SeqCst);
    }

    #[wait(wakes = none)]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[wait(wakes = none)]
    fn try_value(&self) -> Option<&Value> {
        None
    }
}

fn main() {}
