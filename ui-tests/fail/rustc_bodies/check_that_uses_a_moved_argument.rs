//! An error in a body has nothing to do with the macro.
//~ as without the macro
//~ error at `name` in `name.is_empty`: error[E0382]: borrow of moved value: `name`
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

    #[wait(named)]
    fn is_named(&self, name: String) -> bool {
        drop(name);
        name.is_empty()
    }
}

fn main() {}
