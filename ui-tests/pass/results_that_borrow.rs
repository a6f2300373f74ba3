//! The result of a wait may borrow from a condition with one waiter.

#![deny(warnings)]

use spmc_waker::{Waitable, waitable};
use std::{
    borrow::Cow,
    cell::{Ref, RefCell},
    sync::{Mutex, MutexGuard, RwLock, RwLockReadGuard},
    task::Poll,
};

pub struct Store<'s> {
    cells: RefCell<Vec<&'s str>>,
    lock: Mutex<u32>,
    shared: RwLock<u32>,
    fixed: [u32; 3],
}

#[waitable(storage = borrowed)]
impl<'s> Store<'s> {
    #[notify]
    fn push(&self, text: &'s str) {
        self.cells.borrow_mut().push(text);
    }

    #[wait(item, wakes = none)]
    fn try_item(&self, at: usize) -> Option<&u32> {
        self.fixed.get(at)
    }

    #[wait(items, wakes = none)]
    fn try_items(&self) -> Poll<&[u32]> {
        Poll::Ready(&self.fixed)
    }

    #[wait(cells, wakes = none)]
    fn try_cells(&self) -> Option<Ref<'_, Vec<&'s str>>> {
        self.cells.try_borrow().ok()
    }

    #[wait(locks, wakes = none)]
    #[allow(clippy::type_complexity)]
    fn try_locks(&self) -> Poll<Result<(MutexGuard<'_, u32>, RwLockReadGuard<'_, u32>), ()>> {
        match (self.lock.try_lock(), self.shared.try_read()) {
            (Ok(lock), Ok(shared)) => Poll::Ready(Ok((lock, shared))),
            _ => Poll::Pending,
        }
    }

    #[wait(found, wakes = none)]
    fn try_find<'k>(
        &self,
        text: &'k str,
        seen: &mut usize,
    ) -> Option<(Cow<'_, [u32]>, &'s str, &'k str)> {
        *seen += 1;
        let cells = self.cells.borrow();
        let found = cells.iter().find(|cell| **cell == text)?;
        Some((Cow::Borrowed(&self.fixed), found, text))
    }

    #[wait(all, wakes = none)]
    fn try_all(&self) -> Option<Box<dyn Iterator<Item = &u32> + '_>> {
        Some(Box::new(self.fixed.iter()))
    }
}

#[derive(Default)]
pub struct Shelf {
    text: String,
    last: Mutex<usize>,
}

#[waitable(waiter = Reader { at: usize = 0 })]
impl Shelf {
    #[notify(guard)]
    fn last(&self) -> MutexGuard<'_, usize> {
        self.last.lock().unwrap()
    }

    /// Borrows from the condition while its handle has changed a field of its own.
    #[wait(next)]
    fn try_next(&self, #[field] at: &mut usize) -> Option<&str> {
        let next = self.text.get(*at..=*at);
        *at += 1;
        next
    }

    #[query]
    fn text(&self) -> &str {
        &self.text
    }
}

#[test]
fn compiles_and_works() {
    let store = Waitable::new(Store {
        cells: RefCell::default(),
        lock: Mutex::new(1),
        shared: RwLock::new(2),
        fixed: [1, 2, 3],
    });
    StoreNotifier::new(&store).push("text");
    let mut waiter = StoreWaiter::claim(&store).unwrap();
    assert_eq!(waiter.try_item(1), Some(&2));
    assert_eq!(waiter.try_items(), Poll::Ready(&[1, 2, 3][..]));
    assert_eq!(waiter.try_cells().unwrap().len(), 1);
    assert!(waiter.try_locks().is_ready());
    assert!(waiter.try_find("text", &mut 0).is_some());
    assert_eq!(waiter.try_all().unwrap().count(), 3);
    drop(waiter.item(1));
    drop(waiter.items());
    drop(waiter.cells());
    drop(waiter.locks());
    drop(waiter.found("text", &mut 0));
    drop(waiter.all());

    let text = "ab".to_owned();
    let (notifier, mut reader) = Shelf {
        text,
        ..Shelf::default()
    }
    .into_pair();
    **notifier.last() += 1;
    assert_eq!(notifier.text(), "ab");
    assert_eq!(reader.try_next(), Some("a"));
    drop(reader.next());
}
