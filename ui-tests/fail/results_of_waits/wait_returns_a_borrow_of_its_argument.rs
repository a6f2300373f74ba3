//! A check returns `impl Trait`, or something that borrows from an argument.
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

    #[wait]
    fn try_read<'a>(&self, buffer: &'a mut [u8]) -> Option<&'a mut [u8]> {
        self.raised.load(SeqCst).then_some(buffer)
    }
}

fn main() {}
