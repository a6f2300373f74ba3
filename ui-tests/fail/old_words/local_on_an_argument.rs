//! A marker or an option has a new name.
//~ error at `local`: `#[local]` is called `#[field]` now
use spmc_waker::waitable;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

struct Count {
    count: AtomicU32,
}

#[waitable(waiter = Reader { seen: u32 = 0 })]
impl Count {
    #[notify]
    fn add(&self) {
        self.count.fetch_add(1, SeqCst);
    }

    #[wait(changed)]
    fn is_changed(&self, #[local] seen: &mut u32) -> bool {
        self.count.load(SeqCst) != *seen
    }
}

fn main() {
    let (_, mut reader) = Count { count: 0.into() }.into_pair();
    assert!(!reader.is_changed());
    drop(reader.changed());
}
