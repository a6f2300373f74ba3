//! An option is in the wrong place, has generics, or has `pub` in the wrong place.
//~ error at `<'a>` in `Raiser<'a>`: the handle has the generics of the condition, which are not repeated: `notifier = Raiser`
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag<'a> {
    raised: &'a AtomicBool,
}

#[waitable(notifier = Raiser<'a>)]
impl<'a> Flag<'a> {
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
