use spmc_waker::waitable;

#[waitable]
impl u32 {
    #[notify]
    fn raise(&self) {}

    #[wait]
    fn is_raised(&self) -> bool {
        *self > 0
    }
}

fn main() {}
