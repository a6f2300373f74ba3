//! An error in a body has nothing to do with the macro.
//~ as without the macro
//~ error at `&name`: error[E0515]: cannot return reference to local variable `name`
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[query]
    fn name(&self) -> &str {
        let name = String::from("flag");
        &name
    }
}

fn main() {}
