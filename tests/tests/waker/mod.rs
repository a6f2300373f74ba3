//! The waker alone, without conditions.

/// Makes a test of each function in all four modes.
macro_rules! in_all_modes {
    ($($name:ident)+) => {$(
        mod $name {
            #[test]
            fn uncached() {
                super::$name::<false, false>();
            }
            #[test]
            fn cached() {
                super::$name::<false, true>();
            }
            #[test]
            fn sync_uncached() {
                super::$name::<true, false>();
            }
            #[test]
            fn sync_cached() {
                super::$name::<true, true>();
            }
        }
    )+};
}

mod contract;
mod panics;
mod paused;
mod registrar;
