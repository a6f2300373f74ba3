//! Commas at the end, parentheses and other freedoms of the syntax, in options, markers and closures.

#![deny(warnings)]

use spmc_waker::{Waitable, waitable};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

#[rustfmt::skip]
#[waitable(until = |flag,| flag.0.load(SeqCst) > 0,)]
#[derive(Default)]
pub struct Comma(AtomicUsize);

#[rustfmt::skip]
#[waitable(
    until = |flag: &Self_,| -> Option<usize> { Some(flag.0.load(SeqCst)) },
    notifier = pub CommaTx {},
    waiter = CommaRx,
    sync = true,
    cached = false,
    storage = owned,
)]
#[derive(Default)]
pub struct Declared(AtomicUsize);

/// A type in the closure.
pub type Self_ = Declared;

#[allow(unused_parens)]
#[waitable(until = (|flag| (flag.0.load(SeqCst) > 0)))]
#[derive(Default)]
pub struct Parentheses(AtomicUsize);

#[allow(clippy::needless_borrowed_reference)]
#[waitable(until = move |&Reference(ref at)| at.load(SeqCst) > 0)]
#[derive(Default)]
pub struct Reference(AtomicUsize);

#[waitable(until = |_: &Ignored| { true })]
#[derive(Default)]
pub struct Ignored(());

#[waitable(until = |flag| -> bool { if flag.0.load(SeqCst) == 0 { return true; } false })]
#[derive(Default)]
pub struct Returning(AtomicUsize);

#[waitable(until = |flag| -> std::task::Poll<usize> {
    match flag.0.load(SeqCst) {
        0 => std::task::Poll::Pending,
        at => std::task::Poll::Ready(at),
    }
}, storage = borrowed)]
#[derive(Default)]
pub struct Polled(AtomicUsize);

/// No options at all, in parentheses.
#[derive(Default)]
pub struct Empty(AtomicUsize);

#[waitable()]
impl Empty {
    #[notify()]
    pub fn set(&self) {
        self.0.store(1, SeqCst);
    }

    #[wait()]
    pub fn is_set(&self) -> bool {
        self.0.load(SeqCst) > 0
    }

    #[arm()]
    fn arm(&self) {}

    #[disarm()]
    fn disarm(&self) {}
}

#[derive(Default)]
pub struct Full(AtomicUsize);

#[rustfmt::skip]
#[waitable(notifier = Tx { sent: u8 = 0, }, waiter = Rx { seen: u8, }, waiter = Other { },)]
impl Full {
    #[notify(when = |before,| *before > 0, cold, by = [Tx, Rx,], wakes = [Other,],)]
    pub fn add(&self, by: usize,) -> usize {
        self.0.fetch_add(by, SeqCst)
    }

    #[notify(by = Tx, when = (|()| true), wakes = [Rx, Other])]
    pub fn count(&self, #[field] sent: &mut u8,) {
        *sent += 1;
    }

    #[notify(cold,)]
    pub fn touch(&self) {}

    #[wait(seen, by = Rx, wakes = none, await,)]
    pub fn is_seen(&self, #[field] seen: &mut u8,) -> bool {
        *seen += 1;
        self.0.load(SeqCst) > 0
    }

    #[wait(other, by = Other, wakes = [Rx], future = Others, doc = "Waits.",)]
    pub fn is_other(&self,) -> bool {
        self.0.load(SeqCst) > 0
    }

    #[wait(pub(crate) sharing, by = Other, query)]
    pub fn is_shared(&self,) -> bool {
        self.0.load(SeqCst) > 0
    }

    #[arm(seen,)]
    fn arm(&self,) {}

    #[on_drop(Rx, Other,)]
    fn leave(&self,) {}
}

#[test]
fn compiles_and_works() {
    assert!(!Comma::default().into_pair().1.try_wait());
    let (tx, mut rx): (CommaTx, CommaRx) = Declared::default().into_pair();
    tx.notify(|flag| flag.0.store(1, SeqCst));
    assert_eq!(rx.try_wait(), Some(1));
    assert!(!Parentheses::default().into_pair().1.try_wait());
    assert!(!Reference::default().into_pair().1.try_wait());
    assert!(Ignored::default().into_pair().1.try_wait());
    assert!(Returning::default().into_pair().1.try_wait());
    let polled = Waitable::new(Polled::default());
    PolledNotifier::new(&polled).notify(|polled| polled.0.store(1, SeqCst));
    assert!(PolledWaiter::claim(&polled).unwrap().try_wait().is_ready());

    let (notifier, mut waiter) = Empty::default().into_pair();
    notifier.set();
    assert!(waiter.is_set());
    drop(waiter.set());

    let (mut tx, mut rx, mut other) = Full::default().into_handles(0);
    tx.count();
    tx.touch();
    assert_eq!((tx.add(1), rx.add(1)), (0, 1));
    assert!(rx.is_seen() && other.is_other() && tx.is_shared() && rx.is_shared());
    drop(rx.seen());
    drop::<Others<'_>>(other.other());
    drop(other.sharing());
}
