//! The one file that knows which atomics are in use: core's, `portable-atomic`'s or loom's.

pub(crate) use imp::*;

/// Whether debug builds look for overlapping calls of the registering side. Not under loom, which
/// may abandon an execution in the middle of a call.
#[cfg(debug_assertions)]
pub(crate) const CHECK_OVERLAP: bool = cfg!(not(loom));

#[cfg(all(not(loom), not(feature = "portable-atomic")))]
mod imp {
    #[cfg(not(target_has_atomic = "ptr"))]
    compile_error!(
        "this target has no compare-and-swap: enable the feature `portable-atomic` of `spmc-waker`, \
         and choose how portable-atomic provides it (`critical-section`, or `unsafe-assume-single-core`)"
    );

    #[cfg(feature = "alloc")]
    pub(crate) use alloc::sync::Arc;
    #[cfg(debug_assertions)]
    pub(crate) use core::sync::atomic::AtomicBool;
    pub(crate) use core::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};
}

#[cfg(all(not(loom), feature = "portable-atomic"))]
mod imp {
    #[cfg(debug_assertions)]
    pub(crate) use portable_atomic::AtomicBool;
    pub(crate) use portable_atomic::{AtomicPtr, AtomicUsize, Ordering};
    #[cfg(feature = "alloc")]
    pub(crate) use portable_atomic_util::Arc;
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
    #[cfg(debug_assertions)]
    pub(crate) use core::sync::atomic::AtomicBool;
    #[cfg(feature = "alloc")]
    pub(crate) use loom::sync::Arc;
    use loom::sync::atomic;
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
            self.0.swap(value, order)
        }

        pub(crate) fn fetch_add(&self, value: usize, order: Ordering) -> usize {
            self.0.fetch_add(value, order)
        }

        pub(crate) fn fetch_sub(&self, value: usize, order: Ordering) -> usize {
            self.0.fetch_sub(value, order)
        }

        pub(crate) fn compare_exchange(
            &self,
            current: usize,
            new: usize,
            success: Ordering,
            failure: Ordering,
        ) -> Result<usize, usize> {
            match success {
                SeqCst => {
                    fence(SeqCst);
                    let outcome = self.0.compare_exchange(current, new, AcqRel, failure);
                    fence(SeqCst);
                    outcome
                }
                success => self.0.compare_exchange(current, new, success, failure),
            }
        }
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

#[cfg(feature = "alloc")]
pub(crate) use generic::*;

/// What generic code needs to make values in constants.
#[cfg(feature = "alloc")]
mod generic {
    /// A value that generic code can make in a constant, except under loom.
    pub trait Init: Sized {
        /// The initial value.
        #[cfg(not(loom))]
        const INIT: Self;

        /// The initial value.
        #[cfg(loom)]
        fn init() -> Self;
    }

    /// Implements [`Init`] by a `const` function.
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
}
