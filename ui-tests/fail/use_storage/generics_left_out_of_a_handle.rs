//! The condition has other handles, or another number of them.
//~ error at `FlagNotifier`: error[E0107]: missing generics for struct `FlagNotifier`
//~ and: add missing generic argument
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag<T> {
    raised: AtomicBool,
    value: T,
}

#[waitable]
impl<T> Flag<T> {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn keep(_: FlagNotifier) {}

fn main() {}
