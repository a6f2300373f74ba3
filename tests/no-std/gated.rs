//! Does not compile without the feature `macros`: rustc is to say that it is off.
use spmc_waker::waitable;

#[waitable(until = |flag| flag.0)]
pub struct Flag(bool);
