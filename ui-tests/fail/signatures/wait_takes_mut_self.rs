//! A marked method takes another receiver than `&self`.
//~ error at `&mut self`: a `#[wait]` method must take `&self`
use spmc_waker::{Waitable, waitable};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiter = Raiser, waiter = Lowerer, storage = borrowed)]
impl Flag {
    #[wait(raise, by = Raiser)]
    fn try_raise(&mut self) -> bool {
        !self.raised.swap(true, SeqCst)
    }

    #[wait(lower, by = Lowerer, wakes = Raiser)]
    fn try_lower(&self) -> bool {
        self.raised.swap(false, SeqCst)
    }
}

async fn run(flag: &Waitable<Flag>) {
    let mut raiser = Raiser::claim(flag).unwrap();
    raiser.raise().await;
    raiser.unregister();
    Lowerer::claim(flag).unwrap().lower().await;
}

fn main() {}
