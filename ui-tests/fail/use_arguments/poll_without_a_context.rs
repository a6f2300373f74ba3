//! A generated method is called with wrong arguments, or its result has another type.
//~ error at `poll_raised`: error[E0061]: this method takes 1 argument but 0 arguments were supplied
//~ and: argument #1 of type `&mut Context<'_>` is missing
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
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

async fn run(flag: Flag) {
    let (notifier, mut waiter) = flag.into_pair();
    let _ = waiter.poll_raised();
}

fn main() {}
