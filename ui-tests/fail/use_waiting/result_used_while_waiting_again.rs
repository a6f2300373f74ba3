//! A result or a guard outlives what it borrows from.
use spmc_waker::waitable;
use std::sync::{Mutex, MutexGuard};

struct Page {
    text: Mutex<String>,
}

#[waitable(notifier = Writer, waiter = Reader)]
impl Page {
    #[notify]
    fn write(&self, text: &str) {
        self.text.lock().unwrap().push_str(text);
    }

    #[wait(read)]
    fn try_read(&self) -> Option<MutexGuard<'_, String>> {
        let text = self.text.lock().unwrap();
        (!text.is_empty()).then_some(text)
    }
}

async fn run(page: Page) {
    let (_writer, mut reader) = page.into_pair();
    let first = reader.read().await;
    let second = reader.read().await;
    assert_eq!(*first, *second);
}

fn main() {}
