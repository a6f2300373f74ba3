pub use spmc_waker_examples::semaphore::TryAcquireError;
use spmc_waker_examples::semaphore::{self as ours, Closed, Permit};
use std::sync::Arc;

/// `tokio::sync::Semaphore`, which is shared by an `Arc`. Ours is a handle.
#[derive(Debug)]
pub struct Semaphore(ours::Semaphore);

impl Semaphore {
    pub const MAX_PERMITS: usize = ours::Semaphore::MAX_PERMITS;

    pub fn new(permits: usize) -> Self {
        Self(ours::Semaphore::new(permits))
    }

    pub fn available_permits(&self) -> usize {
        self.0.available_permits()
    }

    pub fn add_permits(&self, count: usize) {
        self.0.add_permits(count);
    }

    pub fn forget_permits(&self, count: usize) -> usize {
        self.0.forget_permits(count)
    }

    pub fn close(&self) {
        self.0.close();
    }

    pub fn is_closed(&self) -> bool {
        self.0.is_closed()
    }

    pub async fn acquire(&self) -> Result<Permit<&ours::Semaphore>, Closed> {
        self.0.acquire().await
    }

    pub async fn acquire_many(&self, count: u32) -> Result<Permit<&ours::Semaphore>, Closed> {
        self.0.acquire_many(count as usize).await
    }

    pub async fn acquire_owned(self: Arc<Self>) -> Result<Permit, Closed> {
        self.0.clone().acquire_owned().await
    }

    pub async fn acquire_many_owned(self: Arc<Self>, count: u32) -> Result<Permit, Closed> {
        self.0.clone().acquire_many_owned(count as usize).await
    }

    pub fn try_acquire(&self) -> Result<Permit<&ours::Semaphore>, TryAcquireError> {
        self.0.try_acquire()
    }

    pub fn try_acquire_many(
        &self,
        count: u32,
    ) -> Result<Permit<&ours::Semaphore>, TryAcquireError> {
        self.0.try_acquire_many(count as usize)
    }

    pub fn try_acquire_owned(self: Arc<Self>) -> Result<Permit, TryAcquireError> {
        self.0.clone().try_acquire_owned()
    }

    pub fn try_acquire_many_owned(self: Arc<Self>, count: u32) -> Result<Permit, TryAcquireError> {
        self.0.clone().try_acquire_many_owned(count as usize)
    }

    pub fn blocking_acquire(&self) -> Result<Permit<&ours::Semaphore>, Closed> {
        self.0.blocking_acquire()
    }

    pub fn blocking_acquire_many(&self, count: u32) -> Result<Permit<&ours::Semaphore>, Closed> {
        self.0.blocking_acquire_many(count as usize)
    }
}
