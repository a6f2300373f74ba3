use std::sync::atomic::{AtomicBool, Ordering::Acquire};

/// A flag that one task waits for.
#[derive(Default)]
pub struct Flag {
    pub raised: AtomicBool,
}
use ::spmc_waker::__private as __flag;

#[automatically_derived]
impl __flag::Condition for Flag {
    type Wakers = [__flag::SpmcWaker<true, true>; 1];
    const NAMES: &'static [&'static __flag::str] = &["FlagWaiter::wait"];
}

#[automatically_derived]
impl __flag::Waits<0> for Flag {}

impl __flag::Until for Flag {
    type Ready = __flag::bool;
    #[inline]
    fn until(condition: &Self) -> __flag::bool {
        __flag::check(condition, |flag| flag.raised.load(Acquire))
    }
}

impl Flag {
    /// Makes the handles of this condition, which own it together: [`FlagNotifier`] and [`FlagWaiter`].
    #[must_use = "the condition can be reached only through its handles"]
    pub fn into_pair(self) -> (FlagNotifier, FlagWaiter) {
        let mut handles = __flag::FirstHandles::with_notifier(self);
        (
            FlagNotifier {
                inner: __flag::FirstHandles::notifier(&mut handles),
            },
            FlagWaiter {
                inner: __flag::FirstHandles::waiter(&mut handles),
            },
        )
    }
}

/// Changes a `Flag`, and wakes the task that waits for it.
pub struct FlagNotifier {
    inner: __flag::Notifier<__flag::Owned<Flag>>,
}

#[automatically_derived]
impl __flag::Debug for FlagNotifier {
    fn fmt(&self, f: &mut __flag::Formatter<'_>) -> __flag::fmt::Result {
        __flag::debug(f, "FlagNotifier")
    }
}

#[automatically_derived]
impl __flag::Clone for FlagNotifier {
    fn clone(&self) -> Self {
        Self {
            inner: __flag::Clone::clone(&self.inner),
        }
    }
}

#[allow(dead_code)]
impl FlagNotifier {
    /// Changes the condition, and wakes the waiting task once `change` returns or unwinds.
    #[inline]
    pub fn notify<F, R>(&self, change: F) -> R
    where
        F: __flag::FnOnce(&Flag) -> R,
    {
        __flag::Change::apply(
            __flag::Notifier::change::<__flag::Wakes<0b1>>(&self.inner),
            change,
        )
    }
}

/// Waits for a `Flag`. There is one, and it cannot be cloned.
#[must_use = "it does nothing unless it is awaited or polled"]
pub struct FlagWaiter {
    inner: __flag::Waiter<__flag::Owned<Flag>, 0>,
}

#[automatically_derived]
impl __flag::Debug for FlagWaiter {
    fn fmt(&self, f: &mut __flag::Formatter<'_>) -> __flag::fmt::Result {
        __flag::Waiter::debug(&self.inner, f)
    }
}

#[allow(dead_code)]
impl FlagWaiter {
    /// Checks the condition once, and does not wait.
    #[inline]
    pub fn try_wait(&mut self) -> __flag::bool {
        __flag::Until::until(__flag::Waiter::condition(&self.inner))
    }

    /// Waits until [`try_wait`](Self::try_wait) is true.
    ///
    /// # Cancel safety
    ///
    /// The future can be dropped at any time: [`try_wait`](Self::try_wait) takes something only
    /// when it is ready.
    #[inline]
    pub fn wait(&mut self) -> FlagWaiterWait<'_> {
        FlagWaiterWait {
            inner: __flag::Waiter::wait(&mut self.inner),
            ended: false,
        }
    }

    /// Polls [`try_wait`](Self::try_wait). If it is not ready, the task is woken when another poll
    /// is worthwhile. Of the polls of this wait by this method, only the last one's task is woken.
    ///
    /// # Cancel safety
    ///
    /// If it is not polled again, the task stays registered: call
    /// [`unregister`](Self::unregister).
    #[inline]
    pub fn poll_wait(&mut self, cx: &mut __flag::Context<'_>) -> __flag::Poll<()> {
        __flag::Waiter::poll::<
            0,
            __flag::Wakes<0b0>,
            _,
        >(&mut self.inner, cx, __flag::Until::until)
    }

    /// Ends all waits of this handle: removes the registrations that dropped waits have left, disarms
    /// them, and drops the wakers that are kept for the next ones. Returns whether a task was
    /// registered.
    pub fn unregister(&mut self) -> __flag::bool {
        __flag::Waiter::unregister(&mut self.inner)
    }
}

/// The future of [`FlagWaiter::wait`].
#[must_use = "futures do nothing unless they are awaited or polled"]
pub struct FlagWaiterWait<'a> {
    inner: __flag::Wait<'a, Flag, 0>,
    ended: __flag::bool,
}

#[automatically_derived]
impl __flag::Future for FlagWaiterWait<'_> {
    type Output = ();
    #[inline]
    fn poll(
        self: __flag::Pin<&mut Self>,
        cx: &mut __flag::Context<'_>,
    ) -> __flag::Poll<Self::Output> {
        let this = __flag::Pin::get_mut(self);
        let result = __flag::Wait::poll(&mut this.inner, cx, __flag::Until::until);
        this.ended = __flag::Poll::is_ready(&result);
        result
    }
}

#[automatically_derived]
impl __flag::Debug for FlagWaiterWait<'_> {
    fn fmt(&self, f: &mut __flag::Formatter<'_>) -> __flag::fmt::Result {
        __flag::Wait::debug(&self.inner, f, "FlagWaiterWait")
    }
}

#[automatically_derived]
impl __flag::FusedFuture for FlagWaiterWait<'_> {
    fn is_terminated(&self) -> __flag::bool {
        self.ended
    }
}

#[automatically_derived]
impl __flag::Future for FlagWaiter {
    type Output = ();
    #[inline]
    fn poll(
        self: __flag::Pin<&mut Self>,
        cx: &mut __flag::Context<'_>,
    ) -> __flag::Poll<Self::Output> {
        Self::poll_wait(__flag::Pin::get_mut(self), cx)
    }
}
