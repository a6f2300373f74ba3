//! Options of `#[notify]` do not exist, or do not go together.
//~ error at `Lowerer` in `notify(Lowerer)`: unknown option `Lowerer` of `#[notify]`: expected `when`, `cold`, `guard`, `last`, `by` or `wakes`; a handle is named by `by = Lowerer`
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(notifier = Raiser, waiter = Lowerer)]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[notify(Lowerer)]
    fn lower(&self) {
        self.raised.store(false, SeqCst);
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {
    let (raiser, lowerer) = Flag { raised: AtomicBool::new(false) }.into_pair();
    raiser.raise();
    lowerer.lower();
}
