use spmc_waker::waitable;

#[waitable]
pub async unsafe fn raised() {}

fn main() {}
