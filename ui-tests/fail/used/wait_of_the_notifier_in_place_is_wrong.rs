use spmc_waker::{Waitable, waitable};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(storage = ref)]
impl Flag {
    #[wait(raise, by = notifier)]
    fn try_raise(&mut self) -> bool {
        !self.raised.swap(true, SeqCst)
    }

    #[wait(lower)]
    fn try_lower(&self) -> bool {
        self.raised.swap(false, SeqCst)
    }
}

async fn run(flag: &Waitable<Flag>) {
    let mut notifier = flag.notifier().unwrap();
    notifier.raise().await;
    notifier.unregister();
    flag.waiter().unwrap().lower().await;
}

fn main() {}
