//! A check returns `impl Trait`, or something that borrows from an argument.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiter = Raised { name: String })]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(raised)]
    fn try_raised<'a>(&self, #[field] name: &'a mut String) -> Option<&'a str> {
        self.raised.load(SeqCst).then_some(name.as_str())
    }
}

fn main() {}
