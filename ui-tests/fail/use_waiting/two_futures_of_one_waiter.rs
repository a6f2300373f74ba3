//! Two futures of one waiter are alive at once.
use spmc_waker::waitable;
use std::sync::Mutex;

#[derive(Default)]
struct Slot {
    value: Mutex<Option<u32>>,
}

#[waitable(notifier = Setter, waiter = Getter)]
impl Slot {
    #[notify]
    fn set(&self, value: u32) {
        *self.value.lock().unwrap() = Some(value);
    }

    #[wait(next_value)]
    fn try_take(&self) -> Option<u32> {
        self.value.lock().unwrap().take()
    }

    fn forget(&self) {
        *self.value.lock().unwrap() = None;
    }
}

async fn run() {
    let (_setter, mut getter) = Slot::default().into_pair();
    let first = getter.next_value();
    let second = getter.next_value();
    first.await;
    second.await;
}

fn main() {
    let _ = run();
}
