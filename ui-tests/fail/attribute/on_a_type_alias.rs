//! The attribute is on something other than a struct or an inherent impl.
use spmc_waker::waitable;

#[waitable]
type Flag = std::sync::atomic::AtomicBool;

fn main() {
    let _ = Flag::new(true);
}
