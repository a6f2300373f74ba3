//! A library's lints, and all of the macro's features that need none of the crate's.

#![deny(
    warnings,
    missing_docs,
    missing_debug_implementations,
    unreachable_pub,
    unused_qualifications,
    elided_lifetimes_in_paths,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unused_lifetimes,
    let_underscore_drop,
    nonstandard_style,
    rust_2018_idioms,
    future_incompatible,
    clippy::all,
    clippy::pedantic
)]

use spmc_waker::{Waitable, waitable};
use std::{
    sync::{
        Mutex, MutexGuard,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    task::Poll,
};

/// With a check that returns a value.
#[waitable(until = |counter| -> Option<usize> { Some(counter.count.load(SeqCst)) }, storage = ref)]
#[derive(Debug)]
pub struct Counter {
    count: AtomicUsize,
}

/// Both sides wait, and are armed.
#[derive(Debug)]
pub struct Queue<'name, T, const N: usize> {
    name: &'name str,
    items: Mutex<Vec<T>>,
    armed: AtomicUsize,
}

#[waitable(notifier = Producer, waiter = Consumer, storage = ref)]
impl<'name, T, const N: usize> Queue<'name, T, N> {
    /// Pushes an item, once there is room.
    #[wait(push, by = notifier)]
    pub fn try_push(&self, #[once] item: &mut Option<T>) -> Poll<usize> {
        match self.items.lock() {
            Ok(mut items) if items.len() < N => {
                items.extend(item.take());
                Poll::Ready(items.len())
            }
            _ => Poll::Pending,
        }
    }

    /// Pops an item, once there is one.
    #[wait(pop, default)]
    pub fn try_pop(&self) -> Option<T> {
        self.items.lock().ok()?.pop()
    }

    /// Throws all items away.
    #[notify(by = waiter, cold)]
    pub fn clear(&self) {
        if let Ok(mut items) = self.items.lock() {
            items.clear();
        }
    }

    /// Its name.
    #[shared]
    #[must_use]
    pub fn name(&self) -> &'name str {
        self.name
    }

    #[arm]
    fn enable_pop(&self) {
        self.armed.fetch_add(1, SeqCst);
    }

    #[disarm]
    fn disable_pop(&self) {
        self.armed.fetch_sub(1, SeqCst);
    }

    #[arm(by = notifier)]
    fn enable_push(&self) {
        self.armed.fetch_add(2, SeqCst);
    }

    #[disarm(by = notifier)]
    fn disable_push(&self) {
        self.armed.fetch_sub(2, SeqCst);
    }

    #[on_drop(waiter)]
    fn leave(&self) {
        self.armed.store(0, SeqCst);
    }
}

/// Lends what is waited for.
#[derive(Debug, Default)]
pub struct Page {
    text: Mutex<String>,
}

#[waitable(notifier = Writer, waiter = Reader)]
impl Page {
    /// Writes.
    #[notify]
    pub fn write(&self, text: &str) {
        if let Ok(mut page) = self.text.lock() {
            page.push_str(text);
        }
    }

    /// The page, once it is this long.
    #[wait(read)]
    pub fn try_read(&self, least: usize) -> Option<MutexGuard<'_, String>> {
        self.text.lock().ok().filter(|text| text.len() >= least)
    }

    /// The page itself, once it can be had.
    #[wait(page)]
    pub fn try_page(&self) -> Poll<&Self> {
        Poll::Ready(self)
    }
}

fn main() {
    static COUNTER: Waitable<Counter> = Waitable::new(Counter {
        count: AtomicUsize::new(3),
    });
    COUNTER
        .notifier()
        .notify(|counter| counter.count.store(4, SeqCst));
    assert_eq!(
        COUNTER.waiter().and_then(|waiter| waiter.try_wait()),
        Some(4)
    );

    let queue: Waitable<Queue<'_, _, 1>> = Waitable::new(Queue {
        name: "queue",
        items: Mutex::default(),
        armed: AtomicUsize::new(0),
    });
    let (mut producer, mut consumer) = (queue.notifier().unwrap(), queue.waiter().unwrap());
    assert_eq!(producer.try_push(&mut Some('c')), Poll::Ready(1));
    assert_eq!(consumer.try_pop(), Some('c'));
    consumer.clear();
    assert_eq!((producer.name(), consumer.name()), ("queue", "queue"));
    drop((producer.push('c'), consumer.pop()));

    let (writer, mut reader) = Page::default().into_pair();
    writer.write("text");
    assert_eq!(reader.try_read(4).as_deref(), Some(&String::from("text")));
    assert!(reader.try_page().is_ready());
    drop(reader.read(5));
    drop(reader.page());
}
