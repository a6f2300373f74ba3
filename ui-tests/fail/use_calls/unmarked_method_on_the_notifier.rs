//! A handle does not have this method.
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

fn main() {
    let (setter, _getter) = Slot::default().into_pair();
    setter.forget();
}
