//! There is no such option.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(notifer = Raiser, waiter = Raised)]
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

async fn run(flag: Flag) -> Raiser {
    let (raiser, mut raised) = flag.into_pair();
    raiser.raise();
    raised.raised().await;
    raiser
}

fn main() {}
