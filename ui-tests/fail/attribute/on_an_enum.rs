//! The attribute is on something other than a struct or an inherent impl.
use spmc_waker::waitable;

#[waitable(until = |state| matches!(state, State::Done))]
enum State {
    Busy,
    Done,
}

fn main() {
    let _ = (State::Busy, State::Done);
}
