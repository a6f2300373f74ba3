//! `#[notify(last)]`: a change that consumes its handle.

use super::{Tracked, everywhere, point};
use spmc_waker::{Waitable, waitable};
use std::task::Context;

fn last(taken: Tracked) -> Tracked {
    point();
    let made = Tracked::new();
    drop(taken);
    point();
    made
}

macro_rules! condition {
    ($module:ident, $storage:ident, { $($fields:tt)* } $(, $hook:ident)?) => {
        mod $module {
            use super::*;

            pub(super) struct Last;

            #[waitable(
                notifier = N { $($fields)* },
                waiter = A { $($fields)* },
                waiter = B,
                storage = $storage
            )]
            impl Last {
                #[notify(last, by = [N, A])]
                pub(super) fn end(&self, taken: Tracked) -> Tracked {
                    last(taken)
                }

                #[notify(last, cold, by = [N, A])]
                pub(super) fn end_without_result(&self, taken: Tracked) {
                    drop(last(taken));
                }

                #[notify(last, by = [N, A], when = |result| {
                    point();
                    result.0 == usize::MAX
                })]
                pub(super) fn end_when(&self, taken: Tracked) -> Tracked {
                    last(taken)
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

condition!(owned, owned, { _one: Tracked = Tracked::make(), _two: Tracked = Tracked::make() }, N);
condition!(borrowed, borrowed, { _one: Tracked = Tracked::make(), _two: Tracked = Tracked::make() });
condition!(bare, owned, {}, N);

/// Consumes a notifier and then a waiter by a method, while this waiter and another one wait.
macro_rules! each {
    ($($name:ident: $method:ident;)+) => {$(
        #[test]
        fn $name() {
            everywhere(|world| {
                let (n, a, b) = owned::Last.into_handles();
                each!(world, n, a, b, $method);
            });
            everywhere(|world| {
                let (n, a, b) = bare::Last.into_handles();
                each!(world, n, a, b, $method);
            });
            everywhere(|world| {
                let condition = Waitable::new(borrowed::Last);
                let n = borrowed::N::new(&condition);
                let a = borrowed::A::claim(&condition).unwrap();
                let b = borrowed::B::claim(&condition).unwrap();
                each!(world, n, a, b, $method);
            });
        }
    )+};
    ($world:ident, $n:ident, $a:ident, $b:ident, $method:ident) => {
        let (mut a, mut b) = ($a, $b);
        assert!(a.poll_a(&mut Context::from_waker(&$world.waker(0))).is_pending());
        assert!(b.poll_b(&mut Context::from_waker(&$world.waker(1))).is_pending());
        _ = $n.$method(Tracked::new());
        assert!(a.poll_a(&mut Context::from_waker(&$world.waker(0))).is_pending());
        assert!(b.poll_b(&mut Context::from_waker(&$world.waker(1))).is_pending());
        _ = a.$method(Tracked::new());
    };
}

each! {
    last_changes_leak_nothing: end;
    last_changes_without_a_result_leak_nothing: end_without_result;
    last_changes_with_when_leak_nothing: end_when;
}
