//! Lifetimes that bounds of the impl, or its type, declare for themselves, and methods, too.

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

pub struct Map<F>(Mutex<Option<F>>);

#[waitable(notifier = Setter, waiters = Mapper)]
impl Map<for<'x> fn(&'x str) -> &'x str> {
    #[notify(wakes = map)]
    pub fn set(&self, map: for<'x> fn(&'x str) -> &'x str) {
        *self.0.lock().unwrap() = Some(map);
    }

    #[wait(map, wakes = none, within)]
    pub fn try_map<'x>(&self, name: &'x str) -> Option<&'x str> {
        self.0.lock().unwrap().map(|map| map(name))
    }
}

#[test]
fn compiles_and_works() {
    let (setter, mut mapper) = Map(Mutex::default()).into_pair();
    setter.set(|name| &name[1..]);
    let cx = &mut Context::from_waker(Waker::noop());
    assert_eq!(mapper.poll_map(cx, "set"), Poll::Ready("et"));
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
