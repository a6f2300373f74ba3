//! The registering side as a value: `SpmcWaker::split`, `ClaimWaker`, and the registrar's future.

use spmc_waker::{ClaimWaker, Readiness, WaitUntil};
use spmc_waker_tests::raw::Task;
use std::{
    future::Future,
    panic::{RefUnwindSafe, UnwindSafe},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

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
fn registrars_and_their_futures_have_the_auto_traits() {
    fn assert_all<T: Send + Sync + Unpin + UnwindSafe + std::fmt::Debug>(_: &T) {}
    fn assert_ref_unwind_safe<T: RefUnwindSafe + Default>(_: &T) {}
    fn assert_send_and_unpin<T: Send + Sync + Unpin>(_: &T) {}

    let waker: Arc<ClaimWaker> = Arc::default();
    assert_all(&*waker);
    assert_ref_unwind_safe(&*waker);
    assert_all(&waker.claim());
    let mut shared = waker.claim_arc().expect("the registrar is free");
    assert_all(&shared);
    assert_send_and_unpin(&shared.wait_until(|| true));
    // The check need not be `Unpin`.
    let pinned = std::marker::PhantomPinned;
    assert_send_and_unpin(&shared.wait_until(move || {
        let _ = &pinned;
        true
    }));
}
