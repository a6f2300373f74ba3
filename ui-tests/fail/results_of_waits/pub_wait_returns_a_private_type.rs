//! A type is more private than what is generated from it.
//!
//! Several messages: rustc warns of a private type in a method, and rejects it as an `Output`.
mod flag {
    use spmc_waker::waitable;
    use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

    #[derive(Default)]
    pub struct Flag {
        raised: AtomicBool,
    }

    struct Raised;

    #[waitable]
    impl Flag {
        #[notify]
        pub fn raise(&self) {
            self.raised.store(true, SeqCst);
        }

        #[wait]
        pub fn try_raised(&self) -> Option<Raised> {
            self.raised.load(SeqCst).then_some(Raised)
        }
    }
}

fn main() {
    let (notifier, mut waiter) = flag::Flag::default().into_pair();
    notifier.raise();
    drop(waiter.raised());
}
