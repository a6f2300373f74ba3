//! Two tasks wait with one waiter.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiter = Raiser, waiter = Lowerer)]
impl Flag {
    #[wait(raise, by = Raiser, wakes = Lowerer)]
    fn try_raise(&self) -> bool {
        !self.raised.swap(true, SeqCst)
    }

    #[wait(lower, by = Lowerer, wakes = Raiser)]
    fn try_lower(&self) -> bool {
        self.raised.swap(false, SeqCst)
    }
}

fn main() {
    let flag = Flag {
        raised: AtomicBool::new(false),
    };
    let (mut raiser, _lowerer) = flag.into_pair();
    std::thread::scope(|scope| {
        scope.spawn(|| drop(raiser.raise()));
        scope.spawn(|| drop(raiser.raise()));
    });
}
