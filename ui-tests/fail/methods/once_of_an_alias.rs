use spmc_waker::waitable;
use std::sync::Mutex;

type Handed<T> = Option<T>;

struct Slot {
    value: Mutex<Option<u32>>,
}

#[waitable]
impl Slot {
    #[wait(put, by = notifier)]
    fn try_put(&self, #[once] value: &mut Handed<u32>) -> bool {
        *self.value.lock().unwrap() = value.take();
        true
    }

    #[wait(take)]
    fn try_take(&self) -> Option<u32> {
        self.value.lock().unwrap().take()
    }
}

fn main() {}
