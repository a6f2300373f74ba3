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
    fn try_raised(&self) -> Poll<u32> {
        match self.raised.load(SeqCst) {
            true => todo!(),
            false => todo!(),
        }
    }
}

fn main() {}
