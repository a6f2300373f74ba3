//! A condition has too many waits.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(notifier = Raiser, waiter = A, waiter = B, waiter = C, waiter = D, waiter = E)]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(wait_0, by = [A, B, C, D, E], wakes = none)]
    fn try_0(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[wait(wait_1, by = [A, B, C, D, E], wakes = none)]
    fn try_1(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[wait(wait_2, by = [A, B, C, D, E], wakes = none)]
    fn try_2(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[wait(wait_3, by = [A, B, C, D, E], wakes = none)]
    fn try_3(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[wait(wait_4, by = [A, B, C, D, E], wakes = none)]
    fn try_4(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[wait(wait_5, by = [A, B, C, D, E], wakes = none)]
    fn try_5(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[wait(wait_6, by = [A, B, C, D, E], wakes = none)]
    fn try_6(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[wait(wait_7, by = [A, B, C, D, E], wakes = none)]
    fn try_7(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[wait(wait_8, by = [A, B, C, D, E], wakes = none)]
    fn try_8(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[wait(wait_9, by = [A, B, C, D, E], wakes = none)]
    fn try_9(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[wait(wait_10, by = [A, B, C, D, E], wakes = none)]
    fn try_10(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[wait(wait_11, by = [A, B, C, D, E], wakes = none)]
    fn try_11(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[wait(wait_12, by = [A, B, C, D, E], wakes = none)]
    fn try_12(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
