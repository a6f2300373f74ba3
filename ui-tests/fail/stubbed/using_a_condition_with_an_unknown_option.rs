//~ error at `storge`: unknown option `storge`: did you mean `storage`?
use spmc_waker::{Waitable, waitable};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst), storge = owned, storage = borrowed, notifier = Raiser)]
struct Flag {
    raised: AtomicBool,
}

async fn run(flag: &Waitable<Flag>) {
    let raiser: Raiser<'_> = Raiser::new(flag);
    raiser.notify(|flag| flag.raised.store(true, SeqCst));
    FlagWaiter::claim(flag).unwrap().await;
}

fn main() {}
