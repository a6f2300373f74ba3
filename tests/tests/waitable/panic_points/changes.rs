//! Changes of every kind, by notifiers and by waiters.

use super::{Tracked, World, everywhere, lock, point};
use spmc_waker::{Waitable, waitable};
use std::{
    sync::{Mutex, MutexGuard},
    task::Context,
};

/// The body of each change: it passes two points, drops what it took, and returns a new value.
fn change(taken: Tracked) -> Tracked {
    point();
    let made = Tracked::new();
    drop(taken);
    point();
    made
}

#[rustfmt::skip] // rustfmt would indent the options once more at each run.
macro_rules! condition {
    ($module:ident, $storage:ident) => {
        mod $module {
            use super::*;

            #[derive(Default)]
            pub(super) struct Changes {
                lock: Mutex<u8>,
            }

            #[waitable(notifier = N { field: Tracked }, waiter = A, waiter = B, storage = $storage)]
            impl Changes {
                #[notify(by = [N, A])]
                pub(super) fn plain(&self, taken: Tracked) -> Tracked {
                    change(taken)
                }

                #[notify(by = [N, A])]
                pub(super) fn without_result(&self, taken: Tracked) {
                    drop(change(taken));
                }

                #[notify(wakes = B)]
                pub(super) fn for_one(&self, taken: Tracked) -> Option<Tracked> {
                    Some(change(taken))
                }

                #[notify]
                pub(super) fn with_field(
                    &self,
                    #[field] field: &mut Tracked,
                    taken: Tracked,
                ) -> Tracked {
                    std::mem::replace(field, change(taken))
                }

                #[notify(by = [N, A], when = |result| {
                    point();
                    result.0 < usize::MAX
                })]
                pub(super) fn when(&self, taken: Tracked) -> Tracked {
                    change(taken)
                }

                #[notify(cold)]
                pub(super) fn cold(&self, taken: Tracked) -> Result<Tracked, Tracked> {
                    Err(change(taken))
                }

                #[notify(guard, by = [N, A])]
                pub(super) fn guard(&self, taken: Tracked) -> MutexGuard<'_, u8> {
                    drop(change(taken));
                    lock(&self.lock)
                }

                #[notify(guard)]
                pub(super) fn guard_or(
                    &self,
                    is_guard: bool,
                    taken: Tracked,
                ) -> Result<MutexGuard<'_, u8>, Tracked> {
                    let made = change(taken);
                    if is_guard {
                        Ok(lock(&self.lock))
                    } else {
                        Err(made)
                    }
                }

                #[notify(guard)]
                pub(super) fn guard_in_two(
                    &self,
                    is_guard: Option<bool>,
                    taken: Tracked,
                ) -> Option<Result<MutexGuard<'_, u8>, Tracked>> {
                    let made = change(taken);
                    is_guard.map(|is_guard| {
                        if is_guard {
                            Ok(lock(&self.lock))
                        } else {
                            Err(made)
                        }
                    })
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
            }
        }
    };
}

condition!(owned, owned);
condition!(borrowed, borrowed);

/// Makes each change while both waiters wait: once by handles that own the condition, once by handles that
/// borrow it.
macro_rules! each {
    ($($name:ident: |$n:ident, $a:ident| $change:expr;)+) => {$(
        #[test]
        fn $name() {
            everywhere(|world| {
                let (n, a, b) = owned::Changes::default().into_handles(Tracked::new());
                each!(world, n, a, b, |$n, $a| $change);
            });
            everywhere(|world| {
                let condition = Waitable::new(borrowed::Changes::default());
                let n = borrowed::N::new(&condition, Tracked::new());
                let a = borrowed::A::claim(&condition).unwrap();
                let b = borrowed::B::claim(&condition).unwrap();
                each!(world, n, a, b, |$n, $a| $change);
            });
        }
    )+};
    ($world:ident, $n_handle:ident, $a_handle:ident, $b_handle:ident, |$n:ident, $a:ident| $change:expr) => {
        let (mut n, mut a, mut b) = ($n_handle, $a_handle, $b_handle);
        assert!(a.poll_a(&mut Context::from_waker(&$world.waker(0))).is_pending());
        assert!(b.poll_b(&mut Context::from_waker(&$world.waker(1))).is_pending());
        let ($n, $a) = (&mut n, &mut a);
        _ = $change;
    };
}

each! {
    plain_changes_leak_nothing: |n, _a| n.plain(Tracked::new());
    plain_changes_by_a_waiter_leak_nothing: |_n, a| a.plain(Tracked::new());
    changes_without_a_result_leak_nothing: |n, _a| n.without_result(Tracked::new());
    changes_without_a_result_by_a_waiter_leak_nothing: |_n, a| a.without_result(Tracked::new());
    changes_that_wake_one_waiter_leak_nothing: |n, _a| n.for_one(Tracked::new());
    changes_with_a_field_leak_nothing: |n, _a| n.with_field(Tracked::new());
    changes_with_when_leak_nothing: |n, _a| n.when(Tracked::new());
    changes_with_when_by_a_waiter_leak_nothing: |_n, a| a.when(Tracked::new());
    cold_changes_leak_nothing: |n, _a| n.cold(Tracked::new());
    guards_leak_nothing: |n, _a| n.guard(Tracked::new());
    guards_of_a_waiter_leak_nothing: |_n, a| a.guard(Tracked::new());
    guards_in_a_result_leak_nothing: |n, _a| n.guard_or(true, Tracked::new());
    errors_in_place_of_a_guard_leak_nothing: |n, _a| n.guard_or(false, Tracked::new());
    guards_in_an_option_leak_nothing: |n, _a| n.guard_in_two(Some(true), Tracked::new());
    errors_in_an_option_leak_nothing: |n, _a| n.guard_in_two(Some(false), Tracked::new());
    options_without_a_guard_leak_nothing: |n, _a| n.guard_in_two(None, Tracked::new());
    clones_leak_nothing: |n, _a| n.clone();
}

#[waitable(until = |_| false)]
struct Short(#[allow(dead_code, reason = "its drop is a point")] Tracked);

#[test]
fn notify_of_the_short_form_leaks_nothing() {
    everywhere(|world: &World| {
        let (notifier, mut waiter) = Short(Tracked::new()).into_pair();
        let waker = world.waker(0);
        assert!(
            waiter
                .poll_wait(&mut Context::from_waker(&waker))
                .is_pending()
        );
        let taken = Tracked::new();
        drop(notifier.notify(|_| change(taken)));
    });
}
