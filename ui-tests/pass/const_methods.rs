//! Marked methods that are `const`.

#![deny(warnings)]

use spmc_waker::{Waitable, waitable};
use std::task::{Context, Poll, Waker};

#[derive(Default)]
pub struct Constant {
    value: u32,
}

#[waitable(notifier = Notifier { calls: u32 = 0 }, waiter = Waiter { looks: u32 = 0 })]
impl Constant {
    #[notify]
    pub const fn nothing(&self) {}

    #[notify(when = |value| *value > 0)]
    pub const fn maybe(&self) -> u32 {
        self.value
    }

    #[notify(cold)]
    pub const fn count(&self, #[field] calls: &mut u32) -> u32 {
        *calls += 1;
        *calls
    }

    #[wait(await, wakes = none)]
    pub const fn is_ready(&self) -> bool {
        true
    }

    #[wait(least, wakes = none)]
    const fn try_least(&self, least: u32, #[field] looks: &mut u32) -> Option<u32> {
        *looks += 1;
        if self.value >= least {
            Some(*looks)
        } else {
            None
        }
    }

    #[wait(put, wakes = none)]
    pub const fn try_put(&self, #[once] item: &mut Option<u8>) -> Poll<Option<u8>> {
        Poll::Ready(item.take())
    }

    #[wait(never, query)]
    pub const fn is_never(&self) -> bool {
        false
    }

    #[query]
    pub const fn value(&self) -> u32 {
        self.value
    }

    #[arm(least)]
    const fn enable(&self, _least: u32) {}

    #[disarm(least)]
    const fn disable(&self) {}

    #[on_drop(notifier, waiter)]
    const fn leave(&self) {}
}

/// They are constant still.
const VALUE: u32 = Constant { value: 3 }.value();

pub struct Once;

#[waitable(storage = borrowed)]
impl Once {
    #[notify(last)]
    pub const fn end(&self) -> u8 {
        1
    }

    #[wait]
    pub const fn is_over(&self) -> bool {
        true
    }
}

static ONCE: Waitable<Once> = Waitable::new(Once);

#[test]
fn compiles_and_works() {
    let cx = &mut Context::from_waker(Waker::noop());
    let (mut notifier, mut waiter) = Constant { value: VALUE }.into_pair();
    notifier.nothing();
    assert_eq!(
        (notifier.maybe(), notifier.count(), notifier.value()),
        (3, 1, 3)
    );
    assert!(waiter.is_ready() && !notifier.is_never());
    assert_eq!(waiter.try_least(3), Some(1));
    assert_eq!(waiter.poll_least(cx, 4), Poll::Pending);
    assert_eq!(waiter.poll_put(cx, &mut Some(1)), Poll::Ready(Some(1)));

    let mut waiter = OnceWaiter::claim(&ONCE).unwrap();
    assert_eq!(OnceNotifier::new(&ONCE).end(), 1);
    assert_eq!(waiter.poll_over(cx), Poll::Ready(()));
}
