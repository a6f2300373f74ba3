//! A library's lints.

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
    future_incompatible
)]

use spmc_waker::waitable;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

/// With a check that returns a value.
#[waitable(until = |counter| -> Option<usize> { Some(counter.count.load(SeqCst)) })]
#[derive(Debug)]
pub struct Counter {
    count: AtomicUsize,
}

/// With methods.
#[derive(Debug)]
pub struct Latch<'a, T, const N: usize> {
    open: AtomicUsize,
    values: &'a [T; N],
}

#[waitable(notifier = Opener, waiter = Opened)]
impl<'a, T, const N: usize> Latch<'a, T, N> {
    /// Opens it.
    #[notify]
    pub fn open(&self, to: usize) {
        self.open.store(to, SeqCst);
    }

    /// What it is open to.
    #[wait(value)]
    pub fn try_value(&self, buffer: &mut [u8], text: &str) -> Option<&'a T> {
        buffer[0] = text.len().try_into().unwrap_or(u8::MAX);
        self.values.get(self.open.load(SeqCst))
    }

    /// Whether it is open.
    #[wait(opened, default)]
    pub fn is_open(&self) -> bool {
        self.open.load(SeqCst) < N
    }

    /// How far it is open.
    #[shared]
    pub fn how_far(&self) -> usize {
        self.open.load(SeqCst)
    }

    #[on_drop(notifier)]
    fn close(&self) {
        self.open.store(0, SeqCst);
    }
}

fn main() {
    let count = AtomicUsize::new(3);
    let (notifier, waiter) = Counter { count }.into_pair();
    notifier.notify(|counter| counter.count.store(4, SeqCst));
    assert_eq!(waiter.try_wait(), Some(4));

    let (opener, opened) = Latch {
        open: AtomicUsize::new(9),
        values: &['a', 'b'],
    }
    .into_pair();
    opener.open(1);
    assert_eq!(opened.try_value(&mut [0], ""), Some(&'b'));
    assert!(opened.is_open());
    assert_eq!(opened.how_far(), 1);
}
