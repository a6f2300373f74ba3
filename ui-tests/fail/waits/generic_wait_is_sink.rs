//! A wait that makes the handle something else is generic.
//~ error at `sink`: a wait with generic parameters cannot be `sink`: a sink says nothing of them
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

    #[wait(raised, sink)]
    fn try_raised<T>(&self, #[once] item: &mut Option<T>) -> Poll<Result<(), T>> {
        item.take().map_or(Poll::Pending, |item| Poll::Ready(Err(item)))
    }
}

fn main() {}
