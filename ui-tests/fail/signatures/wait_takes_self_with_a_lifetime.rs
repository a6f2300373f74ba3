//~ error at `'a` in `'a self`: a `#[wait]` method takes `&self` without a named lifetime, which handles could not give it
use spmc_waker::waitable;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

struct Count {
    left: AtomicUsize,
}

#[waitable]
impl Count {
    #[notify]
    fn done(&self) {
        self.left.fetch_sub(1, SeqCst);
    }

    #[wait(some)]
    fn try_some<'a>(&'a self) -> Option<&'a AtomicUsize> {
        (self.left.load(SeqCst) > 0).then_some(&self.left)
    }
}

fn main() {}
