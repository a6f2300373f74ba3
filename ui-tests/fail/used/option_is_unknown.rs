use spmc_waker::{Waitable, waitable};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst), storge = arc, storage = ref, notifier = Raiser)]
struct Flag {
    raised: AtomicBool,
}

async fn run(flag: &Waitable<Flag>) {
    let raiser: Raiser<'_> = flag.notifier();
    raiser.notify(|flag| flag.raised.store(true, SeqCst));
    flag.waiter().unwrap().await;
}

fn main() {}
