use spmc_waker::waitable;
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

#[waitable(
    /// Submits jobs to a [`Worker`].
    waiter = Client,
    /// Receives the jobs of a [`Client`].
    waiter = Worker { received: u64 = 0 }
)]
impl Jobs {
    /// Submits a job, if there is room.
    #[wait(submit, by = Client, blocking, wakes = Worker)]
    pub fn try_submit(&self, #[once] job: &mut Option<Job>) -> Poll<Result<(), Rejected>> {
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
    #[wait(receive, by = Worker, stream, wakes = Client)]
    pub fn try_receive(&self, #[field] received: &mut u64) -> Poll<Option<Job>> {
        // Before the queue: what was submitted before the close is then seen in the queue.
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

    #[on_drop(Client, Worker)]
    fn close(&self) {
        self.closed.store(true, Release);
    }
}
