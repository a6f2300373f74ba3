#![deny(warnings)]

use spmc_waker::{Waitable, waitable};
use std::{
    fmt::Debug,
    sync::{Mutex, MutexGuard},
    task::Poll,
};

#[waitable(until = |slot| -> Option<T> { slot.value.lock().unwrap().take() }, storage = ref)]
pub struct Short<'a, T: Clone + 'a = &'a str, const N: usize = 3>
where
    T: Debug,
{
    value: Mutex<Option<T>>,
    names: [&'a str; N],
}

pub struct Full<'a, 'b: 'a, K, V = u32, const N: usize = 2>
where
    K: PartialEq,
{
    entries: Mutex<Vec<(K, V)>>,
    names: &'a [&'b str; N],
}

#[waitable(notifier = pub Writer, waiter = pub Reader, storage = ref)]
impl<'a, 'b: 'a, K, V, const N: usize> Full<'a, 'b, K, V, N>
where
    K: PartialEq,
{
    /// Hands two things over, each once.
    #[wait(insert, by = notifier)]
    pub fn try_insert<I>(
        &self,
        #[once] key: &mut Option<K>,
        least: usize,
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
            entries.extend(values.into_iter().map(|value| (key.clone(), value)));
        }
        Poll::Ready(entries.len())
    }

    /// Hands a borrow over.
    #[wait(compare, by = notifier)]
    pub fn try_compare<'k>(&self, #[once] key: &mut Option<&'k K>) -> Option<&'k K> {
        key.take_if(|key| self.entries.lock().unwrap().iter().any(|(k, _)| k == *key))
    }

    #[wait(remove)]
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

    #[shared]
    pub fn name(&self, at: usize) -> &'b str {
        self.names[at]
    }

    #[arm]
    fn enable(&self) {}

    #[on_drop(waiter)]
    fn leave(&self) {}
}

pub struct Lent<'a, K, V: ?Sized> {
    entries: Mutex<Vec<K>>,
    value: &'a V,
}

/// Lends, generically, and in place.
#[waitable(storage = ref)]
impl<'a, K: PartialEq, V: ?Sized> Lent<'a, K, V> {
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

fn main() {
    let short: Waitable<Short<'_, _, 1>> = Waitable::new(Short {
        value: Mutex::new(Some(1)),
        names: ["a"],
    });
    short
        .notifier()
        .notify(|short| assert_eq!(short.names, ["a"]));
    assert_eq!(short.waiter().unwrap().try_wait(), Some(1));

    let full: Waitable<Full<'_, '_, String, u32>> = Waitable::new(Full {
        entries: Mutex::default(),
        names: &["one", "two"],
    });
    let (mut writer, mut reader) = (full.notifier().unwrap(), full.waiter().unwrap());
    let (mut key, mut values) = (Some(String::from("key")), Some([1, 2]));
    assert_eq!(writer.try_insert(&mut key, 0, &mut values), Poll::Ready(2));
    let key = String::from("key");
    assert_eq!(writer.try_compare(&mut Some(&key)), Some(&key));
    assert_eq!(reader.try_remove("key", &mut vec![]), Some((0, 1)));
    assert_eq!((reader.name(0), writer.name(1)), ("one", "two"));
    drop(writer.insert(String::new(), 0, [1]));
    drop((writer.compare(&key), reader.remove("key", &mut vec![])));

    let lent = Waitable::new(Lent {
        entries: Mutex::default(),
        value: "value",
    });
    let mut reader = lent.waiter().unwrap();
    lent.notifier().push(1);
    assert_eq!(
        reader.try_lock(&1).map(|(_, value, _)| value),
        Some("value")
    );
    drop(reader.lock(&1));
}
