//~ as without the macro
//~ error at `Counter` in `&mut Counter`: error[E0425]: cannot find type
use spmc_waker::waitable;

struct Flag;

#[waitable(waiter = Waiter { seen: Counter })]
impl Flag {
    #[notify]
    fn raise(&self) {}

    #[wait(raised)]
    fn try_raised(&self, #[field] seen: &mut Counter) -> bool {
        seen.is_odd()
    }
}

fn main() {}

//~ only with the macro
async fn run(mut waiter: Waiter) {
    waiter.raised().await;
}
