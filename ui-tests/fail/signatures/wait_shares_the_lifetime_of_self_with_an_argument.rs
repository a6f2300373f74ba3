//! A marked method takes `&self` with a lifetime that its handle cannot give it.
//~ error at `'a` in `&'a self`: a `#[wait]` method takes `&self` without a named lifetime, which handles could not give it
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(either)]
    fn try_either<'a>(&'a self, other: &'a AtomicBool) -> Option<&'a AtomicBool> {
        [&self.raised, other]
            .into_iter()
            .find(|flag| flag.load(SeqCst))
    }
}

fn main() {}
