use spmc_waker::{model::{self, atomic::AtomicUsize}, waitable};
use std::sync::atomic::Ordering::{AcqRel, Acquire};

#[derive(Default)]
struct Coins(AtomicUsize);

#[waitable(notifier = Payer, waiter = Machine)]
impl Coins {
    #[notify(when = |before| *before == 0)] // the wait is for two
    fn insert(&self) -> usize { self.0.fetch_add(1, AcqRel) }

    #[wait(two)]
    fn has_two(&self) -> bool { self.0.load(Acquire) >= 2 }
}

pub fn check() {
    model::check(|model| {
        let (payer, machine) = Coins::default().into_pair();
        model.handle("payer", payer).call("insert", |payer| payer.insert());
        model.handle("machine", machine).wait("two", async |machine| machine.two().await);
    });
}
