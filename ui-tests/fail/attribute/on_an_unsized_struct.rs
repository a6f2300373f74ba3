use spmc_waker::waitable;

struct Flags {
    raised: [bool],
}

#[waitable]
impl Flags {
    #[notify]
    fn raise(&self) {}

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised[0]
    }
}

fn main() {}
