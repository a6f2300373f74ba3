//! An option has a value of the wrong kind, or none.
//~ error at `[Producer, Consumer]`: each handle has an option of its own: `waiter = Sender, waiter = Receiver`
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Slot {
    is_full: AtomicBool,
}

#[waitable(waiter = [Producer, Consumer])]
impl Slot {
    #[wait(fill, by = Producer)]
    fn try_fill(&self) -> bool {
        !self.is_full.swap(true, SeqCst)
    }

    #[wait(empty, by = Consumer)]
    fn try_empty(&self) -> bool {
        self.is_full.swap(false, SeqCst)
    }
}

fn main() {
    let (mut producer, mut consumer) = Slot { is_full: AtomicBool::new(false) }.into_pair();
    drop((producer.fill(), consumer.empty()));
}
