//! The registering side as a value: `SpmcWaker::split`, `ClaimWaker`, and the future.
#![cfg(not(loom))]
#![forbid(unsafe_code)]

use spmc_waker::{ClaimWaker, Readiness, WaitUntil};
use spmc_waker_tests::raw::Task;
use std::{
    future::Future,
    panic::{RefUnwindSafe, UnwindSafe},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

/// Makes a test of each function in all four modes.
macro_rules! in_all_modes {
    ($($name:ident)+) => {$(
        mod $name {
            #[test]
            fn uncached() {
                super::$name::<false, false>();
            }
            #[test]
            fn cached() {
                super::$name::<false, true>();
            }
            #[test]
            fn sync_uncached() {
                super::$name::<true, false>();
            }
            #[test]
            fn sync_cached() {
                super::$name::<true, true>();
            }
        }
    )+};
}

mod claims;
mod panics;
mod waits;

fn poll<R: Readiness, F: FnMut() -> R, const SYNC: bool, const CACHED: bool>(
    wait: &mut WaitUntil<'_, F, SYNC, CACHED>,
    task: &Task,
) -> Poll<R::Output> {
    Pin::new(wait).poll(&mut Context::from_waker(&task.waker()))
}

#[test]
fn traits() {
    fn has_all<T: Send + Sync + Unpin + UnwindSafe + std::fmt::Debug>(_: &T) {}
    fn is_ref_unwind_safe<T: RefUnwindSafe + Default>(_: &T) {}
    fn is_send_and_unpin<T: Send + Sync + Unpin>(_: &T) {}

    let waker: Arc<ClaimWaker> = Arc::default();
    has_all(&*waker);
    is_ref_unwind_safe(&*waker);
    has_all(&waker.claim());
    let mut shared = waker.claim_arc().expect("it is free");
    has_all(&shared);
    is_send_and_unpin(&shared.wait_until(|| true));
    // A check that is not `Unpin` does not matter.
    let pinned = std::marker::PhantomPinned;
    is_send_and_unpin(&shared.wait_until(move || {
        let _ = &pinned;
        true
    }));
}
