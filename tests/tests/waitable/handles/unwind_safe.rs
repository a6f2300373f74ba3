//! `UnwindSafe` and `RefUnwindSafe` of handles and futures, and what else no feature may take from them.

use futures::FutureExt as _;
use spmc_waker::{Waitable, waitable};
use std::{
    panic::{RefUnwindSafe, UnwindSafe},
    sync::atomic::{AtomicU32, Ordering::Relaxed},
};

fn assert_unwind_safe<T: UnwindSafe + RefUnwindSafe>(_: &T) {}
fn assert_ref_unwind_safe<T: RefUnwindSafe>(_: &T) {}

#[derive(Default)]
struct Tickets {
    left: AtomicU32,
}

#[waitable(waiters = Guest, waiter = Host)]
impl Tickets {
    #[wait(enter, by = Guest, wakes = Host)]
    fn try_enter(&self) -> bool {
        let enter = |left: u32| left.checked_sub(1);
        self.left.fetch_update(Relaxed, Relaxed, enter).is_ok()
    }

    #[wait(sold_out, by = Host, query)]
    fn is_sold_out(&self) -> bool {
        self.left.load(Relaxed) == 0
    }

    #[notify(by = Host, wakes = enter)]
    fn sell(&self) {
        self.left.fetch_add(1, Relaxed);
    }
}

#[derive(Default)]
struct Lamp {
    lit: AtomicU32,
}

#[waitable(notifier = Switch, waiter = Eye, storage = borrowed)]
impl Lamp {
    #[notify]
    fn light(&self) {
        self.lit.store(1, Relaxed);
    }

    #[wait(lit, query)]
    fn is_lit(&self) -> bool {
        self.lit.load(Relaxed) == 1
    }
}

#[test]
fn handles_and_conditions_are_unwind_safe_when_the_condition_is() {
    let (guest, mut host) = Tickets::default().into_pair();
    assert_unwind_safe(&guest);
    assert_unwind_safe(&host);
    assert_unwind_safe(&guest.enter());
    assert_ref_unwind_safe(&host.sold_out());
    let lamp = Waitable::new(Lamp::default());
    assert_unwind_safe(&lamp);
    assert_unwind_safe(&Switch::new(&lamp));
    assert_unwind_safe(&Eye::claim(&lamp).expect("there is no other"));
}

#[test]
fn a_future_of_a_lone_waiter_that_is_not_used_again_borrows_no_longer() {
    let (guest, mut host) = Tickets::default().into_pair();
    host.sell();
    let mut sold_out = host.sold_out();
    assert_eq!((&mut sold_out).now_or_never(), None);
    // The future is still in scope. Its drop does not need the borrow.
    host.sell();
    assert!(guest.try_enter());
}
