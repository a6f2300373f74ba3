//~ error at `const`: `#[waitable]` cannot be put on a value
use spmc_waker::waitable;

#[waitable]
const RAISED: bool = false;

fn main() {}
