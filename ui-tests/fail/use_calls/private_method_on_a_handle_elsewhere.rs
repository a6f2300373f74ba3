//! A handle does not have this method.
use flag::Flag;

mod flag {
    use spmc_waker::waitable;
    use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

    #[derive(Default)]
    pub struct Flag {
        raised: AtomicBool,
    }

    #[waitable]
    impl Flag {
        #[notify]
        fn raise(&self) {
            self.raised.store(true, SeqCst);
        }

        #[wait]
        pub fn is_raised(&self) -> bool {
            self.raised.load(SeqCst)
        }
    }
}

fn main() {
    let (notifier, _waiter) = Flag::default().into_pair();
    notifier.raise();
}
