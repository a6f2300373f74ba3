//! Lifetimes that bounds of the impl declare for themselves, and methods, too.

#![deny(warnings)]

use spmc_waker::waitable;
use std::{
    sync::Mutex,
    task::{Context, Poll, Waker},
};

pub struct Slot<T>(Mutex<Option<T>>);

#[waitable]
impl<T> Slot<T>
where
    T: for<'x> Fn(&'x str) -> &'x str,
    for<'y> &'y T: Sized,
{
    #[notify]
    pub fn put<'y>(&self, value: T, name: &'y str) -> &'y str {
        *self.0.lock().unwrap() = Some(value);
        name
    }

    #[wait(call, wakes = none)]
    pub fn try_call<'x>(&self, name: &'x str) -> Option<&'x str> {
        self.0.lock().unwrap().as_ref().map(|value| value(name))
    }

    #[wait(apply, wakes = none)]
    pub fn try_apply<'x, U>(&self, apply: &'x U) -> Option<&'x U>
    where
        U: for<'z> Fn(&'z T),
    {
        self.0.lock().unwrap().as_ref().map(|value| {
            apply(value);
            apply
        })
    }
}

#[test]
fn compiles_and_works() {
    let cx = &mut Context::from_waker(Waker::noop());
    let slot = Slot::<fn(&str) -> &str>(Mutex::default());
    let (notifier, mut waiter) = slot.into_pair();
    assert_eq!(notifier.put(|name| &name[1..], "put"), "put");
    assert_eq!(waiter.poll_call(cx, "call"), Poll::Ready("all"));
    assert!(
        waiter
            .try_apply(&|value: &fn(&str) -> &str| assert_eq!(value("x"), ""))
            .is_some()
    );
}
