//! `storage` has a value that it does not accept.
use spmc_waker::{Waitable, waitable};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(storage = "borrowed")]
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

async fn run(flag: &Waitable<Flag>) {
    let mut waiter = FlagWaiter::claim(flag).unwrap();
    FlagNotifier::new(flag).raise();
    waiter.raised().await;
}

fn main() {}
