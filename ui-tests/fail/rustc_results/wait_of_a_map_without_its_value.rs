//! A result has a type that rustc rejects.
//~ as without the macro
//~ error at `HashMap` in `Option<HashMap`: error[E0107]: struct takes at least 2 generic arguments but 1 generic argument was supplied
use spmc_waker::waitable;
use std::{collections::HashMap, sync::Mutex};

struct Table {
    rows: Mutex<HashMap<u32, u32>>,
}

#[waitable]
impl Table {
    #[notify]
    fn add(&self, key: u32, value: u32) {
        self.rows.lock().unwrap().insert(key, value);
    }

    #[wait]
    fn try_rows(&self) -> Option<HashMap<u32>> {
        Some(self.rows.lock().unwrap().clone())
    }
}

fn main() {}
