//! An option is in the wrong place, has generics, or has `pub` in the wrong place.
//~ error at `take` in `stream, take`: unknown option `take` of `#[wait]`: expected
//~ not: did you mean
use spmc_waker::waitable;
use std::sync::Mutex;

struct Slot {
    value: Mutex<Option<u32>>,
}

#[waitable]
impl Slot {
    #[notify]
    fn set(&self, value: u32) {
        *self.value.lock().unwrap() = Some(value);
    }

    #[wait(stream, take)]
    fn try_take(&self) -> Option<u32> {
        self.value.lock().unwrap().take()
    }
}

fn main() {}
