//! `#[once]` is on something other than the `&mut Option<T>` of a wait.
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

    #[wait(push)]
    fn try_push(&self, #[once] item: &Option<String>) -> bool {
        item.is_some()
    }
}

async fn run(flag: Flag) {
    let (notifier, mut waiter) = flag.into_pair();
    notifier.raise();
    waiter.push(String::new()).await;
    assert!(waiter.try_push(&None));
}

fn main() {}
