//! Generics of the condition and of its methods, with lifetimes, constants, defaults and where clauses.

#![deny(warnings)]

use std::{
    fmt::{Debug, Display},
    sync::{Mutex, MutexGuard},
    task::Poll,
};

mod owned {
    use super::{Debug, Display, Mutex};
    use spmc_waker::waitable;

    #[waitable(until = |slot| -> Option<T> { slot.value.lock().unwrap().take() })]
    pub struct Short<'a, T: Clone + 'a = &'a str, const N: usize = 3>
    where
        T: Debug,
    {
        pub value: Mutex<Option<T>>,
        pub names: [&'a str; N],
    }

    pub struct Full<'a, 'b: 'a, K, V = u32, const N: usize = 2>
    where
        K: PartialEq,
    {
        entries: Mutex<Vec<(K, V)>>,
        names: &'a [&'b str; N],
    }

    #[waitable(notifier = pub Writer { keys: Vec<K> }, waiter = pub Reader { last: Option<&'a &'b str> = None })]
    impl<'a, 'b: 'a, K, V, const N: usize> Full<'a, 'b, K, V, N>
    where
        K: PartialEq,
    {
        pub const LEN: usize = N;

        pub fn new(names: &'a [&'b str; N]) -> Self {
            Self {
                entries: Mutex::new(Vec::new()),
                names,
            }
        }

        #[notify]
        pub fn insert<I>(&self, key: impl Into<K>, values: I) -> Option<usize>
        where
            I: IntoIterator<Item = V>,
            K: Clone,
        {
            let key = key.into();
            let mut entries = self.entries.lock().unwrap();
            entries.extend(values.into_iter().map(|value| (key.clone(), value)));
            Some(entries.len())
        }

        #[notify]
        pub fn insert_next<I>(&self, #[field] keys: &mut Vec<K>, value: I) -> bool
        where
            V: From<I>,
        {
            let key = keys.pop();
            self.entries
                .lock()
                .unwrap()
                .extend(key.map(|key| (key, V::from(value))));
            keys.is_empty()
        }

        #[wait(remove, within, budget = 8, wakes = none)]
        pub fn try_remove<'k, Q>(&self, key: &'k Q, seen: &mut Vec<&'k Q>) -> Option<(usize, V)>
        where
            K: PartialEq<Q>,
            Q: ?Sized,
        {
            seen.push(key);
            let mut entries = self.entries.lock().unwrap();
            let at = entries.iter().position(|(k, _)| k == key)?;
            Some((at, entries.swap_remove(at).1))
        }

        #[wait(named, within, budget = 8, wakes = none)]
        pub fn try_named<const M: usize, D: Display + Clone>(
            &self,
            texts: [D; M],
            mut tail: String,
            by: &dyn Fn(&str) -> bool,
            each: fn(&str) -> &str,
            #[field] last: &mut Option<&'a &'b str>,
        ) -> Option<&'a &'b str> {
            tail.insert_str(0, &texts[0].to_string());
            *last = self
                .names
                .iter()
                .find(|name| by(each(name)) || ***name == tail);
            *last
        }

        #[query]
        pub fn name(&self, at: usize) -> &'b str {
            self.names[at]
        }

        #[query]
        pub fn same(&self, other: &Self) -> bool
        where
            Self: Sized,
        {
            std::ptr::eq(self, other)
        }
    }

    /// Bounds and arguments in terms of `Self`.
    #[derive(Default)]
    pub struct Bounded<T, const N: usize>(Mutex<Vec<T>>);

    pub trait Limited {
        type Item;
        const LIMIT: usize;
    }

    impl<T, const N: usize> Limited for Bounded<T, N> {
        type Item = T;
        const LIMIT: usize = N;
    }

    #[waitable]
    impl<T, const N: usize> Bounded<T, N>
    where
        Self: Limited<Item = T>,
    {
        #[notify]
        pub fn push(
            &self,
            item: <Self as Limited>::Item,
        ) -> Result<usize, <Self as Limited>::Item> {
            let mut items = self.0.lock().unwrap();
            if items.len() == Self::LIMIT {
                return Err(item);
            }
            items.push(item);
            Ok(items.len())
        }

        #[wait]
        pub fn try_pop(&self) -> Option<<Self as Limited>::Item> {
            self.0.lock().unwrap().pop()
        }
    }
}

mod borrowed {
    use super::{Debug, Mutex, MutexGuard, Poll};
    use spmc_waker::waitable;

    #[waitable(until = |slot| -> Option<T> { slot.value.lock().unwrap().take() }, storage = borrowed)]
    pub struct Short<'a, T: Clone + 'a = &'a str, const N: usize = 3>
    where
        T: Debug,
    {
        pub value: Mutex<Option<T>>,
        pub names: [&'a str; N],
    }

    #[derive(Default)]
    pub struct Full<'a, 'b: 'a, K, V = u32, const N: usize = 2>
    where
        K: PartialEq,
    {
        pub entries: Mutex<Vec<(K, V)>>,
        pub names: Option<&'a [&'b str; N]>,
    }

    #[waitable(
        waiter = pub Writer { log: Vec<K> },
        waiter = pub Reader,
        storage = borrowed,
    )]
    impl<'a, 'b: 'a, K, V, const N: usize> Full<'a, 'b, K, V, N>
    where
        K: PartialEq,
    {
        /// Takes two things, each once.
        #[wait(insert, by = Writer, within, budget = 8, wakes = Reader)]
        pub fn try_insert<I>(
            &self,
            #[once] key: &mut Option<K>,
            least: usize,
            #[field] log: &mut Vec<K>,
            #[once] values: &mut Option<I>,
        ) -> Poll<usize>
        where
            I: IntoIterator<Item = V>,
            K: Clone,
        {
            let mut entries = self.entries.lock().unwrap();
            if entries.len() < least {
                return Poll::Pending;
            }
            if let (Some(key), Some(values)) = (key.take(), values.take()) {
                log.push(key.clone());
                entries.extend(values.into_iter().map(|value| (key.clone(), value)));
            }
            Poll::Ready(entries.len())
        }

        /// Takes a reference.
        #[wait(compare, by = Writer, within, budget = 8, wakes = Reader)]
        pub fn try_compare<'k>(&self, #[once] key: &mut Option<&'k K>) -> Option<&'k K> {
            key.take_if(|key| self.entries.lock().unwrap().iter().any(|(k, _)| k == *key))
        }

        #[wait(remove, by = Reader, within, budget = 8, wakes = Writer)]
        pub fn try_remove<'k, Q>(&self, key: &'k Q, seen: &mut Vec<&'k Q>) -> Option<(usize, V)>
        where
            K: PartialEq<Q>,
            Q: ?Sized,
        {
            seen.push(key);
            let mut entries = self.entries.lock().unwrap();
            let at = entries.iter().position(|(k, _)| k == key)?;
            Some((at, entries.swap_remove(at).1))
        }

        #[query]
        pub fn name(&self, at: usize) -> Option<&'b str> {
            Some(self.names?[at])
        }

        #[arm(insert)]
        fn enable(&self) {}

        #[arm(remove)]
        fn enable_remove<'k, Q>(&self, key: &'k Q, seen: &mut Vec<&'k Q>)
        where
            K: PartialEq<Q>,
            Q: ?Sized,
        {
            seen.push(key);
        }

        #[on_drop(Reader)]
        fn leave(&self) {}
    }

    pub struct Page<'a, K, V: ?Sized> {
        pub entries: Mutex<Vec<K>>,
        pub value: &'a V,
    }

    /// Its results borrow from it.
    #[waitable(storage = borrowed)]
    impl<'a, K: PartialEq, V: ?Sized> Page<'a, K, V> {
        #[notify]
        pub fn push(&self, key: K) {
            self.entries.lock().unwrap().push(key);
        }

        #[wait(lock)]
        pub fn try_lock<'k, Q>(&self, key: &'k Q) -> Option<(MutexGuard<'_, Vec<K>>, &V, &'k Q)>
        where
            K: PartialEq<Q>,
        {
            let entries = self.entries.lock().unwrap();
            let is_in = entries.iter().any(|k| k == key);
            is_in.then_some((entries, self.value, key))
        }
    }
}

fn owned() {
    let short = owned::Short::<_, 1> {
        value: Mutex::new(Some(1)),
        names: ["a"],
    };
    assert_eq!(short.names, ["a"]);
    assert_eq!(short.into_pair().1.try_wait(), Some(1));

    let full: owned::Full<'_, '_, String, u32> = owned::Full::new(&["one", "two"]);
    let _ = owned::Full::<'_, '_, String, u32>::LEN;
    let (mut writer, mut reader) = full.into_pair(vec!["next".to_owned()]);
    assert_eq!(writer.insert("key", [1, 2]), Some(2));
    assert!(writer.insert_next(3_u8));
    assert_eq!(reader.try_remove("key", &mut vec![]), Some((0, 1)));
    drop(reader.remove("key", &mut vec![]));
    let found = reader.try_named(["o"], "ne".to_owned(), &|_| false, |text| text);
    assert_eq!(found, Some(&"one"));
    drop(reader.named(["o"], String::new(), &|_| false, |text| text));
    assert_eq!((reader.name(0), writer.name(1)), ("one", "two"));

    let (pusher, mut popper) = owned::Bounded::<_, 1>::default().into_pair();
    assert_eq!((pusher.push('a'), pusher.push('b')), (Ok(1), Err('b')));
    assert_eq!(popper.try_pop(), Some('a'));
    drop(popper.pop());
}

fn borrowed() {
    use borrowed::{Full, Page, PageNotifier, PageWaiter, Reader, Short, ShortNotifier, Writer};
    use spmc_waker::Waitable;

    let short: Waitable<Short<'_, _, 1>> = Waitable::new(Short {
        value: Mutex::new(Some(1)),
        names: ["a"],
    });
    ShortNotifier::new(&short).notify(|short| assert_eq!(short.names, ["a"]));
    let mut waiter = borrowed::ShortWaiter::claim(&short).unwrap();
    assert_eq!(waiter.try_wait(), Some(1));

    let full: Waitable<Full<'_, '_, String, u32>> = Waitable::new(Full {
        names: Some(&["one", "two"]),
        ..Full::default()
    });
    let mut writer = Writer::claim(&full, vec![]).unwrap();
    let mut reader = Reader::claim(&full).unwrap();
    let (mut key, mut values) = (Some(String::from("key")), Some([1, 2]));
    assert_eq!(writer.try_insert(&mut key, 0, &mut values), Poll::Ready(2));
    let key = String::from("key");
    assert_eq!(writer.try_compare(&mut Some(&key)), Some(&key));
    assert_eq!(reader.try_remove("key", &mut vec![]), Some((0, 1)));
    assert_eq!((reader.name(0), writer.name(1)), (Some("one"), Some("two")));
    drop(writer.insert(String::new(), 0, [1]));
    drop((writer.compare(&key), reader.remove("key", &mut vec![])));

    let page = Waitable::new(Page {
        entries: Mutex::default(),
        value: "value",
    });
    let mut reader = PageWaiter::claim(&page).unwrap();
    PageNotifier::new(&page).push(1);
    assert_eq!(
        reader.try_lock(&1).map(|(_, value, _)| value),
        Some("value")
    );
    drop(reader.lock(&1));
}

#[test]
fn compiles_and_works() {
    owned();
    borrowed();
}
