use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[wait(raise, by = notifier)]
    fn try_raise(&self) -> bool {
        !self.raised.swap(true, SeqCst)
    }

    #[wait(raised)]
    fn try_raised(&self) -> Option<&AtomicBool> {
        self.raised.load(SeqCst).then_some(&self.raised)
    }
}

async fn run(flag: Flag) {
    let (mut notifier, mut waiter) = flag.into_pair();
    notifier.raise().await;
    let raised: &AtomicBool = waiter.raised().await;
    assert!(raised.load(SeqCst));
}

fn main() {}
