use atomic_waker::AtomicWaker;
use std::{
    future::poll_fn,
    sync::{Arc, Mutex},
    task::Poll,
};

struct Job {
    result: Mutex<Option<u32>>,
    waker: AtomicWaker,
}

pub struct Worker(Arc<Job>);

pub struct Handle(Arc<Job>);

pub fn job() -> (Worker, Handle) {
    let job = Arc::new(Job {
        result: Mutex::new(None),
        waker: AtomicWaker::new(),
    });
    (Worker(Arc::clone(&job)), Handle(job))
}

impl Worker {
    pub fn finish(self, result: u32) {
        *self.0.result.lock().unwrap() = Some(result);
        self.0.waker.wake();
    }
}

impl Handle {
    pub fn try_result(&mut self) -> Option<u32> {
        self.0.result.lock().unwrap().take()
    }

    pub async fn result(&mut self) -> u32 {
        poll_fn(|cx| {
            if let Some(result) = self.try_result() {
                return Poll::Ready(result);
            }
            self.0.waker.register(cx.waker());
            // Again, since the worker may have finished before the registration.
            self.try_result().map_or(Poll::Pending, Poll::Ready)
        })
        .await
    }
}
