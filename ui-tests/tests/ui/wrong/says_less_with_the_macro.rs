//~ as without the macro
//~ warning at `aName` in `let aName`: should have a snake case name
use spmc_waker::waitable;

#[waitable(untli = |flag| true)]
struct Flag;

fn main() {
    let aName = 1;
    let _ = aName + 1;
}
