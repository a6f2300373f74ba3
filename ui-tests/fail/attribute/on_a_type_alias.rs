use spmc_waker::waitable;

#[waitable]
type Flag = std::sync::atomic::AtomicBool;

fn main() {
    let _ = Flag::new(true);
}
