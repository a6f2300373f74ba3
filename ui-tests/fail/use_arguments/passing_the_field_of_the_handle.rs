//! A generated method is called with wrong arguments, or its result has another type.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiter = Raised { seen: u32 = 0 })]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(raised)]
    fn is_raised(&self, #[field] seen: &mut u32) -> bool {
        *seen += 1;
        self.raised.load(SeqCst)
    }
}

fn main() {
    let flag = Flag {
        raised: AtomicBool::new(false),
    };
    let (_notifier, mut raised) = flag.into_pair();
    raised.is_raised(&mut 1);
}
