use spmc_waker::waitable;

#[waitable(until = |state| matches!(state, State::Done))]
enum State {
    Busy,
    Done,
}

fn main() {
    let _ = (State::Busy, State::Done);
}
