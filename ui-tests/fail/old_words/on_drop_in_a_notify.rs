//! A marker or an option has a new name.
use spmc_waker::waitable;
use std::sync::{Mutex, MutexGuard};

struct Page {
    text: Mutex<String>,
}

#[waitable]
impl Page {
    #[notify(on_drop)]
    fn edit(&self) -> MutexGuard<'_, String> {
        self.text.lock().unwrap()
    }

    #[wait(filled)]
    fn is_filled(&self) -> bool {
        !self.text.lock().unwrap().is_empty()
    }
}

fn main() {
    let (notifier, mut waiter) = Page { text: Mutex::default() }.into_pair();
    notifier.edit().push('a');
    drop(waiter.filled());
}
