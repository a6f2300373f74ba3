//! Waits that end when their time is over.

use core::{
    error::Error,
    fmt,
    future::{Future, poll_fn},
    pin::{Pin, pin},
    task::Poll,
};

/// The wait timed out, and its check was not ready at the end either. This is the error of `NAME_timeout` and
/// `NAME_deadline` of a `#[wait(NAME, blocking)]`, and of `NAME_within` of a `#[wait(NAME, within)]`.
///
/// If the wait was to move a value into the condition, a `#[once]` argument, this contains the value.
///
/// The wait is disarmed, and unregistered. Only `NAME_within` of a `waiter` leaves its task registered, as a dropped
/// future does.
///
/// ```
/// use spmc_waker::{TimedOut, waitable};
/// use std::{sync::Mutex, time::Duration};
///
/// struct Slot { value: Mutex<Option<u32>> }
///
/// #[waitable(notifier = Reader, waiters = Writer)]
/// impl Slot {
///     #[notify(wakes = one(put))]
///     fn take(&self) -> Option<u32> { self.value.lock().unwrap().take() }
///
///     #[wait(put, blocking, wakes = none)]
///     fn try_put(&self, #[once] value: &mut Option<u32>) -> bool {
///         let mut slot = self.value.lock().unwrap();
///         let is_free = slot.is_none();
///         if is_free {
///             *slot = value.take();
///         }
///         is_free
///     }
/// }
///
/// let (reader, writer) = Slot { value: Mutex::new(Some(1)) }.into_pair();
/// assert_eq!(writer.put_timeout(Duration::from_millis(1), 2), Err(TimedOut(2)));
/// assert_eq!(reader.take(), Some(1));
/// assert_eq!(writer.put_timeout(Duration::from_millis(1), 2), Ok(()));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut<I = ()>(pub I);

impl<I> fmt::Display for TimedOut<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("timed out")
    }
}

impl<I: fmt::Debug> Error for TimedOut<I> {}

/// Returns the value that the check of a wait that timed out has not taken.
///
/// # Panics
///
/// Panics if the check has taken the value although it was not ready. The value is lost then.
#[doc(hidden)]
#[track_caller]
pub const fn unsent<T>(value: Option<T>) -> T {
    value.expect("the check took its `#[once]` argument, and reported that it was not ready")
}

/// Waits until the future of a wait is ready, or the timer. If the timer is first, takes the items out of the wait and
/// gives it up.
#[doc(hidden)]
pub async fn within<W: Future + Unpin, I>(
    mut wait: W,
    timer: impl Future,
    take_items: impl FnOnce(&mut W) -> I,
) -> Result<W::Output, TimedOut<I>> {
    let mut timer = pin!(Some(timer));
    // Poll the wait first: a result that is ready is not late.
    let output = poll_fn(|cx| match Pin::new(&mut wait).poll(cx) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => {
            let timer = timer.as_mut().as_pin_mut();
            timer.map_or(Poll::Pending, |timer| timer.poll(cx).map(|_| None))
        }
    })
    .await;
    let result = output.ok_or_else(|| TimedOut(take_items(&mut wait)));
    // Drop these while the result is a local: if one of the drops panics, Rust leaks a value that is already in the
    // return place (rust-lang/rust#47949).
    drop(wait);
    timer.set(None);
    result
}
