//! `&'s self` in place of `&self`.

#![deny(warnings)]
#![allow(clippy::needless_lifetimes, clippy::needless_arbitrary_self_type)]

use spmc_waker::{Waitable, waitable};
use std::{
    sync::{
        Mutex, MutexGuard,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    task::{Context, Poll, Waker},
};

#[derive(Default)]
pub struct Slot<'t, T> {
    value: Mutex<Option<T>>,
    looks: AtomicUsize,
    name: &'t str,
}

#[waitable(waiter = Waiter { id: usize = 7 })]
impl<'t, T: Copy> Slot<'t, T> {
    #[notify]
    pub fn put<'s>(&'s self, value: T) -> Option<T> {
        self.value.lock().unwrap().replace(value)
    }

    #[notify]
    pub fn put_from<'s, U: Copy + Into<T>>(&'s self, value: &'s U, name: &'s mut &'t str) {
        *name = self.name;
        *self.value.lock().unwrap() = Some((*value).into());
    }

    #[notify(guard)]
    pub fn lock<'s>(&'s self) -> Result<MutexGuard<'s, Option<T>>, &'static str> {
        self.value.lock().map_err(|_| "poisoned")
    }

    #[wait(get, blocking, wakes = none)]
    pub fn try_get<'s>(&'s self) -> Option<T> {
        self.looks.fetch_add(1, SeqCst);
        *self.value.lock().unwrap()
    }

    #[wait(look, wakes = none)]
    pub fn try_look<'s>(&'s self) -> Poll<MutexGuard<'s, Option<T>>> {
        match self.value.lock().unwrap() {
            guard if guard.is_some() => Poll::Ready(guard),
            _ => Poll::Pending,
        }
    }

    #[wait(named, blocking, wakes = none)]
    pub fn is_named<'s, 'n>(self: &'s Self, name: &'s str, _other: &'n str) -> bool {
        self.name == name
    }

    #[wait(other, wakes = none)]
    pub fn try_other<'s, 'n>(
        &'s self,
        other: &'n str,
        #[field] id: &'s mut usize,
    ) -> Option<&'n str> {
        (*id == 7).then_some(other)
    }

    #[wait(some, query)]
    pub fn is_some<'s>(&'s self) -> bool {
        self.value.lock().unwrap().is_some()
    }

    #[query]
    pub fn looks<'s>(&'s self) -> &'s AtomicUsize {
        &self.looks
    }

    #[query]
    pub fn all<'s>(&'s self) -> impl Iterator<Item = &'s AtomicUsize> + 's {
        std::iter::once(&self.looks)
    }

    #[query]
    pub fn name<'s>(&'s self, _of: &'s str) -> &'t str {
        self.name
    }

    #[arm(named)]
    fn enable<'s>(&'s self, name: &'s str, _other: &'s str) {
        assert!(!name.is_empty());
    }

    #[disarm(named)]
    fn disable<'s>(&'s self) {}

    #[on_drop(notifier)]
    fn leave<'s>(&'s self) {
        self.looks.store(0, SeqCst);
    }
}

pub struct Flag(AtomicUsize);

#[waitable(storage = borrowed)]
impl Flag {
    #[notify]
    pub fn raise<'s>(&'s self) {
        self.0.store(1, SeqCst);
    }

    #[wait(raised)]
    pub fn try_raised<'s>(self: &'s Flag) -> Option<&'s AtomicUsize> {
        (self.0.load(SeqCst) > 0).then_some(&self.0)
    }
}

#[test]
fn compiles_and_works() {
    let cx = &mut Context::from_waker(Waker::noop());
    let slot = Slot::<u32> {
        name: "slot",
        ..Slot::default()
    };
    let (notifier, mut waiter) = slot.into_pair();
    assert!(waiter.poll_get(cx).is_pending());
    let mut name = "";
    notifier.put_from(&1_u16, &mut name);
    assert_eq!(waiter.try_get(), Some(1));
    assert_eq!(notifier.put(2), Some(1));
    if let Ok(mut value) = notifier.lock() {
        **value = Some(3);
    }
    assert_eq!(waiter.blocking_get(), 3);
    match waiter.poll_look(cx) {
        Poll::Ready(mut value) => assert_eq!(value.take(), Some(3)),
        Poll::Pending => panic!("it is there"),
    }
    let argument = String::from(name);
    assert!(waiter.poll_named(cx, &argument, "other").is_ready());
    assert!(waiter.poll_named(cx, "another", "other").is_pending());
    assert_eq!(waiter.poll_other(cx, &argument), Poll::Ready("slot"));
    assert!(!notifier.is_some() && !waiter.is_some());
    assert_eq!(notifier.all().count(), 1);
    let name = notifier.name(&argument);
    assert_eq!(notifier.looks().load(SeqCst), 4);
    drop(notifier);
    assert_eq!((waiter.looks().load(SeqCst), name), (0, "slot"));

    let flag = Waitable::new(Flag(AtomicUsize::new(0)));
    let mut waiter = FlagWaiter::claim(&flag).unwrap();
    FlagNotifier::new(&flag).raise();
    assert!(matches!(waiter.poll_raised(cx), Poll::Ready(flag) if flag.load(SeqCst) == 1));
}
