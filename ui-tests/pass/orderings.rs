//! With `sync = true`, every ordering compiles. With `sync = false`, `SeqCst` compiles, and every ordering compiles in
//! queries, in hooks of a pending wait, and in methods without a marker.

#![deny(warnings)]

use spmc_waker::waitable;
use std::sync::atomic::{AtomicUsize, Ordering};

#[derive(Default)]
struct Synced(AtomicUsize);

#[waitable]
impl Synced {
    #[notify]
    fn add(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    #[wait]
    fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed) > 0
    }
}

#[derive(Default)]
struct SeqCst {
    count: AtomicUsize,
    statistics: AtomicUsize,
}

impl SeqCst {
    fn count_call(&self) {
        self.statistics.fetch_add(1, Ordering::Relaxed);
    }
}

#[waitable(sync = false)]
impl SeqCst {
    #[notify]
    fn add(&self) {
        self.count_call();
        self.count.fetch_add(1, Ordering::SeqCst);
    }

    #[wait]
    fn is_set(&self) -> bool {
        self.count.load(Ordering::SeqCst) > 0
    }

    #[query]
    fn calls(&self) -> usize {
        self.statistics.load(Ordering::Relaxed)
    }

    #[arm]
    fn forget(&self) {
        self.statistics.store(0, Ordering::Relaxed);
    }

    #[disarm]
    fn remember(&self) {
        self.statistics.store(1, Ordering::Release);
    }
}

#[test]
fn compiles_and_works() {
    let (notifier, mut waiter) = Synced::default().into_pair();
    notifier.add();
    assert!(waiter.is_set());
    let (notifier, mut waiter) = SeqCst::default().into_pair();
    notifier.add();
    assert!(waiter.is_set());
    assert_eq!(notifier.calls(), 1);
}
