//! `storage` has a value that it does not accept.
//~ error at `static`: `storage` is `owned`, for handles that own the condition together, or `borrowed`, for handles that borrow it from a `Waitable` of yours
use spmc_waker::{Waitable, waitable};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(storage = static)]
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
