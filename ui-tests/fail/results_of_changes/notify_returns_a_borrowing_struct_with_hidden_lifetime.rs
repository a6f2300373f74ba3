//! A `#[notify]` method returns something that borrows from the condition.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

struct View<'a>(&'a AtomicBool);

#[waitable]
impl Flag {
    #[notify]
    fn view(&self) -> View {
        View(&self.raised)
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
