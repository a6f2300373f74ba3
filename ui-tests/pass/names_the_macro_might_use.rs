//! Names that the expansion uses, or might use, for fields, generics, methods and arguments.

#![deny(warnings)]
#![allow(non_upper_case_globals, non_camel_case_types, dead_code)]
#![allow(clippy::new_ret_no_self, clippy::wrong_self_convention)]

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

mod owned {
    use super::{AtomicUsize, SeqCst};
    use spmc_waker::waitable;

    /// Fields and generic parameters.
    #[waitable(until = |cx| cx.waker.load(SeqCst) == change)]
    pub struct Fields<R, H, F, T, condition, const change: usize, const inner: usize> {
        pub waker: AtomicUsize,
        pub inner: R,
        pub condition: H,
        pub notify: F,
        pub cx: T,
        pub marker: condition,
    }

    pub struct Methods<'waiter, 'borrow, H, R, const waiter: usize> {
        pub inner: AtomicUsize,
        pub waker: &'waiter H,
        pub condition: &'borrow R,
    }

    /// Methods, their arguments and their generic parameters, and the fields of handles.
    #[waitable(
        notifier = MethodsNotifier { inner: &'waiter H, notifier: u8 = 1 },
        waiter = MethodsWaiter { inner: R, ended: u8, unsent: u8 = 2, marker: u8 = 3, waiter_: u8 = 4 },
    )]
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

        #[notify]
        pub fn waker(
            &self,
            #[field] inner: &mut &'waiter H,
            last: u8,
            #[field] notifier: &mut u8,
        ) -> u8 {
            *inner = self.waker;
            *notifier += last;
            *notifier
        }

        #[wait(wait, wakes = none)]
        pub fn try_wait<T: Clone>(
            &self,
            cx: usize,
            waker: T,
            marker: usize,
            condition: &str,
        ) -> bool {
            drop(waker);
            self.inner.load(SeqCst) == cx + marker + condition.len()
        }

        #[wait(register, wakes = none)]
        pub fn is_registered<'a>(&self, inner: &'a str, this: &mut usize) -> Option<&'a str> {
            *this += 1;
            (self.inner.load(SeqCst) > 0).then_some(inner)
        }

        #[wait(task, wakes = none)]
        pub fn try_task<R2: Clone>(
            &self,
            #[field] marker: &mut u8,
            task_cx: R2,
            __condition: &mut u8,
            #[once] __this: &mut Option<u8>,
            #[field] ended: &mut u8,
            #[field] unsent: &mut u8,
        ) -> Option<R2> {
            *__condition = __this.take().unwrap_or(0) + *ended + *unsent + *marker;
            Some(task_cx)
        }

        #[wait(poll, await, wakes = none)]
        pub fn is_pollable(&self) -> bool {
            self.inner.load(SeqCst) > 0
        }

        #[query]
        pub fn inner(&self) -> usize {
            self.inner.load(SeqCst)
        }

        #[query]
        pub fn condition(&self) -> (&'waiter H, &'borrow R) {
            (self.waker, self.condition)
        }

        #[on_drop(notifier)]
        fn drop(&self) {}
    }

    pub struct Borrowing<'waiter, waiter> {
        pub inner: &'waiter waiter,
    }

    /// Lifetimes of what is borrowed.
    #[waitable]
    impl<'waiter, waiter> Borrowing<'waiter, waiter> {
        #[notify]
        pub fn wake(&self) {}

        #[wait(whole, wakes = none)]
        pub fn try_whole<'waiter_>(&self, place: &'waiter_ str) -> Option<(&Self, &'waiter_ str)> {
            Some((self, place))
        }

        #[wait(both, wakes = none)]
        pub fn try_both(&self, wait: &str) -> Option<(&waiter, &'waiter waiter)> {
            (!wait.is_empty()).then_some((self.inner, self.inner))
        }
    }
}

mod borrowed {
    use super::{AtomicUsize, SeqCst};
    use spmc_waker::waitable;

    /// Fields and generic parameters.
    #[waitable(until = |claim| claim.inner.load(SeqCst) == ended, storage = borrowed)]
    pub struct Fields<'storage, 'waitable, hooks, C, N, W, const ended: usize, const storage: usize> {
        pub inner: AtomicUsize,
        pub storage: &'storage hooks,
        pub hooks: &'waitable C,
        pub ended: N,
        pub wait: W,
    }

    pub struct Methods<'waitable, 'waiter, P, S> {
        pub inner: AtomicUsize,
        pub storage: &'waitable P,
        pub ended: &'waiter S,
    }

    /// Methods, their arguments and their generic parameters, and the fields of handles.
    #[waitable(
        notifier = Notifier,
        waiter = Claimer { at_waitable: P, claimed: u8, __claimed: u8 = 1 },
        waiter = Ender,
        storage = borrowed,
    )]
    impl<'waitable, 'waiter, P, S> Methods<'waitable, 'waiter, P, S> {
        #[wait(claimed, by = Claimer, wakes = Ender)]
        pub fn try_claim(
            &self,
            #[once] wait: &mut Option<usize>,
            change: usize,
            #[field] claimed: &mut u8,
            #[field] __claimed: &mut u8,
            result: &str,
        ) -> bool {
            let is_free = self.inner.load(SeqCst) == 0;
            if is_free {
                *claimed += *__claimed;
                let wait = wait.take().unwrap_or(0);
                self.inner.store(wait + change + result.len(), SeqCst);
            }
            is_free
        }

        #[wait(wait, by = Ender, await, wakes = Claimer)]
        pub fn inner(&self) -> Option<usize> {
            Some(self.inner.swap(0, SeqCst)).filter(|inner| *inner > 0)
        }

        #[wait(poll, by = Ender, wakes = Claimer)]
        pub fn ended<'inner, C: Clone>(
            &self,
            storage: &'inner str,
            cx: C,
            hooks: &mut C,
        ) -> Option<&'inner str> {
            *hooks = cx;
            (self.inner.load(SeqCst) > 0).then_some(storage)
        }

        #[notify(by = [Claimer, Ender])]
        pub fn waiter(&self, inner: usize) {
            self.inner.store(inner, SeqCst);
        }

        #[notify]
        pub fn notifier(&self, this: usize) {
            self.inner.store(this, SeqCst);
        }

        #[query]
        pub fn storage(&self) -> (&'waitable P, &'waiter S) {
            (self.storage, self.ended)
        }

        #[arm(poll)]
        fn arm(&self) {}

        #[disarm(poll)]
        fn disarm(&self) {}

        #[arm(claimed)]
        fn hooks(&self) {}

        #[on_drop(Claimer)]
        fn drop(&self) {}

        #[on_drop(Ender)]
        fn until(&self) {}
    }
}

/// Methods of the condition with the names of the runtime's traits and functions.
mod traits {
    use super::{AtomicUsize, SeqCst};
    use spmc_waker::waitable;

    pub struct Condition(pub AtomicUsize);

    impl Condition {
        pub const NOTIFIER_DROP: u8 = 1;
        pub const DROP: u8 = 2;
        pub const NONE: u8 = 3;
        pub const fn new(&self) -> u8 {
            Self::NOTIFIER_DROP + Self::DROP + Self::NONE
        }
        pub fn disarm(&self) {}
        pub fn claim(&self) {}
    }

    #[waitable(notifier = Notifier, waiter = Waiter)]
    impl Condition {
        #[notify]
        pub fn change(&self) {
            self.0.store(1, SeqCst);
        }

        #[notify]
        pub fn condition(&self) {}

        #[notify(when = |()| true)]
        pub fn wake_when(&self) {}

        #[wait(waiting)]
        pub fn until(&self) -> bool {
            self.0.load(SeqCst) > 0
        }

        #[query]
        pub fn is_ready(&self) -> bool {
            self.0.load(SeqCst) > 0
        }

        #[query]
        pub fn clone_for_check(&self) -> bool {
            self.0.load(SeqCst) > 0
        }

        #[arm]
        fn hook(&self) {}

        #[disarm]
        fn or(&self) {}

        #[on_drop(notifier, waiter)]
        fn drop(&self) {}
    }
}

fn owned() {
    let fields: owned::Fields<_, _, _, _, _, 1, 2> = owned::Fields {
        waker: AtomicUsize::new(1),
        inner: 1,
        condition: (),
        notify: 'c',
        cx: "cx",
        marker: 0.5,
    };
    let (notifier, mut waiter) = fields.into_pair();
    notifier.notify(|fields| fields.waker.store(1, SeqCst));
    assert!(waiter.try_wait());

    let methods: owned::Methods<'_, '_, _, _, 3> = owned::Methods {
        inner: AtomicUsize::new(0),
        waker: &1,
        condition: &'c',
    };
    let (mut notifier, mut waiter) = methods.into_pair(&2, 'd', 4);
    assert_eq!(notifier.notify(5, 1, 1), 5);
    assert_eq!(notifier.wake('f', ('a', 1), 2), ('f', 'a', 2));
    assert_eq!(notifier.waker(2), 3);
    assert!(waiter.try_wait(1, "clone", 1, "abc"));
    assert_eq!(waiter.is_registered("str", &mut 0), Some("str"));
    assert_eq!(waiter.try_task('t', &mut 0, &mut Some(1)), Some('t'));
    assert_eq!(waiter.inner(), 5);
    assert_eq!(waiter.condition(), (&1, &'c'));
    drop(waiter.wait(1, "clone", 1, "abc"));
    drop(waiter.task('t', &mut 0, 1));

    let inner = &1;
    let (notifier, mut waiter) = owned::Borrowing { inner }.into_pair();
    notifier.wake();
    assert!(waiter.try_whole("str").is_some());
    assert_eq!(waiter.try_both("str"), Some((&1, &1)));
    drop(waiter.whole("str"));
    drop(waiter.both("str"));
}

fn borrowed() {
    use borrowed::{Claimer, Ender, Fields, FieldsNotifier, FieldsWaiter, Methods, Notifier};
    use spmc_waker::Waitable;

    let fields: Waitable<Fields<'_, '_, _, _, _, _, 1, 2>> = Waitable::new(Fields {
        inner: AtomicUsize::new(1),
        storage: &1,
        hooks: &2,
        ended: 'e',
        wait: "w",
    });
    FieldsNotifier::new(&fields).notify(|fields| fields.inner.store(1, SeqCst));
    assert!(FieldsWaiter::claim(&fields).unwrap().try_wait());

    let methods = Waitable::new(Methods {
        inner: AtomicUsize::new(0),
        storage: &1,
        ended: &'c',
    });
    let notifier = Notifier::new(&methods);
    let mut claimer = Claimer::claim(&methods, 1, 2).unwrap();
    let mut ender = Ender::claim(&methods).unwrap();
    assert!(claimer.try_claim(&mut Some(1), 2, "abc"));
    assert_eq!(ender.inner(), Some(6));
    ender.waiter(2);
    notifier.notifier(3);
    assert_eq!(ender.ended("str", 1, &mut 0), Some("str"));
    assert_eq!(notifier.storage(), ender.storage());
    drop((claimer.claimed(1, 2, "abc"), ender.wait()));
}

#[test]
fn compiles_and_works() {
    owned();
    borrowed();

    let condition = traits::Condition(AtomicUsize::new(0));
    condition.disarm();
    condition.claim();
    assert_eq!(condition.new(), 6);
    let (notifier, mut waiter) = condition.into_pair();
    notifier.change();
    notifier.condition();
    notifier.wake_when();
    assert!(waiter.until() && waiter.is_ready() && notifier.clone_for_check());
    drop(waiter.waiting());
}
