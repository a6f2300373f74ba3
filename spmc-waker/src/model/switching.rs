//! Atomics and a mutex. Before each access, other handles may run.

use super::current;
use std::{
    ops::{Deref, DerefMut},
    sync::{self, LockResult, PoisonError, TryLockError, TryLockResult},
};

macro_rules! atomics {
    ($($Atomic:ident($Value:ty))*) => { $(
        #[doc = concat!("`std`'s [`", stringify!($Atomic), "`](sync::atomic::", stringify!($Atomic), "), which it derefs to.")]
        #[derive(Debug, Default)]
        pub struct $Atomic(sync::atomic::$Atomic);

        impl $Atomic {
            /// A new atomic.
            pub const fn new(value: $Value) -> Self {
                Self(sync::atomic::$Atomic::new(value))
            }

            /// Returns the value.
            pub const fn into_inner(self) -> $Value {
                self.0.into_inner()
            }
        }

        impl From<$Value> for $Atomic {
            fn from(value: $Value) -> Self {
                Self::new(value)
            }
        }

        impl Deref for $Atomic {
            type Target = sync::atomic::$Atomic;

            fn deref(&self) -> &Self::Target {
                current::may_switch();
                &self.0
            }
        }

        impl DerefMut for $Atomic {
            fn deref_mut(&mut self) -> &mut Self::Target {
                &mut self.0
            }
        }
    )* };
}

atomics! {
    AtomicBool(bool) AtomicU8(u8) AtomicU16(u16) AtomicU32(u32) AtomicU64(u64) AtomicUsize(usize)
    AtomicI8(i8) AtomicI16(i16) AtomicI32(i32) AtomicI64(i64) AtomicIsize(isize)
}

/// `std`'s [`Mutex`](sync::Mutex). In a model, nobody else runs while it is locked, so nobody waits for it.
#[derive(Debug, Default)]
pub struct Mutex<T: ?Sized>(sync::Mutex<T>);

impl<T> Mutex<T> {
    /// A new mutex.
    pub const fn new(value: T) -> Self {
        Self(sync::Mutex::new(value))
    }

    /// Returns the value. Fails if a thread has panicked while it had the mutex locked.
    pub fn into_inner(self) -> LockResult<T> {
        self.0.into_inner()
    }
}

impl<T: ?Sized> Mutex<T> {
    /// Locks the mutex. Fails if a thread has panicked while it had it locked.
    pub fn lock(&self) -> LockResult<MutexGuard<'_, T>> {
        current::may_switch();
        let held = current::Unbroken::new();
        match self.0.lock() {
            Ok(guard) => Ok(MutexGuard(guard, held)),
            Err(poisoned) => Err(PoisonError::new(MutexGuard(poisoned.into_inner(), held))),
        }
    }

    /// Locks the mutex, unless it is locked. Fails as [`lock`](Self::lock) does, too.
    pub fn try_lock(&self) -> TryLockResult<MutexGuard<'_, T>> {
        current::may_switch();
        let held = current::Unbroken::new();
        match self.0.try_lock() {
            Ok(guard) => Ok(MutexGuard(guard, held)),
            Err(TryLockError::WouldBlock) => Err(TryLockError::WouldBlock),
            Err(TryLockError::Poisoned(poisoned)) => {
                Err(PoisonError::new(MutexGuard(poisoned.into_inner(), held)).into())
            }
        }
    }

    /// The value, to which nobody else has access.
    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        self.0.get_mut()
    }
}

impl<T> From<T> for Mutex<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

/// The guard of a [`Mutex`].
#[derive(Debug)]
#[must_use = "a guard that is dropped at once unlocks at once"]
pub struct MutexGuard<'a, T: ?Sized>(sync::MutexGuard<'a, T>, current::Unbroken);

impl<T: ?Sized> Deref for MutexGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}
