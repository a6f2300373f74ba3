//! A handle cannot have such a field.
//~ error at `[seen: u32 = 0]`: the fields of a handle stand in braces: `waiter = Watcher { name: Type }`
use spmc_waker::waitable;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

struct Count {
    reached: AtomicU32,
}

#[waitable(waiter = Watcher [seen: u32 = 0])]
impl Count {
    #[notify]
    fn add(&self) {
        self.reached.fetch_add(1, SeqCst);
    }

    #[wait]
    fn is_changed(&self, #[field] seen: &mut u32) -> bool {
        self.reached.load(SeqCst) != *seen
    }
}

fn main() {}
