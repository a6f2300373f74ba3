//! An argument has a type that rustc rejects.
//~ as without the macro
//~ error at `config`: error[E0433]: cannot find module or crate `config` in this scope
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

    #[notify]
    fn configure(&self, settings: &config::Settings) {
        self.raised.store(settings.raised, SeqCst);
    }
}

fn main() {}

//~ only with the macro
async fn run(flag: Flag) {
    let (notifier, mut waiter) = flag.into_pair();
    notifier.raise();
    waiter.raised().await;
}
