//! A semaphore: any number of tasks wait for permits, which are released when they are dropped.
//!
//! ```
//! let semaphore = spmc_waker_examples::semaphore::Semaphore::new(1);
//! let permit = semaphore.try_acquire().unwrap();
//! let other = semaphore.clone();
//! let thread = std::thread::spawn(move || other.blocking_acquire().map(drop));
//! drop(permit);
//! assert_eq!(thread.join().unwrap(), Ok(()));
//! ```
//!
//! There is no queue. A task that has not waited may take a permit before one that waits, so the semaphore is
//! quick, but not fair. `acquire_many` needs all its permits to be free at one time: while other tasks keep
//! taking what is released, it may wait forever. Where that matters, let everyone take the same number, or take
//! permits one by one and merge them.

#[cfg(any(loom, shuttle))]
use crate::model::AtomicUsize;
use spmc_waker::waitable;
#[cfg(not(any(loom, shuttle)))]
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::SeqCst;
use std::{borrow::Borrow, error::Error, fmt, mem, ptr, task::Poll, time::Duration};

/// There will be no more permits.
const CLOSED: usize = 1;
/// One permit, counted above that bit.
const PERMIT: usize = 2;

/// How many permits are free, and whether the semaphore is closed.
#[derive(Debug)]
struct Permits(AtomicUsize);

// `sync = false`: the condition is one atomic, which is always `SeqCst`.
#[waitable(
    /// Takes permits. Clone it for each task, or share it: the waits take `&self`.
    waiters = pub Semaphore,
    notifier = none,
    sync = false
)]
impl Permits {
    /// Takes a permit, or says why there is none.
    #[wait(take, blocking, wakes = none)]
    fn try_take(&self) -> Poll<Result<(), Closed>> {
        self.try_take_many(1)
    }

    /// Takes this many permits, if they are free.
    #[wait(take_many, blocking, wakes = none)]
    fn try_take_many(&self, count: usize) -> Poll<Result<(), Closed>> {
        let count = count
            .checked_mul(PERMIT)
            .expect("so many permits never exist");
        let fewer = |word| match word & CLOSED {
            CLOSED => None,
            _ => usize::checked_sub(word, count),
        };
        match self.0.fetch_update(SeqCst, SeqCst, fewer) {
            Ok(_) => Poll::Ready(Ok(())),
            Err(word) if word & CLOSED != 0 => Poll::Ready(Err(Closed)),
            Err(_) => Poll::Pending,
        }
    }

    /// Releases one permit. One task can take it, or one of the tasks that wait for more.
    #[notify(by = Semaphore, wakes = [one(take), take_many])]
    fn release(&self) {
        self.add(1);
    }

    /// Adds permits.
    #[notify(by = Semaphore)]
    pub fn add_permits(&self, count: usize) {
        self.add(count);
    }

    /// Takes away permits that are free, but no more than `count`. Returns how many.
    #[notify(by = Semaphore, wakes = none)]
    pub fn forget_permits(&self, count: usize) -> usize {
        let taken = |word| usize::min(word / PERMIT, count);
        let fewer = |word| Some(word - taken(word) * PERMIT);
        self.0.fetch_update(SeqCst, SeqCst, fewer).map_or(0, taken)
    }

    /// Closes the semaphore: nobody gets a permit any more. Those who have one keep it.
    #[notify(by = Semaphore, cold)]
    pub fn close(&self) {
        self.0.fetch_or(CLOSED, SeqCst);
    }

    /// Whether the semaphore is closed.
    #[query]
    pub fn is_closed(&self) -> bool {
        self.0.load(SeqCst) & CLOSED != 0
    }

    /// How many permits are free.
    #[query]
    pub fn available_permits(&self) -> usize {
        self.0.load(SeqCst) / PERMIT
    }

    /// Tells semaphores apart.
    #[query]
    fn address(&self) -> usize {
        ptr::from_ref(self).addr()
    }

    fn add(&self, count: usize) {
        assert!(count <= Semaphore::MAX_PERMITS, "too many permits");
        let before = self.0.fetch_add(count * PERMIT, SeqCst);
        if before / PERMIT + count > Semaphore::MAX_PERMITS {
            self.0.fetch_sub(count * PERMIT, SeqCst);
            panic!("too many permits");
        }
    }
}

impl Semaphore {
    /// The maximum number of free permits.
    pub const MAX_PERMITS: usize = usize::MAX >> 3;

    /// A semaphore with this many permits. Panics if these are more than [`Self::MAX_PERMITS`].
    pub fn new(permits: usize) -> Self {
        let semaphore = Permits(AtomicUsize::new(0)).into_handle();
        semaphore.add_permits(permits);
        semaphore
    }

    /// Waits for a permit.
    ///
    /// # Cancel safety
    ///
    /// A future that is dropped takes no permit. If it was woken for one, another task is woken.
    pub async fn acquire(&self) -> Result<Permit<&Self>, Closed> {
        self.take().await.map(|()| Permit::new(self, 1))
    }

    /// The same, for a permit that owns a handle of the semaphore.
    pub async fn acquire_owned(self) -> Result<Permit, Closed> {
        self.take().await.map(|()| Permit::new(self, 1))
    }

    /// Waits until this many permits are free at one time, and takes them. The head of this file says what that
    /// cannot promise.
    pub async fn acquire_many(&self, count: usize) -> Result<Permit<&Self>, Closed> {
        let taken = self.take_many(count).await;
        taken.map(|()| Permit::new(self, count))
    }

    /// The same, for a permit that owns a handle of the semaphore.
    pub async fn acquire_many_owned(self, count: usize) -> Result<Permit, Closed> {
        let taken = self.take_many(count).await;
        taken.map(|()| Permit::new(self, count))
    }

    /// Takes a permit that is free now.
    pub fn try_acquire(&self) -> Result<Permit<&Self>, TryAcquireError> {
        self.try_acquire_many(1)
    }

    /// The same, for a permit that owns a handle of the semaphore.
    pub fn try_acquire_owned(self) -> Result<Permit, TryAcquireError> {
        self.try_acquire_many_owned(1)
    }

    /// Takes this many permits that are free now.
    pub fn try_acquire_many(&self, count: usize) -> Result<Permit<&Self>, TryAcquireError> {
        let taken = TryAcquireError::or(self.try_take_many(count));
        taken.map(|()| Permit::new(self, count))
    }

    /// The same, for a permit that owns a handle of the semaphore.
    pub fn try_acquire_many_owned(self, count: usize) -> Result<Permit, TryAcquireError> {
        let taken = TryAcquireError::or(self.try_take_many(count));
        taken.map(|()| Permit::new(self, count))
    }

    /// Waits for a permit, and blocks the thread.
    pub fn blocking_acquire(&self) -> Result<Permit<&Self>, Closed> {
        self.blocking_take().map(|()| Permit::new(self, 1))
    }

    /// The same for this many permits, as in [`Self::acquire_many`].
    pub fn blocking_acquire_many(&self, count: usize) -> Result<Permit<&Self>, Closed> {
        let taken = self.blocking_take_many(count);
        taken.map(|()| Permit::new(self, count))
    }

    /// Waits for a permit, but no longer than `timeout`, and blocks the thread.
    pub fn acquire_timeout(&self, timeout: Duration) -> Result<Permit<&Self>, TryAcquireError> {
        let taken = self.take_timeout(timeout);
        TryAcquireError::or(taken.map_or(Poll::Pending, Poll::Ready)).map(|()| Permit::new(self, 1))
    }
}

/// Permits that were taken. The drop releases them.
///
/// It borrows the semaphore, or owns a handle of it.
#[derive(Debug)]
#[must_use = "a permit that is dropped at once is released at once"]
pub struct Permit<S: Borrow<Semaphore> = Semaphore> {
    semaphore: S,
    count: usize,
}

impl<S: Borrow<Semaphore>> Permit<S> {
    const fn new(semaphore: S, count: usize) -> Self {
        Self { semaphore, count }
    }

    /// How many permits these are.
    pub const fn num_permits(&self) -> usize {
        self.count
    }

    /// Does not release them: the semaphore has fewer permits from now on.
    pub fn forget(mut self) {
        self.count = 0;
    }

    /// Adds the permits of another one. Panics if that is of another semaphore.
    pub fn merge(&mut self, mut other: Self) {
        let address = |permit: &Self| permit.semaphore.borrow().address();
        assert_eq!(address(self), address(&other), "permits of two semaphores");
        self.count += mem::take(&mut other.count);
    }
}

impl<S: Borrow<Semaphore> + Clone> Permit<S> {
    /// Splits off this many permits, if there are as many.
    pub fn split(&mut self, count: usize) -> Option<Self> {
        self.count = self.count.checked_sub(count)?;
        Some(Self::new(self.semaphore.clone(), count))
    }
}

impl<S: Borrow<Semaphore>> Drop for Permit<S> {
    fn drop(&mut self) {
        match self.count {
            0 => {}
            1 => self.semaphore.borrow().release(),
            count => self.semaphore.borrow().add_permits(count),
        }
    }
}

/// The semaphore is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closed;

impl fmt::Display for Closed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the semaphore is closed")
    }
}

impl Error for Closed {}

/// Why there is no permit now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TryAcquireError {
    /// The semaphore is closed.
    Closed,
    /// Too few permits are free.
    NoPermits,
}

impl TryAcquireError {
    const fn or(taken: Poll<Result<(), Closed>>) -> Result<(), Self> {
        match taken {
            Poll::Ready(Ok(())) => Ok(()),
            Poll::Ready(Err(Closed)) => Err(Self::Closed),
            Poll::Pending => Err(Self::NoPermits),
        }
    }
}

impl fmt::Display for TryAcquireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Closed => "the semaphore is closed",
            Self::NoPermits => "too few permits are free",
        })
    }
}

impl Error for TryAcquireError {}
