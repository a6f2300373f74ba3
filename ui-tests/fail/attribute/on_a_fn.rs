use spmc_waker::waitable;

#[waitable]
fn is_raised() -> bool {
    true
}

fn main() {
    is_raised();
}
