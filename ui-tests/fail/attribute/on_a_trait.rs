use spmc_waker::waitable;

#[waitable]
trait Flag {
    #[notify]
    fn raise(&self);

    #[wait]
    fn is_raised(&self) -> bool;
}

fn main() {}
