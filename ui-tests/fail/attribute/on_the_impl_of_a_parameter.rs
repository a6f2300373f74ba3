use spmc_waker::waitable;

#[waitable]
impl<T> T {
    #[notify]
    fn raise(&self) {}

    #[wait]
    fn is_raised(&self) -> bool {
        true
    }
}

fn main() {}
