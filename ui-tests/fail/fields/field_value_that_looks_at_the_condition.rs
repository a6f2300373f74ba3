//! A handle cannot have such a field.
//~ error at `self` in `= self`: the first value of a field does not see the condition: leave it out here, and pass it to `into_pair`
use spmc_waker::waitable;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

struct Count {
    reached: AtomicUsize,
    start: usize,
}

#[waitable(waiter = Watcher { least: usize = self.start })]
impl Count {
    #[notify]
    fn add(&self) {
        self.reached.fetch_add(1, SeqCst);
    }

    #[wait]
    fn is_enough(&self, #[field] least: &mut usize) -> bool {
        self.reached.load(SeqCst) >= *least
    }
}

fn main() {
    let (notifier, mut waiter) = Count { reached: AtomicUsize::new(0), start: 1 }.into_pair();
    notifier.add();
    drop(waiter.enough());
}
