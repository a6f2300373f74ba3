//! A result has a type that rustc rejects.
//~ as without the macro
//~ error at `Duration` in `Option<Duration`: error[E0425]: cannot find type `Duration` in this scope
//~ and: consider importing this struct
use spmc_waker::waitable;
use std::sync::Mutex;

struct Timer {
    ended: Mutex<Option<u64>>,
}

#[waitable]
impl Timer {
    #[notify]
    fn end(&self, after: u64) {
        *self.ended.lock().unwrap() = Some(after);
    }

    #[wait]
    fn try_ended(&self) -> Option<Duration> {
        self.ended.lock().unwrap().map(std::time::Duration::from_secs)
    }
}

fn main() {}

//~ only with the macro
async fn run(timer: Timer) {
    let (notifier, mut waiter) = timer.into_pair();
    notifier.end(1);
    waiter.ended().await;
}
