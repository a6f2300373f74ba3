//! A wait that makes the handle something else is generic.
//~ error at `stream`: a wait with generic parameters cannot be `stream`: a stream says nothing of them
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

    #[wait(raised, stream)]
    fn try_raised<const N: usize>(&self) -> Poll<Option<[u8; N]>> {
        Poll::Pending
    }
}

fn main() {}
