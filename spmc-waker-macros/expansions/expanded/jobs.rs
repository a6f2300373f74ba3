use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering::Acquire, Ordering::Release};
use std::sync::{Mutex, PoisonError};
use std::task::Poll;

/// What is to be done.
#[derive(Debug, PartialEq)]
pub struct Job(pub u32);

/// A job that nobody will do any more.
#[derive(Debug, PartialEq)]
pub struct Rejected(pub Job);

/// A queue of jobs that has room for four.
#[derive(Default)]
pub struct Jobs {
    queue: Mutex<VecDeque<Job>>,
    closed: AtomicBool,
}

impl Jobs {
    /// Submits a job, if there is room.
    pub fn try_submit(&self, job: &mut Option<Job>) -> Poll<Result<(), Rejected>> {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        if self.closed.load(Acquire) {
            return Poll::Ready(job.take().map_or(Ok(()), |job| Err(Rejected(job))));
        }
        if queue.len() == 4 {
            return Poll::Pending;
        }
        queue.extend(job.take());
        Poll::Ready(Ok(()))
    }

    /// Receives the next job, `None` once the client is gone and the queue is empty.
    pub fn try_receive(&self, received: &mut u64) -> Poll<Option<Job>> {
        let closed = self.closed.load(Acquire);
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        match queue.pop_front() {
            Some(job) => {
                *received += 1;
                Poll::Ready(Some(job))
            }
            None if closed => Poll::Ready(None),
            None => Poll::Pending,
        }
    }

    fn close(&self) {
        self.closed.store(true, Release);
    }
}
use ::spmc_waker::__private as __jobs;

#[automatically_derived]
impl __jobs::Condition for Jobs {
    type Wakers = [__jobs::SpmcWaker<true, true>; 2];
    const WAITS: &'static [__jobs::usize] = &[0, 1];
    const NAMES: &'static [&'static __jobs::str] = &[
        "Client::submit",
        "Worker::receive",
    ];
}

#[automatically_derived]
impl __jobs::Waits<0> for Jobs {
    const DROP: __jobs::DropHook<Self> = __jobs::DropHook::new(Self::close, 0b10);
}

#[automatically_derived]
impl __jobs::Waits<1> for Jobs {
    const DROP: __jobs::DropHook<Self> = __jobs::DropHook::new(Self::close, 0b01)
        .with_field::<u64>(0b01);
}

impl Jobs {
    /// Makes the handles of this condition, which own it together: [`Client`] and [`Worker`].
    #[must_use = "the condition can be reached only through its handles"]
    pub fn into_pair(self) -> (Client, Worker) {
        let mut handles = __jobs::FirstHandles::without_notifier(self);
        (
            Client {
                inner: __jobs::FirstHandles::waiter(&mut handles),
            },
            Worker {
                received: 0,
                ended: false,
                inner: __jobs::FirstHandles::waiter(&mut handles),
            },
        )
    }
}

/// Submits jobs to a [`Worker`].
pub struct Client {
    inner: __jobs::Waiter<__jobs::Owned<Jobs>, 0>,
}

#[automatically_derived]
impl __jobs::Debug for Client {
    fn fmt(&self, f: &mut __jobs::Formatter<'_>) -> __jobs::fmt::Result {
        __jobs::Waiter::debug(&self.inner, f)
    }
}

#[allow(dead_code)]
impl Client {
    /// Submits a job, if there is room.
    #[inline]
    pub fn try_submit(&mut self, job: &mut Option<Job>) -> Poll<Result<(), Rejected>> {
        let change = __jobs::Waiter::change::<__jobs::Wakes<0b10>>(&self.inner);
        let result = <Jobs>::try_submit(&change, job);
        __jobs::Change::wake_when(change, &result, __jobs::Readiness::is_ready);
        result
    }

    /// Waits until [`try_submit`](Self::try_submit) is ready, and returns its value.
    ///
    /// # Cancel safety
    ///
    /// A future that is dropped drops `job`, unless [`try_submit`](Self::try_submit) has taken it.
    /// To keep it, call `into_item` of the future, or pass an `Option` of your own to
    /// [`poll_submit`](Self::poll_submit).
    #[inline]
    pub fn submit(&mut self, job: Job) -> ClientSubmit<'_> {
        ClientSubmit {
            inner: __jobs::Waiter::wait(&mut self.inner),
            job: __jobs::Option::Some(job),
            ended: false,
        }
    }

    /// Polls [`try_submit`](Self::try_submit). If it is not ready, the task is woken when another
    /// poll is worthwhile. Of the polls of this wait by this method, only the last one's task is
    /// woken.
    ///
    /// # Cancel safety
    ///
    /// If it is not polled again, the task stays registered: call
    /// [`unregister`](Self::unregister).
    #[inline]
    pub fn poll_submit(
        &mut self,
        cx: &mut __jobs::Context<'_>,
        job: &mut Option<Job>,
    ) -> __jobs::Poll<Result<(), Rejected>> {
        __jobs::Waiter::poll::<
            0,
            __jobs::Wakes<0b10>,
            _,
        >(&mut self.inner, cx, |condition| <Jobs>::try_submit(condition, &mut *job))
    }

    /// Blocks the thread until [`try_submit`](Self::try_submit) is ready.
    #[inline]
    pub fn blocking_submit(&mut self, job: Job) -> Result<(), Rejected> {
        let mut job = __jobs::Option::Some(job);
        let result = __jobs::Blocking::block_until_ready(
            __jobs::Waiter::wait::<
                0,
                __jobs::Wakes<0b10>,
                __jobs::Unarmed,
            >(&mut self.inner),
            |condition, _| <Jobs>::try_submit(condition, &mut job),
        );
        __jobs::drop(job);
        result
    }

    /// Blocks the thread until [`try_submit`](Self::try_submit) is ready, or for this long at
    /// most. If the time is over, the error contains `job`.
    #[inline]
    pub fn submit_timeout(
        &mut self,
        timeout: __jobs::Duration,
        job: Job,
    ) -> __jobs::Result<Result<(), Rejected>, __jobs::TimedOut<Job>> {
        let mut job = __jobs::Option::Some(job);
        let result = __jobs::Blocking::block_timeout(
            __jobs::Waiter::wait::<
                0,
                __jobs::Wakes<0b10>,
                __jobs::Unarmed,
            >(&mut self.inner),
            timeout,
            |condition, _| <Jobs>::try_submit(condition, &mut job),
        );
        match result {
            __jobs::Result::Ok(result) => {
                __jobs::drop(job);
                __jobs::Result::Ok(result)
            }
            __jobs::Result::Err(_) => {
                __jobs::Result::Err(__jobs::TimedOut(__jobs::unsent(job)))
            }
        }
    }

    /// Blocks the thread until [`try_submit`](Self::try_submit) is ready, or until this instant.
    /// If the time is over, the error contains `job`.
    #[inline]
    pub fn submit_deadline(
        &mut self,
        deadline: __jobs::Instant,
        job: Job,
    ) -> __jobs::Result<Result<(), Rejected>, __jobs::TimedOut<Job>> {
        let mut job = __jobs::Option::Some(job);
        let result = __jobs::Blocking::block_deadline(
            __jobs::Waiter::wait::<
                0,
                __jobs::Wakes<0b10>,
                __jobs::Unarmed,
            >(&mut self.inner),
            deadline,
            |condition, _| <Jobs>::try_submit(condition, &mut job),
        );
        match result {
            __jobs::Result::Ok(result) => {
                __jobs::drop(job);
                __jobs::Result::Ok(result)
            }
            __jobs::Result::Err(_) => {
                __jobs::Result::Err(__jobs::TimedOut(__jobs::unsent(job)))
            }
        }
    }

    /// Ends all waits of this handle: removes the registrations that dropped waits have left, disarms
    /// them, and drops the wakers that are kept for the next ones. Returns whether a task was
    /// registered.
    pub fn unregister(&mut self) -> __jobs::bool {
        __jobs::Waiter::unregister(&mut self.inner)
    }
}

/// Receives the jobs of a [`Client`].
#[must_use = "it does nothing unless it is awaited or polled"]
pub struct Worker {
    received: u64,
    ended: __jobs::bool,
    inner: __jobs::Waiter<__jobs::Owned<Jobs>, 1, __jobs::Fielded>,
}

#[automatically_derived]
impl __jobs::Debug for Worker {
    fn fmt(&self, f: &mut __jobs::Formatter<'_>) -> __jobs::fmt::Result {
        __jobs::Waiter::debug(&self.inner, f)
    }
}

#[automatically_derived]
impl __jobs::Drop for Worker {
    fn drop(&mut self) {
        __jobs::Waiter::end_waits(&mut self.inner);
    }
}

#[automatically_derived]
impl __jobs::Unpin for Worker {}

#[allow(dead_code)]
impl Worker {
    /// Receives the next job, `None` once the client is gone and the queue is empty.
    #[inline]
    pub fn try_receive(&mut self) -> Poll<Option<Job>> {
        let change = __jobs::Waiter::change::<__jobs::Wakes<0b01>>(&self.inner);
        let result = <Jobs>::try_receive(&change, &mut self.received);
        __jobs::Change::wake_when(change, &result, __jobs::Readiness::is_ready);
        result
    }

    /// Waits until [`try_receive`](Self::try_receive) is ready, and returns its value.
    ///
    /// # Cancel safety
    ///
    /// The future can be dropped at any time: [`try_receive`](Self::try_receive) takes something
    /// only when it is ready.
    #[inline]
    pub fn receive(&mut self) -> WorkerReceive<'_> {
        WorkerReceive {
            inner: __jobs::Waiter::wait(&mut self.inner),
            received: &mut self.received,
            ended: false,
        }
    }

    /// Polls [`try_receive`](Self::try_receive). If it is not ready, the task is woken when
    /// another poll is worthwhile. Of the polls of this wait by this method, only the last one's
    /// task is woken.
    ///
    /// # Cancel safety
    ///
    /// If it is not polled again, the task stays registered: call
    /// [`unregister`](Self::unregister).
    #[inline]
    pub fn poll_receive(
        &mut self,
        cx: &mut __jobs::Context<'_>,
    ) -> __jobs::Poll<Option<Job>> {
        __jobs::Waiter::poll::<
            1,
            __jobs::Wakes<0b01>,
            _,
        >(
            &mut self.inner,
            cx,
            |condition| <Jobs>::try_receive(condition, &mut self.received),
        )
    }

    /// Ends all waits of this handle: removes the registrations that dropped waits have left, disarms
    /// them, and drops the wakers that are kept for the next ones. Returns whether a task was
    /// registered.
    pub fn unregister(&mut self) -> __jobs::bool {
        __jobs::Waiter::unregister(&mut self.inner)
    }
}

/// The future of [`Client::submit`].
#[must_use = "futures do nothing unless they are awaited or polled"]
pub struct ClientSubmit<'a> {
    inner: __jobs::Wait<'a, Jobs, 0, __jobs::Wakes<0b10>>,
    job: __jobs::Option<Job>,
    ended: __jobs::bool,
}

#[automatically_derived]
impl __jobs::Future for ClientSubmit<'_> {
    type Output = Result<(), Rejected>;
    #[inline]
    fn poll(
        self: __jobs::Pin<&mut Self>,
        cx: &mut __jobs::Context<'_>,
    ) -> __jobs::Poll<Self::Output> {
        let this = __jobs::Pin::get_mut(self);
        let result = __jobs::Wait::poll(
            &mut this.inner,
            cx,
            |condition| <Jobs>::try_submit(condition, &mut this.job),
        );
        this.ended = __jobs::Poll::is_ready(&result);
        result
    }
}

#[automatically_derived]
impl __jobs::Debug for ClientSubmit<'_> {
    fn fmt(&self, f: &mut __jobs::Formatter<'_>) -> __jobs::fmt::Result {
        __jobs::Wait::debug(&self.inner, f, "ClientSubmit")
    }
}

#[allow(dead_code)]
impl ClientSubmit<'_> {
    /// Gives up the wait, and returns `job`, unless the check has taken it.
    pub fn into_item(mut self) -> __jobs::Option<Job> {
        let result = __jobs::Option::take(&mut self.job);
        __jobs::drop(self);
        result
    }
}

#[automatically_derived]
impl __jobs::FusedFuture for ClientSubmit<'_> {
    fn is_terminated(&self) -> __jobs::bool {
        self.ended
    }
}

#[automatically_derived]
impl __jobs::Unpin for ClientSubmit<'_> {}

/// The future of [`Worker::receive`].
#[must_use = "futures do nothing unless they are awaited or polled"]
pub struct WorkerReceive<'a> {
    inner: __jobs::Wait<'a, Jobs, 1, __jobs::Wakes<0b01>>,
    received: &'a mut u64,
    ended: __jobs::bool,
}

#[automatically_derived]
impl __jobs::Future for WorkerReceive<'_> {
    type Output = Option<Job>;
    #[inline]
    fn poll(
        self: __jobs::Pin<&mut Self>,
        cx: &mut __jobs::Context<'_>,
    ) -> __jobs::Poll<Self::Output> {
        let this = __jobs::Pin::get_mut(self);
        let result = __jobs::Wait::poll(
            &mut this.inner,
            cx,
            |condition| <Jobs>::try_receive(condition, &mut *this.received),
        );
        this.ended = __jobs::Poll::is_ready(&result);
        result
    }
}

#[automatically_derived]
impl __jobs::Debug for WorkerReceive<'_> {
    fn fmt(&self, f: &mut __jobs::Formatter<'_>) -> __jobs::fmt::Result {
        __jobs::Wait::debug(&self.inner, f, "WorkerReceive")
    }
}

#[automatically_derived]
impl __jobs::FusedFuture for WorkerReceive<'_> {
    fn is_terminated(&self) -> __jobs::bool {
        self.ended
    }
}

#[automatically_derived]
impl __jobs::Stream for Worker {
    type Item = Job;
    #[inline]
    fn poll_next(
        self: __jobs::Pin<&mut Self>,
        cx: &mut __jobs::Context<'_>,
    ) -> __jobs::Poll<__jobs::Option<Job>> {
        let this = __jobs::Pin::get_mut(self);
        if this.ended {
            return __jobs::Poll::Ready(__jobs::Option::None);
        }
        let poll = Self::poll_receive(this, cx);
        this.ended = __jobs::is_end(&poll);
        poll
    }
}

#[automatically_derived]
impl __jobs::FusedStream for Worker {
    fn is_terminated(&self) -> __jobs::bool {
        self.ended
    }
}
