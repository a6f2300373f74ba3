//! Methods that exist only for some types, and the traits that handles get from them.

#![deny(warnings)]

use spmc_waker::waitable;
use std::{future::Future, sync::Mutex};

/// A stack, of which only some items can be copied out.
pub struct Stack<T>(Mutex<Vec<T>>);

#[waitable(waiter = Looker { looks: usize = 0 })]
impl<T> Stack<T> {
    #[notify]
    pub fn push(&self, item: T) {
        self.0.lock().unwrap().push(item);
    }

    #[notify(when = |doubled| *doubled > 0)]
    pub fn double(&self) -> usize
    where
        T: Clone,
    {
        let items = &mut *self.0.lock().unwrap();
        items.extend_from_within(..);
        items.len()
    }

    #[wait(last, await, wakes = none)]
    pub fn try_last(&self, #[field] looks: &mut usize) -> Option<T>
    where
        T: Clone,
    {
        *looks += 1;
        self.0.lock().unwrap().last().cloned()
    }

    #[wait(item, wakes = none)]
    pub fn try_item(&self, item: T) -> bool
    where
        T: Clone + PartialEq,
    {
        self.0.lock().unwrap().contains(&item)
    }

    #[query]
    pub fn max(&self) -> Option<T>
    where
        T: Copy + Ord,
    {
        self.0.lock().unwrap().iter().copied().max()
    }

    #[on_drop(notifier)]
    fn close(&self) {}
}

/// No item of this can be copied.
pub struct Single;

async fn last<T: Clone>(looker: Looker<T>) -> T {
    looker.await
}

const fn is_future<T, F: Future<Output = T>>(_: &F) {}

#[test]
fn compiles_and_works() {
    let (notifier, mut looker) = Stack(Mutex::new(vec![1, 3])).into_pair();
    notifier.push(2);
    assert_eq!(notifier.double(), 6);
    is_future::<i32, _>(&looker);
    drop(looker.last());
    drop(looker.item(2));
    assert!(looker.try_item(2) && looker.max() == Some(3));
    assert_eq!(looker.try_last(), Some(2));
    drop(last(looker));

    let (notifier, _looker) = Stack(Mutex::default()).into_pair();
    notifier.push(Single);
}
