//! Initial values: constants, except under loom, whose atomics no constant can hold.

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
