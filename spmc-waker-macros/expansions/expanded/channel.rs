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
use ::spmc_waker::__private as __waitable_Sender;

#[automatically_derived]
impl<T> __waitable_Sender::Condition for Channel<T> {
    type Wakers = [__waitable_Sender::SpmcWaker<true, true>; 1];
    const NOTIFIER_DROP: __waitable_Sender::DropHook<Self> = {
        let __hook = __waitable_Sender::DropHook::NONE;
        let __hook = __waitable_Sender::DropHook::or(__hook, <Channel<T>>::close, 0b1);
        __hook
    };
}

#[automatically_derived]
impl<T> __waitable_Sender::Waits<0> for Channel<T> {}

impl<T> Channel<T> {
    /// Makes the handles of this condition, which own it together: [`Sender`] and [`Receiver`].
    #[allow(dead_code)]
    #[must_use = "the condition can be reached only through its handles"]
    pub fn into_pair(self) -> (Sender<T>, Receiver<T>) {
        let mut __handles = __waitable_Sender::FirstHandles::with_notifier(self);
        (
            Sender {
                inner: __waitable_Sender::FirstHandles::notifier(&mut __handles),
            },
            Receiver {
                inner: __waitable_Sender::FirstHandles::waiter(&mut __handles),
            },
        )
    }
}

/// Sends to a [`Receiver`].
pub struct Sender<T> {
    inner: __waitable_Sender::Notifier<__waitable_Sender::Owned<Channel<T>>>,
}

#[automatically_derived]
impl<T> __waitable_Sender::Debug for Sender<T> {
    fn fmt(
        &self,
        debug_formatter: &mut __waitable_Sender::Formatter<'_>,
    ) -> __waitable_Sender::fmt::Result {
        __waitable_Sender::debug(debug_formatter, "Sender")
    }
}

#[automatically_derived]
impl<T> __waitable_Sender::Clone for Sender<T> {
    fn clone(&self) -> Self {
        Self {
            inner: __waitable_Sender::Clone::clone(&self.inner),
        }
    }
}

#[allow(dead_code)]
impl<T> Sender<T> {
    /// Sends a value.
    #[allow(clippy::too_many_arguments)]
    #[inline]
    pub fn send(&self, value: T) {
        <Channel<
            T,
        >>::send(&__waitable_Sender::Notifier::change::<0b1, false>(&self.inner), value)
    }

    /// Whether no value waits to be received.
    #[inline]
    pub fn is_empty(&self) -> bool {
        <Channel<T>>::is_empty(__waitable_Sender::Notifier::condition(&self.inner))
    }
}

/// Receives what [`Sender`]s send.
pub struct Receiver<T> {
    inner: __waitable_Sender::Waiter<__waitable_Sender::Owned<Channel<T>>, 0>,
}

#[automatically_derived]
impl<T> __waitable_Sender::Debug for Receiver<T> {
    fn fmt(
        &self,
        debug_formatter: &mut __waitable_Sender::Formatter<'_>,
    ) -> __waitable_Sender::fmt::Result {
        __waitable_Sender::debug(debug_formatter, "Receiver")
    }
}

#[allow(dead_code)]
impl<T> Receiver<T> {
    /// Receives the next value, `None` once all senders are gone and the channel is empty.
    #[inline]
    pub fn try_recv(&mut self) -> Poll<Option<T>> {
        <Channel<T>>::try_recv(__waitable_Sender::Waiter::condition(&self.inner))
    }

    /// Waits until [`try_recv`](Self::try_recv) is ready, and returns its value.
    ///
    /// # Cancel safety
    ///
    /// The future can be dropped at any time: its check takes something only when it is ready.
    #[inline]
    pub fn recv(&mut self) -> ReceiverRecv<'_, T> {
        ReceiverRecv {
            inner: __waitable_Sender::Waiter::wait(&mut self.inner),
        }
    }

    /// Polls [`try_recv`](Self::try_recv). If it is not ready, the task is woken when another poll is worthwhile.
    #[inline]
    pub fn poll_recv(
        &mut self,
        task_cx: &mut __waitable_Sender::Context<'_>,
    ) -> __waitable_Sender::Poll<Option<T>> {
        __waitable_Sender::Wait::poll(
            &mut __waitable_Sender::Waiter::wait::<
                0b0,
                __waitable_Sender::Unarmed,
            >(&mut self.inner),
            task_cx,
            <Channel<T>>::try_recv,
        )
    }

    /// Whether no value waits to be received.
    #[inline]
    pub fn is_empty(&self) -> bool {
        <Channel<T>>::is_empty(__waitable_Sender::Waiter::condition(&self.inner))
    }

    /// Ends all waits: removes the registration that they have left, disarms them, and drops the
    /// waker that is kept for the next wait. Returns whether there was a registration.
    pub fn unregister(&mut self) -> bool {
        __waitable_Sender::Waiter::unregister(&mut self.inner)
    }
}

/// The future of [`Receiver::recv`].
#[must_use = "futures do nothing unless they are awaited or polled"]
pub struct ReceiverRecv<'b, T> {
    inner: __waitable_Sender::Wait<'b, Channel<T>, 0, 0b0>,
}

#[automatically_derived]
impl<T> __waitable_Sender::Future for ReceiverRecv<'_, T> {
    type Output = Option<T>;
    #[inline]
    fn poll(
        self: __waitable_Sender::Pin<&mut Self>,
        task_cx: &mut __waitable_Sender::Context<'_>,
    ) -> __waitable_Sender::Poll<Self::Output> {
        let __this = __waitable_Sender::Pin::get_mut(self);
        __waitable_Sender::Wait::poll(&mut __this.inner, task_cx, <Channel<T>>::try_recv)
    }
}

#[automatically_derived]
impl<T> __waitable_Sender::Debug for ReceiverRecv<'_, T> {
    fn fmt(
        &self,
        debug_formatter: &mut __waitable_Sender::Formatter<'_>,
    ) -> __waitable_Sender::fmt::Result {
        __waitable_Sender::debug(debug_formatter, "ReceiverRecv")
    }
}
