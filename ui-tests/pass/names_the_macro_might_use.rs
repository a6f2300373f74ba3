#![deny(warnings)]
#![allow(non_upper_case_globals, non_camel_case_types)]

use spmc_waker::waitable;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

/// Fields and generic parameters.
#[waitable(until = |cx| cx.waker.load(SeqCst) == change)]
pub struct Fields<R, H, F, T, condition, const change: usize, const inner: usize> {
    waker: AtomicUsize,
    inner: R,
    condition: H,
    notify: F,
    cx: T,
    marker: condition,
}

pub struct Methods<'waiter, 'borrow, H, R, const waiter: usize> {
    inner: AtomicUsize,
    waker: &'waiter H,
    condition: &'borrow R,
}

/// Methods, their arguments and their generic parameters.
#[waitable]
impl<'waiter, 'borrow, H, R, const waiter: usize> Methods<'waiter, 'borrow, H, R, waiter> {
    #[notify]
    pub fn notify(&self, change: usize, notifier: usize, arg0: usize) -> usize {
        self.inner.store(change, SeqCst);
        notifier + arg0 + waiter
    }

    #[notify]
    pub fn wake<F, A>(&self, f: F, (a, _b): (A, u32), condition: usize) -> (F, A, usize) {
        (f, a, condition)
    }

    #[wait(wait)]
    pub fn try_wait<T: Clone>(&self, cx: usize, waker: T, marker: usize, condition: &str) -> bool {
        drop(waker);
        self.inner.load(SeqCst) == cx + marker + condition.len()
    }

    #[wait(register)]
    pub fn is_registered<'a>(&self, inner: &'a str, this: &mut usize) -> Option<&'a str> {
        *this += 1;
        (self.inner.load(SeqCst) > 0).then_some(inner)
    }

    #[wait(poll, default)]
    pub fn is_pollable(&self) -> bool {
        self.inner.load(SeqCst) > 0
    }

    #[shared]
    pub fn inner(&self) -> usize {
        self.inner.load(SeqCst)
    }

    #[shared]
    pub fn condition(&self) -> (&'waiter H, &'borrow R) {
        (self.waker, self.condition)
    }

    #[on_drop(notifier)]
    fn drop(&self) {}
}

fn main() {
    let fields: Fields<_, _, _, _, _, 1, 2> = Fields {
        waker: AtomicUsize::new(1),
        inner: 1,
        condition: (),
        notify: 'c',
        cx: "cx",
        marker: 0.5,
    };
    let _ = (
        fields.inner,
        fields.condition,
        fields.notify,
        fields.cx,
        fields.marker,
    );
    let (notifier, waiter) = fields.into_pair();
    notifier.notify(|fields| fields.waker.store(1, SeqCst));
    assert!(waiter.try_wait());

    let methods: Methods<'_, '_, _, _, 3> = Methods {
        inner: AtomicUsize::new(0),
        waker: &1,
        condition: &'c',
    };
    let (notifier, mut waiter) = methods.into_pair();
    assert_eq!(notifier.notify(5, 1, 1), 5);
    assert_eq!(notifier.wake('f', ('a', 1), 2), ('f', 'a', 2));
    assert!(waiter.try_wait(1, "clone", 1, "abc"));
    assert_eq!(waiter.is_registered("str", &mut 0), Some("str"));
    assert_eq!(waiter.inner(), 5);
    assert_eq!(waiter.condition(), (&1, &'c'));
    drop(waiter.wait(1, "clone", 1, "abc"));
}
