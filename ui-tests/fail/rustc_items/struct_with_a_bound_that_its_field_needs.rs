//! The struct, or the head of the impl, is one that rustc rejects.
//~ as without the macro
//~ error at `Lock<T>` in `lock: Lock<T>`: error[E0277]: `T` cannot be shared
use spmc_waker::waitable;
use std::sync::{RwLock, atomic::AtomicBool};

struct Lock<T: Sync>(RwLock<T>);

#[waitable(until = |flag| flag.raised.load(std::sync::atomic::Ordering::SeqCst))]
struct Flag<T> {
    raised: AtomicBool,
    lock: Lock<T>,
}

fn main() {}
