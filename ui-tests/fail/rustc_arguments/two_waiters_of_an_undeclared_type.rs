//! An argument has a type that rustc rejects.
//~ as without the macro
//~ error at `Item` in `item: Item`: error[E0425]: cannot find type `Item` in this scope
//~ error at `Item` in `Option<Item>`: error[E0425]: cannot find type `Item` in this scope
use spmc_waker::waitable;
use std::sync::Mutex;

struct Slot {
    item: Mutex<Option<u32>>,
}

#[waitable(waiter = Sender, waiter = Receiver)]
impl Slot {
    #[wait(send, by = Sender, wakes = Receiver)]
    fn try_send(&self, item: Item) -> bool {
        let mut slot = self.item.lock().unwrap();
        slot.is_none() && slot.replace(item.number()).is_none()
    }

    #[wait(recv, by = Receiver, wakes = Sender)]
    fn try_recv(&self) -> Option<Item> {
        self.item.lock().unwrap().take().map(Into::into)
    }
}

fn main() {}
