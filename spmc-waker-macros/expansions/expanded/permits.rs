use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// Permits that any number of tasks take.
#[derive(Default)]
pub struct Semaphore {
    free: AtomicUsize,
}

impl Semaphore {
    /// Releases a permit.
    pub fn release(&self) {
        self.free.fetch_add(1, Relaxed);
    }

    /// Takes a permit, if one is free.
    pub fn try_take(&self) -> bool {
        self.free.fetch_update(Relaxed, Relaxed, |free| free.checked_sub(1)).is_ok()
    }
}
use ::spmc_waker::__private as __semaphore;

#[automatically_derived]
impl __semaphore::Condition for Semaphore {
    type Wakers = __semaphore::GrowingSet<true, true, 0, 1>;
    const NAMES: &'static [&'static __semaphore::str] = &["Permits::take"];
    const ONE: __semaphore::usize = 0b1;
}

#[automatically_derived]
impl __semaphore::Waits<0> for Semaphore {}

impl Semaphore {
    /// Makes the handle of this condition, which owns it: [`Permits`].
    #[must_use = "the condition can be reached only through its handles"]
    pub fn into_handle(self) -> Permits {
        let mut handles = __semaphore::FirstHandles::without_notifier(self);
        Permits {
            inner: __semaphore::FirstHandles::waiters(&mut handles),
        }
    }
}

#[automatically_derived]
impl __semaphore::HandleOf<Semaphore> for Permits {
    fn storage(handle: &Self) -> &__semaphore::Owned<Semaphore> {
        __semaphore::Waiters::storage(&handle.inner)
    }
}

#[allow(dead_code, private_bounds)]
impl Permits {
    /// Makes one more `Permits`, from any handle of the same condition.
    pub fn of(handle: &impl __semaphore::HandleOf<Semaphore>) -> Self {
        Permits {
            inner: __semaphore::Waiters::of(handle),
        }
    }
}

/// Takes and releases permits.
pub struct Permits {
    inner: __semaphore::Waiters<__semaphore::Owned<Semaphore>, 0, 1>,
}

#[automatically_derived]
impl __semaphore::Debug for Permits {
    fn fmt(&self, f: &mut __semaphore::Formatter<'_>) -> __semaphore::fmt::Result {
        __semaphore::Waiters::debug(&self.inner, f)
    }
}

#[automatically_derived]
impl __semaphore::Clone for Permits {
    fn clone(&self) -> Self {
        Self {
            inner: __semaphore::Waiters::another(&self.inner),
        }
    }
}

#[allow(dead_code)]
impl Permits {
    /// Releases a permit.
    #[inline]
    pub fn release(&self) {
        let change = __semaphore::Waiters::change::<
            __semaphore::Wakes<0b0, 0b1>,
        >(&self.inner);
        <Semaphore>::release(&change);
        __semaphore::Change::end(change);
    }

    /// Takes a permit, if one is free.
    #[inline]
    pub fn try_take(&self) -> bool {
        <Semaphore>::try_take(__semaphore::Waiters::condition(&self.inner))
    }

    /// Waits until [`try_take`](Self::try_take) is true.
    ///
    /// # Cancel safety
    ///
    /// The future can be dropped at any time: [`try_take`](Self::try_take) takes something only
    /// when it is ready.
    #[inline]
    pub fn take(&self) -> PermitsTake<'_> {
        PermitsTake {
            inner: __semaphore::Waiters::wait(&self.inner),
            ended: false,
        }
    }

    /// Polls [`try_take`](Self::try_take). If it is not ready, the task is woken when another poll
    /// is worthwhile. Of the polls of this wait by this method, only the last one's task is woken.
    ///
    /// # Cancel safety
    ///
    /// If it is not polled again, the task stays registered: call
    /// [`unregister`](Self::unregister).
    #[inline]
    pub fn poll_take(
        &mut self,
        cx: &mut __semaphore::Context<'_>,
    ) -> __semaphore::Poll<()> {
        __semaphore::Waiters::poll::<
            0,
            __semaphore::Wakes<0b0>,
            true,
            _,
        >(&mut self.inner, cx, <Semaphore>::try_take)
    }

    /// Ends all waits of this handle: removes the registrations that dropped waits have left, disarms
    /// them, and drops the wakers that are kept for the next ones. Returns whether a task was
    /// registered.
    pub fn unregister(&mut self) -> __semaphore::bool {
        __semaphore::Waiters::unregister(&mut self.inner)
    }
}

/// The future of [`Permits::take`].
#[must_use = "futures do nothing unless they are awaited or polled"]
pub struct PermitsTake<'a> {
    inner: __semaphore::SharedWait<'a, Semaphore, 0, __semaphore::Wakes<0b0>, true>,
    ended: __semaphore::bool,
}

#[automatically_derived]
impl __semaphore::Future for PermitsTake<'_> {
    type Output = ();
    #[inline]
    fn poll(
        self: __semaphore::Pin<&mut Self>,
        cx: &mut __semaphore::Context<'_>,
    ) -> __semaphore::Poll<Self::Output> {
        let this = __semaphore::Pin::get_mut(self);
        let result = __semaphore::SharedWait::poll(
            &mut this.inner,
            cx,
            <Semaphore>::try_take,
        );
        this.ended = __semaphore::Poll::is_ready(&result);
        result
    }
}

#[automatically_derived]
impl __semaphore::Debug for PermitsTake<'_> {
    fn fmt(&self, f: &mut __semaphore::Formatter<'_>) -> __semaphore::fmt::Result {
        __semaphore::SharedWait::debug(&self.inner, f, "PermitsTake")
    }
}

#[automatically_derived]
impl __semaphore::FusedFuture for PermitsTake<'_> {
    fn is_terminated(&self) -> __semaphore::bool {
        self.ended
    }
}
