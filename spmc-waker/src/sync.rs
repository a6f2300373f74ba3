//! The one file that knows which atomics are in use: core's, `portable-atomic`'s or loom's.

pub(crate) use imp::*;

/// Whether debug builds look for overlapping calls of the registering side. Not under loom, which
/// may abandon an execution in the middle of a call.
#[cfg(debug_assertions)]
pub(crate) const CHECK_OVERLAP: bool = cfg!(not(loom));

/// How often `clear` looks again whether the wake that it found inside the cached waker has come back:
/// for as long as a store takes to reach other cores. Under loom, where all looks are alike, once.
pub(crate) const CLEAR_LOOKS: usize = if cfg!(loom) { 1 } else { 8 };

/// How many slots the first segment of a wait has, and how many each other one. Under loom there are few,
/// so that a model reaches the second segment with few threads.
#[cfg(feature = "alloc")]
pub(crate) const SEGMENT_SLOTS: [usize; 2] = if cfg!(loom) {
    [2, 2]
} else {
    [4, usize::BITS as usize]
};

/// Gives back a flag that the caller took by a read-modify-write: a plain release store.
///
/// Loom lets a later read-modify-write read the value before such a store, which no memory model
/// allows (`tests/litmus/flag_store.litmus`). So under loom it is a swap.
#[cfg(feature = "alloc")]
#[inline]
pub(crate) fn give_back(flag: &AtomicUsize, value: usize) {
    // Release, with the acquiring read-modify-write that takes the flag next.
    #[cfg(not(loom))]
    flag.store(value, Ordering::Release);
    #[cfg(loom)]
    flag.swap(value, Ordering::Release);
}

/// What that check marks a call with: nothing that a model should see.
#[cfg(all(debug_assertions, not(loom)))]
pub(crate) use AtomicBool as OverlapFlag;
#[cfg(all(debug_assertions, loom))]
pub(crate) use core::sync::atomic::AtomicBool as OverlapFlag;

#[cfg(all(not(loom), not(feature = "portable-atomic")))]
mod imp {
    #[cfg(not(target_has_atomic = "ptr"))]
    compile_error!(
        "this target has no compare-and-swap: enable the feature `portable-atomic` of `spmc-waker`, \
         and choose how portable-atomic provides it (`critical-section`, or `unsafe-assume-single-core`)"
    );

    #[cfg(any(debug_assertions, feature = "std"))]
    pub(crate) use core::sync::atomic::AtomicBool;
    pub(crate) use core::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};
}

#[cfg(all(not(loom), feature = "portable-atomic"))]
mod imp {
    #[cfg(any(debug_assertions, feature = "std"))]
    pub(crate) use portable_atomic::AtomicBool;
    pub(crate) use portable_atomic::{AtomicPtr, AtomicUsize, Ordering};
}

/// Loom's types, with `SeqCst` accesses spelled as fences.
///
/// Loom takes a `SeqCst` load or store for an acquire load or a release store, but it models
/// `SeqCst` fences. A fence before each `SeqCst` read and one after each `SeqCst` write is the
/// usual mapping of one to the other. It is stronger than what it stands for: the fences order
/// relaxed accesses around them, too. So a model does not notice a condition that is weaker than
/// `SYNC = false` asks for.
#[cfg(loom)]
mod imp {
    use Ordering::{AcqRel, Acquire, Release, SeqCst};
    use loom::sync::atomic;
    #[cfg(feature = "std")]
    pub(crate) use loom::sync::atomic::AtomicBool;
    use loom::sync::atomic::fence;
    pub(crate) use loom::sync::atomic::{AtomicPtr, Ordering};

    #[derive(Debug)]
    pub(crate) struct AtomicUsize(atomic::AtomicUsize);

    impl AtomicUsize {
        pub(crate) fn new(value: usize) -> Self {
            Self(atomic::AtomicUsize::new(value))
        }

        pub(crate) fn load(&self, order: Ordering) -> usize {
            match order {
                SeqCst => {
                    fence(SeqCst);
                    self.0.load(Acquire)
                }
                order => self.0.load(order),
            }
        }

        pub(crate) fn store(&self, value: usize, order: Ordering) {
            match order {
                SeqCst => {
                    self.0.store(value, Release);
                    fence(SeqCst);
                }
                order => self.0.store(value, order),
            }
        }

        pub(crate) fn swap(&self, value: usize, order: Ordering) -> usize {
            fenced(order, |order| self.0.swap(value, order))
        }

        pub(crate) fn fetch_add(&self, value: usize, order: Ordering) -> usize {
            fenced(order, |order| self.0.fetch_add(value, order))
        }

        #[cfg(feature = "alloc")]
        pub(crate) fn fetch_sub(&self, value: usize, order: Ordering) -> usize {
            self.0.fetch_sub(value, order)
        }

        pub(crate) fn fetch_or(&self, value: usize, order: Ordering) -> usize {
            fenced(order, |order| self.0.fetch_or(value, order))
        }

        pub(crate) fn fetch_and(&self, value: usize, order: Ordering) -> usize {
            fenced(order, |order| self.0.fetch_and(value, order))
        }

        pub(crate) fn compare_exchange(
            &self,
            current: usize,
            new: usize,
            success: Ordering,
            failure: Ordering,
        ) -> Result<usize, usize> {
            fenced(success, |success| {
                self.0.compare_exchange(current, new, success, failure)
            })
        }
    }

    /// A read-modify-write, with fences if it is `SeqCst`.
    fn fenced<R>(order: Ordering, read_modify_write: impl FnOnce(Ordering) -> R) -> R {
        match order {
            SeqCst => {
                fence(SeqCst);
                let outcome = read_modify_write(AcqRel);
                fence(SeqCst);
                outcome
            }
            order => read_modify_write(order),
        }
    }
}

/// Threads of std.
#[cfg(all(not(loom), feature = "std"))]
pub(crate) mod thread {
    pub(crate) use std::thread::{Thread, current};
    use std::thread::{park, park_timeout};
    use std::time::Instant;

    /// Blocks this thread until it is unparked, for no reason, or in time. Returns whether there
    /// was time left.
    pub(crate) fn park_until(deadline: Option<Instant>) -> bool {
        let Some(deadline) = deadline else {
            park();
            return true;
        };
        let left = deadline.saturating_duration_since(Instant::now());
        park_timeout(left);
        !left.is_zero()
    }
}

/// Threads of loom, for which time does not pass: no deadline comes.
#[cfg(all(loom, feature = "std"))]
pub(crate) mod thread {
    use loom::thread::park;
    pub(crate) use loom::thread::{Thread, current};
    use std::time::Instant;

    pub(crate) fn park_until(_: Option<Instant>) -> bool {
        park();
        true
    }
}

/// Defines functions that are `const`, except under loom, whose atomics no constant can hold.
macro_rules! const_fn {
    ($($(#[$attr:meta])* $vis:vis fn $name:ident($($args:tt)*) -> $ret:ty $body:block)+) => {$(
        $(#[$attr])*
        #[cfg(not(loom))]
        $vis const fn $name($($args)*) -> $ret $body

        $(#[$attr])*
        #[cfg(loom)]
        $vis fn $name($($args)*) -> $ret $body
    )+};
}
pub(crate) use const_fn;

/// A value that generic code can make in a constant, except under loom.
pub trait Init: Sized {
    /// The initial value.
    #[cfg(not(loom))]
    const INIT: Self;

    /// The initial value.
    #[cfg(loom)]
    fn init() -> Self;
}

/// Implements [`Init`].
macro_rules! impl_init {
    ([$($generics:tt)*] $ty:ty = $init:expr) => {
        impl<$($generics)*> $crate::sync::Init for $ty {
            #[cfg(not(loom))]
            const INIT: Self = $init;

            #[cfg(loom)]
            fn init() -> Self {
                $init
            }
        }
    };
}
pub(crate) use impl_init;

impl<T: Init, const N: usize> Init for [T; N] {
    #[cfg(not(loom))]
    const INIT: Self = [const { T::INIT }; N];

    #[cfg(loom)]
    fn init() -> Self {
        core::array::from_fn(|_| T::init())
    }
}

/// The initial value of a type that implements [`Init`].
macro_rules! init {
    ($ty:ty) => {{
        #[cfg(not(loom))]
        let value = <$ty as $crate::sync::Init>::INIT;
        #[cfg(loom)]
        let value = <$ty as $crate::sync::Init>::init();
        value
    }};
}
pub(crate) use init;
