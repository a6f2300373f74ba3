//! A check returns neither `bool`, `Option` nor `Poll`.
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

    #[wait(raised, await)]
    fn try_raised(&self) -> Result<u32, String> {
        Ok(1)
    }
}

async fn run(flag: Flag) {
    let (notifier, mut waiter) = flag.into_pair();
    notifier.raise();
    let raised: u32 = waiter.raised().await.unwrap();
    assert_eq!(waiter.try_raised(), Ok(raised));
    assert_eq!(waiter.await, Ok(raised));
}

fn main() {}
