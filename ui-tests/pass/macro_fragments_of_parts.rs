//! Types, visibilities, names, lifetimes, literals, patterns, blocks and expressions come through
//! `macro_rules!`, which puts fragments into invisible groups.

#![deny(warnings)]

use spmc_waker::{Waitable, waitable};
use std::{
    collections::VecDeque,
    sync::{
        Mutex, MutexGuard,
        atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst},
    },
    task::Poll,
};

/// The closure is an expression, which a group keeps whole.
macro_rules! until {
    ($vis:vis $name:ident { $($field:ident: $ty:ty),* }, $until:expr) => {
        #[waitable(until = $until)]
        #[derive(Default)]
        $vis struct $name {
            $($field: $ty),*
        }
    };
    (declared $name:ident($ty:ty), |$arg:ident| -> $ret:ty $body:block) => {
        #[waitable(until = |$arg| -> $ret $body)]
        #[derive(Default)]
        pub struct $name($ty);
    };
    (pattern $name:ident($ty:ty), $pat:pat => $body:expr) => {
        #[waitable(until = |$pat| $body)]
        #[derive(Default)]
        pub struct $name($ty);
    };
    (body $name:ident, $body:expr) => {
        #[waitable(until = |_| $body, storage = owned)]
        pub struct $name;
    };
}

until!(pub Flag { raised: AtomicBool, _more: u8 }, |flag| flag.raised.load(SeqCst));
until!(pub(crate) Crate { raised: AtomicBool }, (|flag| flag.raised.load(SeqCst)));
until!(Private { raised: AtomicBool }, |flag| {
    flag.raised.load(SeqCst)
});
until!(pub Slot { item: Mutex<Option<u8>> }, |slot| -> Option<u8> { slot.item.lock().unwrap().take() });
until!(pub Moved { raised: AtomicBool }, move |flag| flag.raised.load(SeqCst));
until!(declared Declared(Mutex<Option<String>>), |slot| -> Option<String> { slot.0.lock().unwrap().take() });
until!(declared Pending(AtomicBool), |flag| -> Poll<()> {
    if flag.0.load(SeqCst) { Poll::Ready(()) } else { Poll::Pending }
});
until!(pattern Pattern(AtomicBool), Pattern(flag) => flag.load(SeqCst));
until!(pattern Typed(AtomicBool), Typed { 0: flag } => flag.load(SeqCst));
until!(body Body, true);

/// So is the one of `when`.
macro_rules! when {
    ($name:ident, $when:expr, |$arg:pat_param| $body:expr, $check:block) => {
        #[derive(Default)]
        pub struct $name(AtomicUsize);

        #[waitable]
        impl $name {
            #[notify(when = $when)]
            pub fn add(&self) -> usize {
                self.0.fetch_add(1, SeqCst)
            }

            #[notify(when = |$arg| $body, cold)]
            pub fn add_two(&self) -> usize {
                self.0.fetch_add(2, SeqCst)
            }

            #[wait]
            pub fn is_many(&self) -> bool $check
        }
    };
}

when!(Count, |before| *before == 0, |&before| before > 0, { true });
when!(Count2, (|before| *before == 0), |before| *before > 0, {
    true
});
when!(
    Count3,
    |before: &usize| -> bool { *before == 0 },
    |_| true,
    { true }
);

/// Types of the condition, of arguments and results, of fields, and parts of them.
macro_rules! types {
    (
        $vis:vis $name:ident: $ty:ty, $self_ty:ty, $item:ty, $by_ref:ty, $once:ty, $inner:ty, $result:ty,
        $output:ty, $guard:ty, $local:ty = $init:expr, $query:ty
    ) => {
        #[derive(Default)]
        $vis struct $name {
            items: $ty,
            text: String,
        }

        #[waitable(
            notifier = $vis Tx { sent: $local = $init },
            waiter = $vis Rx { seen: $local, buffer: VecDeque<$item> = VecDeque::new() },
        )]
        impl $self_ty {
            #[notify]
            $vis fn send(&self, item: $item, #[field] sent: &mut $local) -> $result {
                *sent += 1;
                let mut items = self.items.lock().unwrap();
                items.push(item);
                items.len()
            }

            #[notify(guard)]
            $vis fn items(&self) -> $guard {
                self.items.lock().unwrap()
            }

            #[notify(guard)]
            $vis fn try_items(&self) -> Option<$guard> {
                self.items.try_lock().ok()
            }

            #[wait(recv, wakes = none)]
            $vis fn try_recv(&self, least: $by_ref, #[field] seen: &mut $local) -> $output {
                *seen += 1;
                let mut items = self.items.lock().unwrap();
                if items.len() < *least { None } else { items.pop() }
            }

            #[wait(put, wakes = none)]
            $vis fn try_put(&self, #[once] item: $once, #[field] buffer: &mut VecDeque<$item>) -> bool {
                buffer.extend(item.take());
                self.items.lock().unwrap().extend(buffer.drain(..));
                true
            }

            #[wait(put_too, wakes = none)]
            $vis fn try_put_too(&self, #[once] item: &mut Option<$inner>) -> bool {
                self.items.lock().unwrap().extend(item.take());
                true
            }

            #[wait(text, wakes = none)]
            $vis fn try_text(&self) -> Option<$query> {
                Some(&self.text)
            }

            #[query]
            $vis fn query(&self) -> $query {
                &self.text
            }
        }
    };
}

types!(
    pub Chan: Mutex<Vec<u8>>, Chan, u8, &usize, &mut Option<u8>, u8, usize,
    Option<u8>, MutexGuard<'_, Vec<u8>>, usize = 0, &str
);

/// Names, lifetimes and literals.
macro_rules! names {
    (
        $name:ident<$life:lifetime, $T:ident, const $N:ident: $usize:ty>, [$($handle:ident),*],
        $write:ident($arg:ident), $check:ident -> $wait:ident, $future:ident, $arm:ident, $drop:ident,
        $sync:literal, $cached:literal, $doc:literal, $storage:ident
    ) => {
        pub struct $name<$life, $T, const $N: $usize> {
            name: &$life str,
            items: Mutex<Vec<$T>>,
        }

        names!(@impl $name<$life, $T, const $N: $usize>, $($handle)*,
            $write($arg), $check -> $wait, $future, $arm, $drop, $sync, $cached, $doc, $storage);
    };
    (
        @impl $name:ident<$life:lifetime, $T:ident, const $N:ident: $usize:ty>, $writer:ident $reader:ident,
        $write:ident($arg:ident), $check:ident -> $wait:ident, $future:ident, $arm:ident, $drop:ident,
        $sync:literal, $cached:literal, $doc:literal, $storage:ident
    ) => {
        #[waitable(
            waiter = pub $writer,
            waiter = pub $reader { $arg: &$life str },
            sync = $sync,
            cached = $cached,
            storage = $storage,
        )]
        impl<$life, $T, const $N: $usize> $name<$life, $T, $N> {
            #[doc = $doc]
            #[wait(by = $writer, wakes = $reader)]
            pub fn $write(&self, #[once] $arg: &mut Option<$T>) -> bool {
                let mut items = self.items.lock().unwrap();
                let has_room = items.len() < $N;
                if has_room {
                    items.extend($arg.take());
                }
                has_room
            }

            #[wait(pub $wait, by = $reader, wakes = [$writer], future = $future, doc = $doc)]
            fn $check<'k>(&self, key: &'k str, #[field] $arg: &mut &$life str) -> Option<(&$life str, $T, &'k str)> {
                *$arg = self.name;
                Some((self.name, self.items.lock().unwrap().pop()?, key))
            }

            #[arm($wait)]
            fn $arm(&self) {}

            #[on_drop($writer, $reader)]
            fn $drop(&self) {}
        }
    };
}

names!(
    Queue<'name, T, const N: usize>, [Writer, Reader], try_write(item), try_find -> find,
    Finding, enable, leave, false, true, "It waits.", borrowed
);

/// Generics, bounds and a where clause are tokens.
macro_rules! generics {
    ([$($generics:tt)*] $name:ident [$($arguments:tt)*] [$($clause:tt)*] $path:path, $bound:path) => {
        #[derive(Default)]
        pub struct $name<$($generics)*>(Mutex<Option<T>>) $($clause)*;

        #[waitable]
        impl<$($generics)*> $name<$($arguments)*> $($clause)* {
            #[notify]
            pub fn set<U: $bound>(&self, value: U) -> $path where T: From<U> {
                self.0.lock().unwrap().replace(value.into())
            }

            #[wait]
            pub fn try_get(&self) -> $path {
                self.0.lock().unwrap().take()
            }
        }
    };
}

generics!([T: Clone] Generic [T] [where T: Send] Option<T>, Clone);

#[test]
fn compiles_and_works() {
    let (notifier, mut waiter) = Flag::default().into_pair();
    notifier.notify(|flag| flag.raised.store(true, SeqCst));
    assert!(waiter.try_wait());
    assert!(!Crate::default().into_pair().1.try_wait());
    assert!(!Private::default().into_pair().1.try_wait());
    assert!(!Moved::default().into_pair().1.try_wait());
    assert_eq!(Slot::default().into_pair().1.try_wait(), None);
    assert_eq!(Declared::default().into_pair().1.try_wait(), None);
    assert!(Pending::default().into_pair().1.try_wait().is_pending());
    assert!(!Pattern::default().into_pair().1.try_wait());
    assert!(!Typed::default().into_pair().1.try_wait());
    assert!(Body.into_pair().1.try_wait());

    let (notifier, mut waiter) = Count::default().into_pair();
    assert_eq!((notifier.add(), notifier.add_two()), (0, 1));
    assert!(waiter.is_many());
    drop(waiter.many());
    Count2::default().into_pair().0.add();
    Count3::default().into_pair().0.add_two();

    let (mut tx, mut rx) = Chan::default().into_pair(0);
    assert_eq!(tx.send(1), 1);
    tx.items().push(2);
    tx.try_items().unwrap().push(3);
    assert_eq!(rx.try_recv(&1), Some(3));
    assert!(rx.try_put(&mut Some(4)) && rx.try_put_too(&mut Some(5)));
    assert_eq!(rx.try_text(), Some(""));
    assert_eq!(rx.query(), "");
    drop(rx.recv(&1));
    drop(rx.put(6));
    drop(rx.put_too(7));
    drop(rx.text());

    let queue: Waitable<Queue<'_, u8, 1>> = Waitable::new(Queue {
        name: "queue",
        items: Mutex::default(),
    });
    let mut writer = Writer::claim(&queue).unwrap();
    let mut reader = Reader::claim(&queue, "").unwrap();
    assert!(writer.try_write(&mut Some(1)));
    drop(writer.write(2));
    let found: Finding<'_, '_, '_, u8, 1> = reader.find("key");
    drop(found);
    assert_eq!(reader.try_find("key"), Some(("queue", 1, "key")));

    let (notifier, mut waiter) = Generic::<u16>::default().into_pair();
    assert_eq!(notifier.set(1_u8), None);
    assert_eq!(waiter.try_get(), Some(1));
    drop(waiter.get());
}
