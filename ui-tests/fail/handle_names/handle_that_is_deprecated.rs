//! A handle is deprecated.
//~ warning at `Raiser` in `raiser: Raiser`: use of deprecated struct `Raiser`: raise it by hand
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(
    #[deprecated(note = "raise it by hand")]
    notifier = Raiser
)]
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

fn raise(raiser: Raiser) {
    raiser.clone().raise();
}

fn main() {
    let (raiser, mut waiter) = Flag { raised: false.into() }.into_pair();
    raise(raiser);
    drop(waiter.raised());
}
