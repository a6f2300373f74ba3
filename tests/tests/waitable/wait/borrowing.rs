//! Waits whose result borrows from the condition.

use crate::waitable::{Task, poll_once};
use spmc_waker::waitable;
use spmc_waker_tests::time_limit::{block_on, within_limit};
use std::{
    sync::{Mutex, MutexGuard},
    task::{Context, Poll},
    thread,
};

/// A page that readers access without a copy.
#[derive(Default)]
struct Page {
    text: Mutex<String>,
}

#[waitable(notifier = Writer, waiter = Reader)]
impl Page {
    #[notify]
    fn write(&self, text: &str) {
        self.text.lock().unwrap().push_str(text);
    }

    /// Locks the page once it has this length.
    #[wait(read, blocking, wakes = none)]
    fn try_read(&self, least: &usize) -> Option<MutexGuard<'_, String>> {
        let text = self.text.lock().unwrap();
        (text.len() >= *least).then_some(text)
    }

    #[wait(whole, wakes = none)]
    fn try_whole(&self) -> Poll<&Self> {
        match self.text.try_lock() {
            Ok(_) => Poll::Ready(self),
            Err(_) => Poll::Pending,
        }
    }
}

#[test]
fn a_guard_outlives_its_future_but_not_the_borrow() {
    let (writer, mut reader) = Page::default().into_pair();
    thread::spawn(move || ["a", "b", "c"].map(|text| writer.write(text)));
    let mut page = block_on(reader.read(&3));
    assert_eq!(*page, "abc");
    page.clear();
    drop(page);
    assert!(reader.try_read(&1).is_none());
    assert_eq!(block_on(reader.whole()).text.lock().unwrap().len(), 0);
}

#[test]
fn polls_and_checks_borrow_too() {
    let (writer, mut reader) = Page::default().into_pair();
    let (task, waker) = Task::new();
    let cx = &mut Context::from_waker(&waker);
    assert!(reader.poll_read(cx, &1).is_pending());
    writer.write("text");
    assert_eq!(task.wakes(), 1);
    let Poll::Ready(page) = reader.poll_read(cx, &1) else {
        panic!("not ready");
    };
    assert_eq!(*page, "text");
    drop(page);
    assert_eq!(*reader.try_read(&4).unwrap(), "text");
    assert_eq!(*within_limit(|| reader.blocking_read(&4)), "text");
    assert!(poll_once(&mut reader.read(&5)).is_pending());
}
