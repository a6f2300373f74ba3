//! Two tasks wait with one waiter.
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

fn poll(getter: &Getter) {
    drop(getter.next_value());
}

fn main() {}
