//! Programs that are too large for loom, under shuttle: random operations on the waker, and sets over several
//! segments. The models in `tests/models` and `tests/set_models` run under shuttle, too.
//!
//! Shuttle takes every memory ordering for `SeqCst`. So these programs see no ordering that is too weak.
#![cfg(shuttle)]
#![forbid(unsafe_code)]

use spmc_waker_tests::facade::Racer;

/// Makes a test of each scenario in each of the four modes.
macro_rules! in_all_modes {
    ($($scenario:ident)+) => {$(
        mod $scenario {
            #[test]
            fn uncached() {
                spmc_waker_tests::facade::model(super::$scenario::<false, false>);
            }

            #[test]
            fn cached() {
                spmc_waker_tests::facade::model(super::$scenario::<false, true>);
            }

            #[test]
            fn sync_uncached() {
                spmc_waker_tests::facade::model(super::$scenario::<true, false>);
            }

            #[test]
            fn sync_cached() {
                spmc_waker_tests::facade::model(super::$scenario::<true, true>);
            }
        }
    )+};
}

mod handles;
mod set;
mod waker;

/// Returns a task for [`race`](spmc_waker_tests::facade::race).
fn task(run: impl FnOnce() + Send + 'static) -> Racer {
    Box::new(run)
}
