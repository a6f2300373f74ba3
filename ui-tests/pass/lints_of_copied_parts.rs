//! Lints that could fire on copies of the user's code: bounds that a struct already implies, and arguments, which
//! become fields of a future.

#![deny(warnings, rust_2018_idioms, missing_docs)]
#![deny(explicit_outlives_requirements, single_use_lifetimes)]
#![deny(clippy::missing_docs_in_private_items)]
#![allow(dead_code, reason = "only the expansion matters")]

use spmc_waker::waitable;
use std::{
    sync::{Mutex, MutexGuard},
    task::Poll,
};

/// A list of what others have.
#[derive(Debug)]
struct List<'item, T> {
    /// The items.
    items: Mutex<Vec<&'item T>>,
}

#[waitable(
    notifier = Sender,
    waiter = Receiver {
        /// What it likes.
        like: Option<&'item T> = None,
    },
)]
impl<'item, T: 'item + PartialEq> List<'item, T>
where
    Vec<&'item T>: 'item,
{
    /// Locks it.
    #[notify(guard)]
    fn lock(&self) -> Option<MutexGuard<'_, Vec<&'item T>>> {
        self.items.lock().ok()
    }

    /// Adds one.
    #[notify]
    fn push(&self, item: &'item T) {
        if let Ok(mut items) = self.items.lock() {
            items.push(item);
        }
    }

    /// Takes one that is equal to one of these.
    #[wait(recv)]
    fn try_recv<'other, U: 'other>(
        &self,
        zero: &'other U,
        #[field] like: &mut Option<&'item T>,
        #[once] another: &mut Option<&'item T>,
    ) -> Poll<Option<&'item T>>
    where
        T: PartialEq<U>,
    {
        *like = another.take();
        let found = self.items.lock().ok().and_then(|mut items| items.pop());
        Poll::Ready(found.filter(|item| **item == *zero || like.is_some()))
    }
}

/// A flag in a short form.
#[derive(Debug, Default)]
#[waitable(until = |flag| flag.raised.lock().is_ok_and(|raised| *raised), storage = borrowed)]
struct Flag {
    /// Whether it is raised.
    raised: Mutex<bool>,
}

#[test]
fn compiles_and_works() {}
