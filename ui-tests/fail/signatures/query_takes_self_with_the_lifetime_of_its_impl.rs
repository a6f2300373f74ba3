//! A marked method takes `&self` with a lifetime that its handle cannot give it.
//~ error at `'a` in `&'a self`: a `#[query]` method takes `&self` without a named lifetime, which handles could not give it
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag<'a> {
    raised: AtomicBool,
    name: &'a str,
}

#[waitable]
impl<'a> Flag<'a> {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[query]
    fn name(&'a self) -> &'a str {
        self.name
    }
}

fn main() {}
