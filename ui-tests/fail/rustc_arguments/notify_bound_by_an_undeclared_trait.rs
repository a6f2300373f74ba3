//! An argument has a type that rustc rejects.
//~ as without the macro
//~ error at `Mesage`: error[E0405]: cannot find trait `Mesage` in this scope
//~ and: a trait with a similar name exists
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

trait Message {
    fn is_urgent(&self) -> bool;
}

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

    #[notify]
    fn send<M: Mesage>(&self, message: M) {
        self.raised.store(message.is_urgent(), SeqCst);
    }
}

fn main() {}

//~ only with the macro
async fn run(flag: Flag) {
    let (notifier, mut waiter) = flag.into_pair();
    notifier.raise();
    waiter.raised().await;
}
