#![deny(warnings)]
#![allow(non_upper_case_globals, non_camel_case_types)]

use spmc_waker::{Waitable, waitable};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

/// Fields and generic parameters.
#[waitable(until = |claim| claim.inner.load(SeqCst) == ended, storage = ref)]
pub struct Fields<'place, 'waiter, hooks, C, N, W, const ended: usize, const place: usize> {
    inner: AtomicUsize,
    place: &'place hooks,
    hooks: &'waiter C,
    ended: N,
    wait: W,
}

pub struct Methods<'place, 'waiter, P, S> {
    inner: AtomicUsize,
    place: &'place P,
    ended: &'waiter S,
}

/// Methods, their arguments and their generic parameters.
#[waitable(storage = ref)]
impl<'place, 'waiter, P, S> Methods<'place, 'waiter, P, S> {
    #[wait(claim, by = notifier)]
    pub fn try_claim(&self, #[once] wait: &mut Option<usize>, change: usize, result: &str) -> bool {
        let is_free = self.inner.load(SeqCst) == 0;
        if is_free {
            let wait = wait.take().unwrap_or(0);
            self.inner.store(wait + change + result.len(), SeqCst);
        }
        is_free
    }

    #[wait(wait, default)]
    pub fn inner(&self) -> Option<usize> {
        Some(self.inner.swap(0, SeqCst)).filter(|inner| *inner > 0)
    }

    #[wait(poll)]
    pub fn ended<'inner, C: Clone>(
        &self,
        place: &'inner str,
        cx: C,
        hooks: &mut C,
    ) -> Option<&'inner str> {
        *hooks = cx;
        (self.inner.load(SeqCst) > 0).then_some(place)
    }

    #[notify(by = waiter)]
    pub fn waiter(&self, inner: usize) {
        self.inner.store(inner, SeqCst);
    }

    #[notify]
    pub fn notifier(&self, this: usize) {
        self.inner.store(this, SeqCst);
    }

    #[shared]
    pub fn place(&self) -> (&'place P, &'waiter S) {
        (self.place, self.ended)
    }

    #[arm(poll)]
    fn arm(&self) {}

    #[disarm(poll)]
    fn disarm(&self) {}

    #[arm(by = notifier)]
    fn hooks(&self) {}

    #[on_drop(waiter)]
    fn drop(&self) {}
}

pub struct Lending<'waiter, waiter> {
    inner: &'waiter waiter,
}

/// Lifetimes of what is lent.
#[waitable]
impl<'waiter, waiter> Lending<'waiter, waiter> {
    #[notify]
    pub fn wake(&self) {}

    #[wait(lent)]
    pub fn try_lend<'waiter_>(&self, place: &'waiter_ str) -> Option<(&Self, &'waiter_ str)> {
        Some((self, place))
    }

    #[wait(both)]
    pub fn try_both(&self, wait: &str) -> Option<(&waiter, &'waiter waiter)> {
        (!wait.is_empty()).then_some((self.inner, self.inner))
    }
}

fn main() {
    let fields: Waitable<Fields<'_, '_, _, _, _, _, 1, 2>> = Waitable::new(Fields {
        inner: AtomicUsize::new(1),
        place: &1,
        hooks: &2,
        ended: 'e',
        wait: "w",
    });
    fields.notifier().notify(|fields| {
        let _ = (fields.place, fields.hooks, fields.ended, fields.wait);
        fields.inner.store(1, SeqCst);
    });
    assert!(fields.waiter().unwrap().try_wait());

    let methods = Waitable::new(Methods {
        inner: AtomicUsize::new(0),
        place: &1,
        ended: &'c',
    });
    let (mut notifier, mut waiter) = (methods.notifier().unwrap(), methods.waiter().unwrap());
    assert!(notifier.try_claim(&mut Some(1), 2, "abc"));
    assert_eq!(waiter.inner(), Some(6));
    waiter.waiter(2);
    notifier.notifier(3);
    assert_eq!(waiter.ended("str", 1, &mut 0), Some("str"));
    assert_eq!((notifier.place(), waiter.place()), ((&1, &'c'), (&1, &'c')));
    drop((notifier.claim(1, 2, "abc"), waiter.wait()));

    let inner = &1;
    let (notifier, mut waiter) = Lending { inner }.into_pair();
    notifier.wake();
    assert!(waiter.try_lend("str").is_some());
    assert_eq!(waiter.try_both("str"), Some((&1, &1)));
    drop(waiter.lent("str"));
    drop(waiter.both("str"));
}
