use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering::Acquire, Ordering::Release};
use std::task::Poll;

/// An unbounded channel.
#[derive(Default)]
pub struct Channel<T> {
    queue: Mutex<VecDeque<T>>,
    closed: AtomicBool,
}

impl<T> Channel<T> {
    /// Sends a value.
    #[allow(unreachable_pub)]
    pub fn send(&self, value: T) {
        self.queue.lock().unwrap().push_back(value);
    }

    /// Receives the next value, `None` once all senders are gone and the channel is empty.
    #[allow(unreachable_pub)]
    pub fn try_recv(&self) -> Poll<Option<T>> {
        let closed = self.closed.load(Acquire);
        match self.queue.lock().unwrap().pop_front() {
            Some(value) => Poll::Ready(Some(value)),
            None if closed => Poll::Ready(None),
            None => Poll::Pending,
        }
    }

    /// Whether no value waits to be received.
    #[allow(unreachable_pub)]
    pub fn is_empty(&self) -> bool {
        self.queue.lock().unwrap().is_empty()
    }

    fn close(&self) {
        self.closed.store(true, Release);
    }
}

#[automatically_derived]
impl<T> ::spmc_waker::__private::Condition for Channel<T> {
    type NotifierSeat = ::spmc_waker::__private::Vacant;
    type WaiterSeat = ::spmc_waker::__private::SpmcWaker<true, true>;
    const NOTIFIER_DROP: ::spmc_waker::__private::DropHook<Self> = {
        let hooks = ::spmc_waker::__private::DropHook::NONE;
        let hooks = ::spmc_waker::__private::DropHook::or(hooks, <Channel<T>>::close);
        hooks
    };
}

impl<T> Channel<T> {
    /// Splits into a notifier and a waiter that share this condition.
    #[allow(dead_code)]
    #[must_use = "the condition can be reached only through its two handles"]
    pub fn into_pair(self) -> (Sender<T>, Receiver<T>) {
        let (left, right) = ::spmc_waker::__private::pair(self);
        (Sender { inner: left }, Receiver { inner: right })
    }
}

/// Changes a `Channel`, and wakes the task that waits for it. Can be cloned.
pub struct Sender<T> {
    inner: ::spmc_waker::__private::Notifier<
        ::spmc_waker::__private::Shared<Channel<T>>,
    >,
}

#[automatically_derived]
impl<T> ::spmc_waker::__private::core::fmt::Debug for Sender<T> {
    fn fmt(
        &self,
        f: &mut ::spmc_waker::__private::core::fmt::Formatter<'_>,
    ) -> ::spmc_waker::__private::core::fmt::Result {
        ::spmc_waker::__private::core::fmt::DebugStruct::finish_non_exhaustive(
            &mut ::spmc_waker::__private::core::fmt::Formatter::debug_struct(f, "Sender"),
        )
    }
}

#[automatically_derived]
impl<T> ::spmc_waker::__private::core::clone::Clone for Sender<T> {
    fn clone(&self) -> Self {
        Self {
            inner: ::spmc_waker::__private::core::clone::Clone::clone(&self.inner),
        }
    }
}

#[allow(dead_code)]
impl<T> Sender<T> {
    /// Sends a value.
    #[inline]
    pub fn send(&self, value: T) {
        let change = (&self.inner).change::<false>();
        <Channel<T>>::send(&*change, value)
    }

    /// Whether no value waits to be received.
    #[inline]
    pub fn is_empty(&self) -> bool {
        <Channel<T>>::is_empty((&self.inner).condition())
    }
}

/// Waits for a `Channel`. There is one, and it cannot be cloned.
pub struct Receiver<T> {
    inner: ::spmc_waker::__private::Waiter<
        ::spmc_waker::__private::Shared<Channel<T>>,
        ::spmc_waker::__private::WaiterSide,
    >,
}

#[automatically_derived]
impl<T> ::spmc_waker::__private::core::fmt::Debug for Receiver<T> {
    fn fmt(
        &self,
        f: &mut ::spmc_waker::__private::core::fmt::Formatter<'_>,
    ) -> ::spmc_waker::__private::core::fmt::Result {
        ::spmc_waker::__private::core::fmt::DebugStruct::finish_non_exhaustive(
            &mut ::spmc_waker::__private::core::fmt::Formatter::debug_struct(
                f,
                "Receiver",
            ),
        )
    }
}

#[allow(dead_code)]
impl<T> Receiver<T> {
    /// Receives the next value, `None` once all senders are gone and the channel is empty.
    #[inline]
    pub fn try_recv(&self) -> Poll<Option<T>> {
        <Channel<T>>::try_recv((&self.inner).condition())
    }

    /// Receives the next value, `None` once all senders are gone and the channel is empty.
    ///
    /// Waits until the check is ready. Dropping the future loses nothing; the next wait goes on.
    #[inline]
    pub fn recv(&mut self) -> ReceiverRecv<'_, T> {
        ReceiverRecv {
            inner: (&mut self.inner).wait(),
        }
    }

    /// Receives the next value, `None` once all senders are gone and the channel is empty.
    ///
    /// Polls like the future of [`recv`](Self::recv): when pending, the task is woken once it is worth another poll.
    #[inline]
    pub fn poll_recv(
        &mut self,
        cx: &mut ::spmc_waker::__private::core::task::Context<'_>,
    ) -> ::spmc_waker::__private::core::task::Poll<Option<T>> {
        (&mut (&mut self.inner).wait()).poll(cx, <Channel<T>>::try_recv)
    }

    /// Whether no value waits to be received.
    #[inline]
    pub fn is_empty(&self) -> bool {
        <Channel<T>>::is_empty((&self.inner).condition())
    }

    /// Removes the registration that a dropped wait has left. Returns whether there was one.
    pub fn unregister(&mut self) -> bool {
        (&mut self.inner).unregister()
    }
}

/// The future of [`Receiver::recv`].
#[must_use = "futures do nothing unless they are awaited or polled"]
pub struct ReceiverRecv<'handle, T> {
    inner: ::spmc_waker::__private::Wait<
        'handle,
        Channel<T>,
        ::spmc_waker::__private::WaiterSide,
    >,
}

#[automatically_derived]
impl<'handle, T> ::spmc_waker::__private::core::future::Future
for ReceiverRecv<'handle, T> {
    type Output = Option<T>;
    #[inline]
    fn poll(
        self: ::spmc_waker::__private::core::pin::Pin<&mut Self>,
        cx: &mut ::spmc_waker::__private::core::task::Context<'_>,
    ) -> ::spmc_waker::__private::core::task::Poll<Self::Output> {
        let Self { inner, .. } = ::spmc_waker::__private::core::pin::Pin::get_mut(self);
        inner.poll(cx, <Channel<T>>::try_recv)
    }
}

#[automatically_derived]
impl<'handle, T> ::spmc_waker::__private::core::marker::Unpin
for ReceiverRecv<'handle, T> {}

#[automatically_derived]
impl<'handle, T> ::spmc_waker::__private::core::fmt::Debug for ReceiverRecv<'handle, T> {
    fn fmt(
        &self,
        f: &mut ::spmc_waker::__private::core::fmt::Formatter<'_>,
    ) -> ::spmc_waker::__private::core::fmt::Result {
        ::spmc_waker::__private::core::fmt::DebugStruct::finish_non_exhaustive(
            &mut ::spmc_waker::__private::core::fmt::Formatter::debug_struct(
                f,
                "ReceiverRecv",
            ),
        )
    }
}
