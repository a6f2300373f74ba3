//! Guards that `#[notify(guard)]` methods return.

use super::{
    change::Change,
    traits::Condition,
    wakers::Wakers,
    woken::{self, Waking, Woken},
};
use core::{
    fmt,
    ops::{Deref, DerefMut},
    panic::RefUnwindSafe,
};

/// The wakers of any condition. A trait object, because a type parameter would show up in the signatures of handles.
trait AnyWakers: Send + Sync + RefUnwindSafe {
    fn wake_any(&self, to_wake: Waking);
}

impl<W: Wakers> AnyWakers for W {
    #[inline]
    fn wake_any(&self, to_wake: Waking) {
        woken::wake(self, to_wake);
    }
}

/// Wakes when it is dropped, also during unwinding.
struct WakeOnDrop<'a> {
    wakers: &'a dyn AnyWakers,
    to_wake: &'static ToWake,
}

/// The tasks to wake. The two differ only if the change wakes one of several tasks.
struct ToWake {
    at_end: Waking,
    on_unwinding: Waking,
}

impl Drop for WakeOnDrop<'_> {
    #[inline]
    fn drop(&mut self) {
        let to_wake = self.to_wake;
        // Without `std`, nothing tells whether a panic unwinds. Waking all tasks is always right.
        #[cfg(not(feature = "std"))]
        let is_unwinding = || true;
        #[cfg(feature = "std")]
        let is_unwinding = std::thread::panicking;
        let wakes_all = to_wake.at_end.chooses_one() && is_unwinding();
        self.wakers.wake_any(if wakes_all {
            to_wake.on_unwinding
        } else {
            to_wake.at_end
        });
    }
}

/// A guard through which a condition is changed. When it is dropped, it drops the guard and then wakes the waiting
/// tasks.
///
/// `#[notify(guard)]` methods return it on a handle. It dereferences to the guard `G` that the condition's own method
/// returns, so `**guard` is the data. It wakes the waits that the marker's `wakes` names, and all of them if there is
/// none. It wakes on unwinding, too.
///
/// If it is passed to `mem::forget`, the change is made and nobody is woken. A guard that is taken out of it, by
/// `mem::replace` for example, outlives the wake.
///
/// ```
/// use spmc_waker::{NotifyGuard, waitable};
/// use std::sync::{Mutex, MutexGuard};
///
/// #[derive(Default)]
/// struct Log { lines: Mutex<Vec<String>> }
///
/// #[waitable(notifier = Writer, waiters = Reader)]
/// impl Log {
///     #[notify(guard)]
///     fn edit(&self) -> MutexGuard<'_, Vec<String>> { self.lines.lock().unwrap() }
///
///     #[wait(filled, query)]
///     fn is_filled(&self, least: usize) -> bool { self.lines.lock().unwrap().len() >= least }
/// }
///
/// let (writer, reader) = Log::default().into_pair();
/// std::thread::spawn(move || {
///     let mut lines: NotifyGuard<'_, MutexGuard<'_, Vec<String>>> = writer.edit();
///     lines.push("first".into());
///     lines.push("second".into());
/// });    // releases the lock, and then wakes
/// futures::executor::block_on(reader.filled(2));
/// ```
#[must_use = "the condition is changed through this guard, until it is dropped"]
pub struct NotifyGuard<'a, G> {
    // Fields are dropped in this order. The second is dropped even if the drop of the first panics.
    guard: G,
    _wake: WakeOnDrop<'a>,
}

impl<'a, G> NotifyGuard<'a, G> {
    /// For the macro alone, which makes the guard after the change has begun.
    #[doc(hidden)]
    #[inline]
    pub fn new<C: Condition, W: Woken>(guard: G, change: Change<'a, C, W>) -> Self {
        Self {
            guard,
            _wake: WakeOnDrop {
                wakers: change.into_wakers(),
                to_wake: const {
                    &ToWake {
                        at_end: Waking::of::<C::Wakers, W>(),
                        on_unwinding: Waking::on_unwinding::<C::Wakers, W>(),
                    }
                },
            },
        }
    }
}

impl<G> Deref for NotifyGuard<'_, G> {
    type Target = G;

    #[inline]
    fn deref(&self) -> &G {
        &self.guard
    }
}

impl<G> DerefMut for NotifyGuard<'_, G> {
    #[inline]
    fn deref_mut(&mut self) -> &mut G {
        &mut self.guard
    }
}

impl<G: fmt::Debug> fmt::Debug for NotifyGuard<'_, G> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.guard.fmt(f)
    }
}
