//! Methods and checks that are not implemented yet, or that never return.

#![deny(warnings)]

use spmc_waker::waitable;
use std::{
    convert::Infallible,
    panic,
    sync::atomic::{AtomicBool, Ordering::SeqCst},
    task::Poll,
};

#[waitable(until = |_| todo!())]
pub struct Later;

#[waitable(until = |_| { unimplemented!("not on this {}", "target") })]
pub struct Nowhere;

#[waitable(until = |flag| {
    if flag.0.load(SeqCst) {
        return true;
    }
    panic!("it is not raised")
})]
pub struct Raised(AtomicBool);

#[waitable(until = |_| std::unreachable!())]
pub struct Unreachable;

#[waitable(until = |flag| loop {
    if flag.0.load(SeqCst) {
        break true;
    }
})]
pub struct Spinning(AtomicBool);

#[waitable(until = |_| -> Option<u8> { todo!() })]
pub struct LaterOption;

#[derive(Default)]
pub struct Machine(AtomicBool);

#[waitable(waiter = Operator { shifts: usize = 0 })]
impl Machine {
    #[notify]
    pub fn start(&self) -> u8 {
        todo!()
    }

    #[notify]
    pub fn halt(&self) -> ! {
        self.0.store(true, SeqCst);
        panic!("halted")
    }

    #[notify(when = |_| false, cold)]
    pub fn catch_fire(&self, how: &str) -> ! {
        panic!("on fire: {how}")
    }

    #[notify(last)]
    pub fn explode(&self) -> ! {
        panic!("no machine left")
    }

    #[notify(last, by = Operator)]
    pub fn faint(&self, #[field] shifts: &mut usize) -> ! {
        panic!("after {shifts} shifts")
    }

    #[wait(wakes = none)]
    pub fn is_halted(&self) -> bool {
        self.0.load(SeqCst)
    }

    #[wait(started, wakes = none)]
    pub fn try_started(&self) -> Poll<Result<u8, Infallible>> {
        unimplemented!()
    }

    #[wait(forever, wakes = none)]
    pub fn try_forever(&self) -> Poll<Infallible> {
        Poll::Pending
    }

    #[on_drop(Operator)]
    fn leave(&self) {}
}

#[test]
fn compiles_and_works() {
    panic::set_hook(Box::new(|_| {}));
    assert!(Raised(AtomicBool::new(true)).into_pair().1.try_wait());
    assert!(Spinning(AtomicBool::new(true)).into_pair().1.try_wait());
    for panics in [
        panic::catch_unwind(|| Later.into_pair().1.try_wait()),
        panic::catch_unwind(|| Nowhere.into_pair().1.try_wait()),
        panic::catch_unwind(|| Unreachable.into_pair().1.try_wait()),
        panic::catch_unwind(|| LaterOption.into_pair().1.try_wait().is_some()),
    ] {
        assert!(panics.is_err());
    }

    let (notifier, mut operator) = Machine::default().into_pair();
    assert!(panic::catch_unwind(|| notifier.halt()).is_err());
    assert!(panic::catch_unwind(|| notifier.catch_fire("again")).is_err());
    assert!(panic::catch_unwind(|| notifier.start()).is_err());
    assert!(operator.is_halted() && operator.try_forever().is_pending());
    drop(operator.halted());
    drop(operator.started());
    drop(operator.forever());
    assert!(panic::catch_unwind(|| notifier.explode()).is_err());
    assert!(panic::catch_unwind(|| operator.faint()).is_err());
}
