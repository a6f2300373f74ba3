use spmc_waker::waitable;

#[waitable(until = |flag| flag.raised.get())]
struct Flag {
    raised: Signal,
}

fn main() {}
