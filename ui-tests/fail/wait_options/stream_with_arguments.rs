//! A wait does not fit a stream.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::task::Poll;

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(next, stream)]
    fn try_next(&self, least: u32) -> Poll<Option<u32>> {
        match self.raised.swap(false, SeqCst) {
            true => Poll::Ready(Some(least)),
            false => Poll::Pending,
        }
    }
}

fn main() {}
