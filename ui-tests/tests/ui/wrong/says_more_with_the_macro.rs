//~ as without the macro
//~ error at `raised` in `{ raised`: error[E0425]: cannot find value
use spmc_waker::waitable;

struct Flag;

#[waitable]
impl Flag {
    #[notify]
    fn raise(&self) {}

    #[wait(raised, quary)]
    fn try_raised(&self) -> bool { raised }
}

fn main() {}
