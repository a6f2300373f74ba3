use std::sync::atomic::{AtomicBool, Ordering::Acquire};

/// A flag that one task waits for.
#[derive(Default)]
pub struct Flag {
    pub raised: AtomicBool,
}

#[automatically_derived]
impl ::spmc_waker::__private::Condition for Flag {
    type NotifierSeat = ::spmc_waker::__private::Vacant;
    type WaiterSeat = ::spmc_waker::__private::SpmcWaker<true, true>;
}

#[automatically_derived]
impl ::spmc_waker::__private::Until for Flag {
    type Ready = bool;
    #[inline]
    fn until(&self) -> bool {
        let flag = self;
        flag.raised.load(Acquire)
    }
}

impl Flag {
    /// Splits into a notifier and a waiter that share this condition.
    #[allow(dead_code)]
    #[must_use = "the condition can be reached only through its two handles"]
    pub fn into_pair(self) -> (FlagNotifier, FlagWaiter) {
        let (left, right) = ::spmc_waker::__private::pair(self);
        (FlagNotifier { inner: left }, FlagWaiter { inner: right })
    }
}

/// Changes a `Flag`, and wakes the task that waits for it. Can be cloned.
pub struct FlagNotifier {
    inner: ::spmc_waker::__private::Notifier<::spmc_waker::__private::Shared<Flag>>,
}

#[automatically_derived]
impl ::spmc_waker::__private::core::fmt::Debug for FlagNotifier {
    fn fmt(
        &self,
        f: &mut ::spmc_waker::__private::core::fmt::Formatter<'_>,
    ) -> ::spmc_waker::__private::core::fmt::Result {
        ::spmc_waker::__private::core::fmt::DebugStruct::finish_non_exhaustive(
            &mut ::spmc_waker::__private::core::fmt::Formatter::debug_struct(
                f,
                "FlagNotifier",
            ),
        )
    }
}

#[automatically_derived]
impl ::spmc_waker::__private::core::clone::Clone for FlagNotifier {
    fn clone(&self) -> Self {
        Self {
            inner: ::spmc_waker::__private::core::clone::Clone::clone(&self.inner),
        }
    }
}

#[allow(dead_code)]
impl FlagNotifier {
    /// Changes the condition, and wakes the waiting task once `change` returns or unwinds.
    #[inline]
    pub fn notify<R>(
        &self,
        change: impl ::spmc_waker::__private::core::ops::FnOnce(&Flag) -> R,
    ) -> R {
        change(&(&self.inner).change::<false>())
    }
}

/// Waits for a `Flag`. There is one, and it cannot be cloned.
#[must_use = "it does nothing unless it is awaited or polled"]
pub struct FlagWaiter {
    inner: ::spmc_waker::__private::Waiter<
        ::spmc_waker::__private::Shared<Flag>,
        ::spmc_waker::__private::WaiterSide,
    >,
}

#[automatically_derived]
impl ::spmc_waker::__private::core::fmt::Debug for FlagWaiter {
    fn fmt(
        &self,
        f: &mut ::spmc_waker::__private::core::fmt::Formatter<'_>,
    ) -> ::spmc_waker::__private::core::fmt::Result {
        ::spmc_waker::__private::core::fmt::DebugStruct::finish_non_exhaustive(
            &mut ::spmc_waker::__private::core::fmt::Formatter::debug_struct(
                f,
                "FlagWaiter",
            ),
        )
    }
}

#[allow(dead_code)]
impl FlagWaiter {
    /// Checks the condition once, and does not wait.
    #[inline]
    pub fn try_wait(&self) -> bool {
        ::spmc_waker::__private::Until::until((&self.inner).condition())
    }

    /// Waits until the check is ready. Dropping the future loses nothing; the next wait goes on.
    #[inline]
    pub fn wait(&mut self) -> FlagWaiterWait<'_> {
        FlagWaiterWait {
            inner: (&mut self.inner).wait(),
        }
    }

    /// Polls like the future of [`wait`](Self::wait): when pending, the task is woken once it is worth another poll.
    #[inline]
    pub fn poll_wait(
        &mut self,
        cx: &mut ::spmc_waker::__private::core::task::Context<'_>,
    ) -> ::spmc_waker::__private::core::task::Poll<()> {
        (&mut (&mut self.inner).wait()).poll(cx, ::spmc_waker::__private::Until::until)
    }

    /// Removes the registration that a dropped wait has left. Returns whether there was one.
    pub fn unregister(&mut self) -> bool {
        (&mut self.inner).unregister()
    }
}

/// The future of [`FlagWaiter::wait`].
#[must_use = "futures do nothing unless they are awaited or polled"]
pub struct FlagWaiterWait<'handle> {
    inner: ::spmc_waker::__private::Wait<
        'handle,
        Flag,
        ::spmc_waker::__private::WaiterSide,
    >,
}

#[automatically_derived]
impl<'handle> ::spmc_waker::__private::core::future::Future for FlagWaiterWait<'handle> {
    type Output = ();
    #[inline]
    fn poll(
        self: ::spmc_waker::__private::core::pin::Pin<&mut Self>,
        cx: &mut ::spmc_waker::__private::core::task::Context<'_>,
    ) -> ::spmc_waker::__private::core::task::Poll<Self::Output> {
        let Self { inner, .. } = ::spmc_waker::__private::core::pin::Pin::get_mut(self);
        inner.poll(cx, ::spmc_waker::__private::Until::until)
    }
}

#[automatically_derived]
impl<'handle> ::spmc_waker::__private::core::marker::Unpin for FlagWaiterWait<'handle> {}

#[automatically_derived]
impl<'handle> ::spmc_waker::__private::core::fmt::Debug for FlagWaiterWait<'handle> {
    fn fmt(
        &self,
        f: &mut ::spmc_waker::__private::core::fmt::Formatter<'_>,
    ) -> ::spmc_waker::__private::core::fmt::Result {
        ::spmc_waker::__private::core::fmt::DebugStruct::finish_non_exhaustive(
            &mut ::spmc_waker::__private::core::fmt::Formatter::debug_struct(
                f,
                "FlagWaiterWait",
            ),
        )
    }
}

#[automatically_derived]
impl ::spmc_waker::__private::core::future::Future for FlagWaiter {
    type Output = ();
    #[inline]
    fn poll(
        self: ::spmc_waker::__private::core::pin::Pin<&mut Self>,
        cx: &mut ::spmc_waker::__private::core::task::Context<'_>,
    ) -> ::spmc_waker::__private::core::task::Poll<Self::Output> {
        Self::poll_wait(::spmc_waker::__private::core::pin::Pin::get_mut(self), cx)
    }
}
