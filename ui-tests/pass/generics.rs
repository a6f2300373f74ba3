#![deny(warnings)]

use spmc_waker::waitable;
use std::{
    fmt::{Debug, Display},
    sync::Mutex,
};

#[waitable(until = |slot| -> Option<T> { slot.value.lock().unwrap().take() })]
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

#[waitable(notifier = pub Writer, waiter = pub Reader)]
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

    #[wait(named)]
    pub fn try_named<const M: usize, D: Display + Clone>(
        &self,
        texts: [D; M],
        mut tail: String,
        by: &dyn Fn(&str) -> bool,
        each: fn(&str) -> &str,
    ) -> Option<&'a &'b str> {
        tail.insert_str(0, &texts[0].to_string());
        self.names
            .iter()
            .find(|name| by(each(name)) || ***name == tail)
    }

    #[shared]
    pub fn name(&self, at: usize) -> &'b str {
        self.names[at]
    }

    #[shared]
    pub fn same(&self, other: &Self) -> bool
    where
        Self: Sized,
    {
        std::ptr::eq(self, other)
    }
}

fn main() {
    let short = Short::<_, 1> {
        value: Mutex::new(Some(1)),
        names: ["a"],
    };
    assert_eq!(short.names, ["a"]);
    assert_eq!(short.into_pair().1.try_wait(), Some(1));

    let full: Full<'_, '_, String, u32> = Full::new(&["one", "two"]);
    let _ = Full::<'_, '_, String, u32>::LEN;
    let (writer, mut reader) = full.into_pair();
    assert_eq!(writer.insert("key", [1, 2]), Some(2));
    assert_eq!(reader.try_remove("key", &mut vec![]), Some((0, 1)));
    drop(reader.remove("key", &mut vec![]));
    let found = reader.try_named(["o"], "ne".to_owned(), &|_| false, |text| text);
    assert_eq!(found, Some(&"one"));
    drop(reader.named(["o"], String::new(), &|_| false, |text| text));
    assert_eq!((reader.name(0), writer.name(1)), ("one", "two"));
}
