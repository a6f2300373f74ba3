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
    pub fn send(&self, value: T) {
        self.queue.lock().unwrap().push_back(value);
    }

    /// Receives the next value, `None` once all senders are gone and the channel is empty.
    pub fn try_recv(&self) -> Poll<Option<T>> {
        let closed = self.closed.load(Acquire);
        match self.queue.lock().unwrap().pop_front() {
            Some(value) => Poll::Ready(Some(value)),
            None if closed => Poll::Ready(None),
            None => Poll::Pending,
        }
    }

    /// Whether no value waits to be received.
    pub fn is_empty(&self) -> bool {
        self.queue.lock().unwrap().is_empty()
    }

    fn close(&self) {
        self.closed.store(true, Release);
    }
}
use ::spmc_waker::__private as __channel;

#[automatically_derived]
impl<T> __channel::Condition for Channel<T> {
    type Wakers = [__channel::SpmcWaker<true, true>; 1];
    const NAMES: &'static [&'static __channel::str] = &["Receiver::recv"];
    const NOTIFIER_DROP: __channel::DropHook<Self> = __channel::DropHook::new(
        Self::close,
        0b1,
    );
}

#[automatically_derived]
impl<T> __channel::Waits<0> for Channel<T> {}

impl<T> Channel<T> {
    /// Makes the handles of this condition, which own it together: [`Sender`] and [`Receiver`].
    #[must_use = "the condition can be reached only through its handles"]
    pub fn into_pair(self) -> (Sender<T>, Receiver<T>) {
        let mut handles = __channel::FirstHandles::with_notifier(self);
        (
            Sender {
                inner: __channel::FirstHandles::notifier(&mut handles),
            },
            Receiver {
                inner: __channel::FirstHandles::waiter(&mut handles),
            },
        )
    }
}

/// Sends to a [`Receiver`].
pub struct Sender<T> {
    inner: __channel::Notifier<__channel::Owned<Channel<T>>>,
}

#[automatically_derived]
impl<T> __channel::Debug for Sender<T> {
    fn fmt(&self, f: &mut __channel::Formatter<'_>) -> __channel::fmt::Result {
        __channel::debug(f, "Sender")
    }
}

#[automatically_derived]
impl<T> __channel::Clone for Sender<T> {
    fn clone(&self) -> Self {
        Self {
            inner: __channel::Clone::clone(&self.inner),
        }
    }
}

#[allow(dead_code)]
impl<T> Sender<T> {
    /// Sends a value.
    #[inline]
    pub fn send(&self, value: T) {
        let change = __channel::Notifier::change::<__channel::Wakes<0b1>>(&self.inner);
        <Channel<T>>::send(&change, value)
    }

    /// Whether no value waits to be received.
    #[inline]
    pub fn is_empty(&self) -> bool {
        <Channel<T>>::is_empty(__channel::Notifier::condition(&self.inner))
    }
}

/// Receives what [`Sender`]s send.
pub struct Receiver<T> {
    inner: __channel::Waiter<__channel::Owned<Channel<T>>, 0>,
}

#[automatically_derived]
impl<T> __channel::Debug for Receiver<T> {
    fn fmt(&self, f: &mut __channel::Formatter<'_>) -> __channel::fmt::Result {
        __channel::Waiter::debug(&self.inner, f)
    }
}

#[allow(dead_code)]
impl<T> Receiver<T> {
    /// Receives the next value, `None` once all senders are gone and the channel is empty.
    #[inline]
    pub fn try_recv(&mut self) -> Poll<Option<T>> {
        <Channel<T>>::try_recv(__channel::Waiter::condition(&self.inner))
    }

    /// Waits until [`try_recv`](Self::try_recv) is ready, and returns its value.
    ///
    /// # Cancel safety
    ///
    /// The future can be dropped at any time: [`try_recv`](Self::try_recv) takes something only
    /// when it is ready.
    #[inline]
    pub fn recv(&mut self) -> ReceiverRecv<'_, T> {
        ReceiverRecv {
            inner: __channel::Waiter::wait(&mut self.inner),
            ended: false,
        }
    }

    /// Polls [`try_recv`](Self::try_recv). If it is not ready, the task is woken when another poll
    /// is worthwhile. Of the polls of this wait by this method, only the last one's task is woken.
    ///
    /// # Cancel safety
    ///
    /// If it is not polled again, the task stays registered: call
    /// [`unregister`](Self::unregister).
    #[inline]
    pub fn poll_recv(
        &mut self,
        cx: &mut __channel::Context<'_>,
    ) -> __channel::Poll<Option<T>> {
        __channel::Waiter::poll::<
            0,
            __channel::Wakes<0b0>,
            _,
        >(&mut self.inner, cx, <Channel<T>>::try_recv)
    }

    /// Whether no value waits to be received.
    #[inline]
    pub fn is_empty(&self) -> bool {
        <Channel<T>>::is_empty(__channel::Waiter::condition(&self.inner))
    }

    /// Ends all waits of this handle: removes the registrations that dropped waits have left, disarms
    /// them, and drops the wakers that are kept for the next ones. Returns whether a task was
    /// registered.
    pub fn unregister(&mut self) -> __channel::bool {
        __channel::Waiter::unregister(&mut self.inner)
    }
}

/// The future of [`Receiver::recv`].
#[must_use = "futures do nothing unless they are awaited or polled"]
pub struct ReceiverRecv<'a, T> {
    inner: __channel::Wait<'a, Channel<T>, 0>,
    ended: __channel::bool,
}

#[automatically_derived]
impl<T> __channel::Future for ReceiverRecv<'_, T> {
    type Output = Option<T>;
    #[inline]
    fn poll(
        self: __channel::Pin<&mut Self>,
        cx: &mut __channel::Context<'_>,
    ) -> __channel::Poll<Self::Output> {
        let this = __channel::Pin::get_mut(self);
        let result = __channel::Wait::poll(&mut this.inner, cx, <Channel<T>>::try_recv);
        this.ended = __channel::Poll::is_ready(&result);
        result
    }
}

#[automatically_derived]
impl<T> __channel::Debug for ReceiverRecv<'_, T> {
    fn fmt(&self, f: &mut __channel::Formatter<'_>) -> __channel::fmt::Result {
        __channel::Wait::debug(&self.inner, f, "ReceiverRecv")
    }
}

#[automatically_derived]
impl<T> __channel::FusedFuture for ReceiverRecv<'_, T> {
    fn is_terminated(&self) -> __channel::bool {
        self.ended
    }
}
