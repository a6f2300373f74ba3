//! Does not compile without the feature `macros`. rustc must say that the feature is off.
use spmc_waker::waitable;

#[waitable(until = |flag| flag.0)]
pub struct Flag(bool);
