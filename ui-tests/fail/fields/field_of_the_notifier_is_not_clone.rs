//! A handle cannot have such a field.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

struct Token;

#[waitable(notifier = Raiser { token: Token = Token }, waiter = Raised)]
impl Flag {
    #[notify]
    fn raise(&self, #[field] token: &mut Token) {
        *token = Token;
        self.raised.store(true, SeqCst);
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
