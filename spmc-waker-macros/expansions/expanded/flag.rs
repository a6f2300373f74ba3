use std::sync::atomic::{AtomicBool, Ordering::Acquire};

/// A flag that one task waits for.
#[derive(Default)]
pub struct Flag {
    pub raised: AtomicBool,
}
use ::spmc_waker::__private as __waitable_FlagNotifier;

#[automatically_derived]
impl __waitable_FlagNotifier::Condition for Flag {
    type Wakers = [__waitable_FlagNotifier::SpmcWaker<true, true>; 1];
}

#[automatically_derived]
impl __waitable_FlagNotifier::Waits<0> for Flag {}

impl __waitable_FlagNotifier::Until for Flag {
    type Ready = bool;
    #[allow(clippy::redundant_closure, clippy::redundant_closure_for_method_calls)]
    #[inline]
    fn until(__condition: &Self) -> bool {
        __waitable_FlagNotifier::check(__condition, |flag| flag.raised.load(Acquire))
    }
}

impl Flag {
    /// Makes the handles of this condition, which own it together: [`FlagNotifier`] and [`FlagWaiter`].
    #[allow(dead_code)]
    #[must_use = "the condition can be reached only through its handles"]
    pub fn into_pair(self) -> (FlagNotifier, FlagWaiter) {
        let mut __handles = __waitable_FlagNotifier::FirstHandles::with_notifier(self);
        (
            FlagNotifier {
                inner: __waitable_FlagNotifier::FirstHandles::notifier(&mut __handles),
            },
            FlagWaiter {
                inner: __waitable_FlagNotifier::FirstHandles::waiter(&mut __handles),
            },
        )
    }
}

/// Changes a `Flag`, and wakes the task that waits for it.
pub struct FlagNotifier {
    inner: __waitable_FlagNotifier::Notifier<__waitable_FlagNotifier::Owned<Flag>>,
}

#[automatically_derived]
impl __waitable_FlagNotifier::Debug for FlagNotifier {
    fn fmt(
        &self,
        debug_formatter: &mut __waitable_FlagNotifier::Formatter<'_>,
    ) -> __waitable_FlagNotifier::fmt::Result {
        __waitable_FlagNotifier::debug(debug_formatter, "FlagNotifier")
    }
}

#[automatically_derived]
impl __waitable_FlagNotifier::Clone for FlagNotifier {
    fn clone(&self) -> Self {
        Self {
            inner: __waitable_FlagNotifier::Clone::clone(&self.inner),
        }
    }
}

#[allow(dead_code)]
impl FlagNotifier {
    /// Changes the condition, and wakes the waiting task once `apply_change` returns or unwinds.
    #[allow(clippy::impl_trait_in_params)]
    #[inline]
    pub fn notify<R>(
        &self,
        apply_change: impl __waitable_FlagNotifier::FnOnce(&Flag) -> R,
    ) -> R {
        __waitable_FlagNotifier::Change::apply(
            __waitable_FlagNotifier::Notifier::change::<0b1, false>(&self.inner),
            apply_change,
        )
    }
}

/// Waits for a `Flag`. There is one, and it cannot be cloned.
#[must_use = "it does nothing unless it is awaited or polled"]
pub struct FlagWaiter {
    inner: __waitable_FlagNotifier::Waiter<__waitable_FlagNotifier::Owned<Flag>, 0>,
}

#[automatically_derived]
impl __waitable_FlagNotifier::Debug for FlagWaiter {
    fn fmt(
        &self,
        debug_formatter: &mut __waitable_FlagNotifier::Formatter<'_>,
    ) -> __waitable_FlagNotifier::fmt::Result {
        __waitable_FlagNotifier::debug(debug_formatter, "FlagWaiter")
    }
}

#[allow(dead_code)]
impl FlagWaiter {
    /// Checks the condition once, and does not wait.
    #[inline]
    pub fn try_wait(&mut self) -> bool {
        __waitable_FlagNotifier::Until::until(
            __waitable_FlagNotifier::Waiter::condition(&self.inner),
        )
    }

    /// Waits until [`try_wait`](Self::try_wait) is true.
    ///
    /// # Cancel safety
    ///
    /// The future can be dropped at any time: its check takes something only when it is ready.
    #[inline]
    pub fn wait(&mut self) -> FlagWaiterWait<'_> {
        FlagWaiterWait {
            inner: __waitable_FlagNotifier::Waiter::wait(&mut self.inner),
        }
    }

    /// Polls [`try_wait`](Self::try_wait). If it is not ready, the task is woken when another poll is worthwhile.
    #[inline]
    pub fn poll_wait(
        &mut self,
        task_cx: &mut __waitable_FlagNotifier::Context<'_>,
    ) -> __waitable_FlagNotifier::Poll<()> {
        __waitable_FlagNotifier::Wait::poll(
            &mut __waitable_FlagNotifier::Waiter::wait::<
                0b0,
                __waitable_FlagNotifier::Unarmed,
            >(&mut self.inner),
            task_cx,
            __waitable_FlagNotifier::Until::until,
        )
    }

    /// Ends all waits: removes the registration that they have left, disarms them, and drops the
    /// waker that is kept for the next wait. Returns whether there was a registration.
    pub fn unregister(&mut self) -> bool {
        __waitable_FlagNotifier::Waiter::unregister(&mut self.inner)
    }
}

/// The future of [`FlagWaiter::wait`].
#[must_use = "futures do nothing unless they are awaited or polled"]
pub struct FlagWaiterWait<'b> {
    inner: __waitable_FlagNotifier::Wait<'b, Flag, 0, 0b0>,
}

#[automatically_derived]
impl __waitable_FlagNotifier::Future for FlagWaiterWait<'_> {
    type Output = ();
    #[inline]
    fn poll(
        self: __waitable_FlagNotifier::Pin<&mut Self>,
        task_cx: &mut __waitable_FlagNotifier::Context<'_>,
    ) -> __waitable_FlagNotifier::Poll<Self::Output> {
        let __this = __waitable_FlagNotifier::Pin::get_mut(self);
        __waitable_FlagNotifier::Wait::poll(
            &mut __this.inner,
            task_cx,
            __waitable_FlagNotifier::Until::until,
        )
    }
}

#[automatically_derived]
impl __waitable_FlagNotifier::Debug for FlagWaiterWait<'_> {
    fn fmt(
        &self,
        debug_formatter: &mut __waitable_FlagNotifier::Formatter<'_>,
    ) -> __waitable_FlagNotifier::fmt::Result {
        __waitable_FlagNotifier::debug(debug_formatter, "FlagWaiterWait")
    }
}

#[automatically_derived]
impl __waitable_FlagNotifier::Future for FlagWaiter {
    type Output = ();
    #[inline]
    fn poll(
        self: __waitable_FlagNotifier::Pin<&mut Self>,
        task_cx: &mut __waitable_FlagNotifier::Context<'_>,
    ) -> __waitable_FlagNotifier::Poll<Self::Output> {
        Self::poll_wait(__waitable_FlagNotifier::Pin::get_mut(self), task_cx)
    }
}
