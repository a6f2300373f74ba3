//! A check returns a borrow although other waiters wait.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiter = Raiser, waiter = Lowerer)]
impl Flag {
    #[wait(raise, by = Raiser, wakes = Lowerer)]
    fn try_raise(&self) -> bool {
        !self.raised.swap(true, SeqCst)
    }

    #[wait(raised, by = Lowerer)]
    fn try_raised(&self) -> Option<&AtomicBool> {
        self.raised.load(SeqCst).then_some(&self.raised)
    }
}

async fn run(flag: Flag) {
    let (mut raiser, mut lowerer) = flag.into_pair();
    raiser.raise().await;
    let raised: &AtomicBool = lowerer.raised().await;
    assert!(raised.load(SeqCst));
}

fn main() {}
