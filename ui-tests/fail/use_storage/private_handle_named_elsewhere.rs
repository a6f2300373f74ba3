//! The condition has other handles, or another number of them.
mod flags {
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
        fn is_raised(&self) -> bool {
            self.raised.load(SeqCst)
        }
    }
}

fn main() {
    let _: Option<flags::FlagNotifier> = None;
}
