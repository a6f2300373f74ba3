//~ error at `thread_local`: `#[waitable]` cannot be put on this: it goes on a struct, with `until = …`, or on an inherent impl with `#[notify]` and `#[wait]` methods
use spmc_waker::waitable;

#[waitable]
thread_local! {}

fn main() {}
