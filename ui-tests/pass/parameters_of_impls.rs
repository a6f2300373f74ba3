//! Generics of an impl that its type does not name, and fields of handles with their own lifetimes.

#![deny(warnings)]

use spmc_waker::waitable;
use std::{
    borrow::Cow,
    sync::atomic::{AtomicU32, Ordering::SeqCst},
};

struct Counted<F> {
    count: AtomicU32,
    add: F,
}

// The bound determines `U`.
#[waitable(notifier = Adder, waiter = Reached)]
impl<F: Fn() -> U, U: Into<u32>> Counted<F> {
    #[notify]
    fn increase(&self) {
        self.count.fetch_add((self.add)().into(), SeqCst);
    }

    #[wait(above)]
    fn is_above(&self, limit: u32) -> bool {
        self.count.load(SeqCst) > limit
    }
}

struct Named {
    len: AtomicU32,
}

// Only the methods name `'n`.
#[waitable(
    notifier = Namer,
    waiter = Reader {
        first: fn(&str) -> &str = |name| &name[..1],
        check: Box<dyn for<'c> Fn(&'c str) -> &'c str> = Box::new(|name| name),
        seen: Cow<'static, str> = Cow::Borrowed("none"),
    }
)]
impl<'n> Named {
    #[notify]
    fn name(&self, name: &'n str) {
        self.len.store(name.len() as u32, SeqCst);
    }

    #[wait(same)]
    fn is_same(
        &self,
        name: &'n str,
        #[field] first: &mut fn(&str) -> &str,
        #[field] check: &mut Box<dyn for<'c> Fn(&'c str) -> &'c str>,
        #[field] seen: &mut Cow<'static, str>,
    ) -> bool {
        *seen = Cow::Owned(first(check(name)).to_owned());
        self.len.load(SeqCst) == name.len() as u32
    }
}

struct Mapped<F> {
    value: AtomicU32,
    map: F,
}

// The `for` declares the lifetime.
#[waitable(notifier = Feeder, waiter = Fed)]
impl Mapped<for<'v> fn(&'v u32) -> &'v u32> {
    #[notify]
    fn feed(&self, value: u32) {
        self.value.store(*(self.map)(&value), SeqCst);
    }

    #[wait]
    fn is_fed(&self) -> bool {
        self.value.load(SeqCst) > 0
    }
}

#[waitable(notifier = BoxFeeder, waiter = BoxFed)]
impl Mapped<Box<dyn for<'v> Fn(&'v u32) -> &'v u32>> {
    #[notify]
    fn feed(&self, value: u32) {
        self.value.store(*(self.map)(&value), SeqCst);
    }

    #[wait]
    fn is_fed(&self) -> bool {
        self.value.load(SeqCst) > 0
    }
}

// This lifetime is the function's own.
#[waitable(notifier = CountFeeder, waiter = CountFed)]
impl Mapped<fn(&'_ str) -> usize> {
    #[notify]
    fn feed(&self, text: &str) {
        self.value.store((self.map)(text) as u32, SeqCst);
    }

    #[wait]
    fn is_fed(&self) -> bool {
        self.value.load(SeqCst) > 0
    }
}

#[test]
fn compiles_and_works() {
    let value = AtomicU32::new(0);
    let map: for<'v> fn(&'v u32) -> &'v u32 = |value| value;
    let (feeder, mut fed): (Feeder, Fed) = Mapped { value, map }.into_pair();
    feeder.feed(1);
    assert!(fed.is_fed());

    let value = AtomicU32::new(0);
    let map: Box<dyn for<'v> Fn(&'v u32) -> &'v u32> = Box::new(|value| value);
    let (feeder, mut fed): (BoxFeeder, BoxFed) = Mapped { value, map }.into_pair();
    feeder.feed(1);
    assert!(fed.is_fed());

    let value = AtomicU32::new(0);
    let map: fn(&str) -> usize = str::len;
    let (feeder, mut fed): (CountFeeder, CountFed) = Mapped { value, map }.into_pair();
    feeder.feed("text");
    assert!(fed.is_fed());

    let (adder, mut reached) = Counted {
        count: AtomicU32::new(0),
        add: || 2_u8,
    }
    .into_pair();
    adder.increase();
    assert!(reached.is_above(1));
    drop(reached.above(1));

    let (namer, mut reader) = Named {
        len: AtomicU32::new(0),
    }
    .into_pair();
    namer.name("abc");
    assert!(reader.is_same("xyz"));
    drop(reader.same("xyz"));
    assert_eq!(reader.seen, "x");
}
