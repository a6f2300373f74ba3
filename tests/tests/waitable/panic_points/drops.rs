//! Drops of handles, of conditions, and of wakers that forgotten handles have left.

use super::{Tracked, World, everywhere, point};
use spmc_waker::{Waitable, waitable};
use std::{mem, task::Context};

macro_rules! condition {
    ($module:ident, $storage:ident $(, $hook:ident)?) => {
        mod $module {
            use super::*;

            pub(super) struct Drops(
                #[allow(dead_code, reason = "its drop is a point")] pub(super) Tracked,
            );

            #[waitable(
                notifier = N { _one: Tracked, _two: Tracked },
                waiter = A { _one: Tracked, _two: Tracked },
                waiter = B,
                storage = $storage
            )]
            impl Drops {
                #[notify]
                pub(super) fn notify(&self) {
                    point();
                }

                #[wait(a, by = A, wakes = B)]
                pub(super) fn is_a(&self) -> bool {
                    point();
                    false
                }

                #[wait(b, by = B, wakes = A)]
                pub(super) fn is_b(&self) -> bool {
                    point();
                    false
                }

                #[arm(a)]
                fn arm(&self) {
                    point();
                }

                #[disarm(a)]
                fn disarm(&self) {
                    point();
                }


                #[on_drop(A, B $(, $hook)?)]
                fn hook(&self) {
                    point();
                }
            }
        }
    };
}

condition!(owned, owned, N);
condition!(borrowed, borrowed);

/// Makes both waiters wait, and drops the handles in this order.
fn dropped(world: &World, order: [usize; 3]) {
    let fields = || Tracked::new();
    let (n, mut a, mut b) =
        owned::Drops(Tracked::new()).into_handles(fields(), fields(), fields(), fields());
    assert!(
        a.poll_a(&mut Context::from_waker(&world.waker(0)))
            .is_pending()
    );
    assert!(
        b.poll_b(&mut Context::from_waker(&world.waker(1)))
            .is_pending()
    );
    let (mut n, mut a, mut b) = (Some(n), Some(a), Some(b));
    for handle in order {
        match handle {
            0 => n = None,
            1 => a = None,
            _ => b = None,
        }
    }
    drop((n, a, b));
}

#[test]
fn handles_that_own_the_condition_leak_nothing() {
    for order in [
        [0, 1, 2],
        [0, 2, 1],
        [1, 0, 2],
        [1, 2, 0],
        [2, 0, 1],
        [2, 1, 0],
    ] {
        everywhere(|world| dropped(world, order));
    }
}

#[test]
fn clones_of_notifiers_leak_nothing() {
    everywhere(|_| {
        let fields = || Tracked::new();
        let (n, a, b) =
            owned::Drops(Tracked::new()).into_handles(fields(), fields(), fields(), fields());
        drop((a, b));
        let clone = n.clone();
        drop(n);
        clone.notify();
    });
}

#[test]
fn handles_that_borrow_the_condition_leak_nothing() {
    everywhere(|world| {
        let condition = Waitable::new(borrowed::Drops(Tracked::new()));
        let mut a = borrowed::A::claim(&condition, Tracked::new(), Tracked::new()).unwrap();
        let mut b = borrowed::B::claim(&condition).unwrap();
        assert!(
            a.poll_a(&mut Context::from_waker(&world.waker(0)))
                .is_pending()
        );
        assert!(
            b.poll_b(&mut Context::from_waker(&world.waker(1)))
                .is_pending()
        );
        let n = borrowed::N::new(&condition, Tracked::new(), Tracked::new());
        n.clone().notify();
        drop(n);
        assert!(borrowed::A::claim(&condition, Tracked::new(), Tracked::new()).is_none());
        drop(a);
        drop(borrowed::A::claim(&condition, Tracked::new(), Tracked::new()).unwrap());
        drop(b);
    });
}

/// Returns a condition with a waker that a forgotten waiter has left.
fn with_a_waker(world: &World) -> Waitable<borrowed::Drops> {
    let condition = Waitable::new(borrowed::Drops(Tracked::new()));
    let mut b = borrowed::B::claim(&condition).unwrap();
    assert!(
        b.poll_b(&mut Context::from_waker(&world.waker(1)))
            .is_pending()
    );
    mem::forget(b);
    condition
}

#[test]
fn conditions_whose_waiter_was_forgotten_leak_nothing() {
    everywhere(|world| drop(with_a_waker(world)));
    everywhere(|world| drop(with_a_waker(world).into_inner()));
    everywhere(|world| {
        let mut condition = with_a_waker(world);
        condition.reset();
        drop(borrowed::B::claim(&condition).unwrap());
    });
}
