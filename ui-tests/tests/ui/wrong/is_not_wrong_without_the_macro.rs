//~ as without the macro
//~ error at `untli`: unknown option
use spmc_waker::waitable;

#[waitable(untli = |flag| true)]
struct Flag;

fn main() {}
