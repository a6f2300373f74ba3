//! An argument has a type that rustc rejects.
//~ as without the macro
//~ error at `Instant`: error[E0425]: cannot find type `Instant` in this scope
use spmc_waker::waitable;
use std::sync::Mutex;

struct Deadlines {
    all: Mutex<Vec<u64>>,
}

#[waitable(waiter = Adder, notifier = Remover)]
impl Deadlines {
    #[wait(add, wakes = none)]
    fn try_add(&self, #[once] deadline: &mut Option<Instant>) -> bool {
        let mut all = self.all.lock().unwrap();
        let is_full = all.len() == all.capacity();
        if !is_full {
            all.extend(deadline.take().map(|deadline| deadline.at()));
        }
        !is_full
    }

    #[notify]
    fn remove(&self) -> Option<u64> {
        self.all.lock().unwrap().pop()
    }
}

fn main() {}
