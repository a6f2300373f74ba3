//~ error at `flag.reset()`: error[E0502]: cannot borrow `flag` as mutable because it is also borrowed as immutable
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(storage = borrowed)]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn run(mut flag: spmc_waker::Waitable<Flag>) {
    let notifier = FlagNotifier::new(&flag);
    flag.reset();
    notifier.raise();
}

fn main() {}
