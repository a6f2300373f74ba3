use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.0.load(SeqCst))]
pub struct Tuple(AtomicBool);

#[waitable(until = |_| true)]
#[derive(Clone, Copy)]
pub struct Unit;

#[waitable(until = |Braces {}| -> Option<u32> { Some(1) })]
pub struct Braces {}

fn main() {
    let (notifier, waiter) = Tuple(AtomicBool::new(false)).into_pair();
    notifier.notify(|flag| flag.0.store(true, SeqCst));
    assert!(waiter.try_wait());
    assert!(Unit.into_pair().1.try_wait());
    assert_eq!(Braces {}.into_pair().1.try_wait(), Some(1));
}
