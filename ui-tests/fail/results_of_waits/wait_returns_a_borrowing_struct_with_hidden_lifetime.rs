//! A result or an argument has a hidden lifetime, `impl Trait`, or `_`.
use spmc_waker::waitable;
use std::cell::{Ref, RefCell};

struct Count {
    count: RefCell<u32>,
}

#[waitable]
impl Count {
    #[notify]
    fn add(&self) {
        *self.count.borrow_mut() += 1;
    }

    #[wait(positive)]
    fn try_positive(&self) -> Option<Ref<u32>> {
        let count = self.count.borrow();
        (*count > 0).then_some(count)
    }
}

fn main() {}
