//! A generated method is called with wrong arguments, or its result has another type.
mod flag {
    use spmc_waker::waitable;
    use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

    #[derive(Default)]
    pub struct Flag {
        raised: AtomicBool,
    }

    #[waitable(waiter = Raised { seen: u32 = 0 })]
    impl Flag {
        #[notify]
        pub fn raise(&self) {
            self.raised.store(true, SeqCst);
        }

        #[wait(raised)]
        pub fn is_raised(&self, #[field] seen: &mut u32) -> bool {
            *seen += 1;
            self.raised.load(SeqCst)
        }
    }
}

fn main() {
    let (_notifier, raised) = flag::Flag::default().into_pair();
    println!("{}", raised.seen);
}
