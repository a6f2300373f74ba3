//! Signatures, generics and attributes of methods on the handles.

use crate::waitable::poll_once;
use spmc_waker::waitable;
use spmc_waker_tests::time_limit::block_on;
use std::{fmt::Display, marker::PhantomPinned, panic::Location, sync::Mutex, task::Poll};

/// A condition with generics of every kind and without `Debug`.
struct Log<'a, T, const N: usize>
where
    T: ?Sized,
{
    lines: Mutex<Vec<(&'a str, Box<T>)>>,
}

impl<'a, T: ?Sized, const N: usize> Default for Log<'a, T, N> {
    fn default() -> Self {
        Self {
            lines: Mutex::default(),
        }
    }
}

#[waitable(notifier = Writer, waiter = Watcher, sync = true)]
impl<'a, T, const N: usize> Log<'a, T, N>
where
    T: ?Sized + Send,
{
    /// Has patterns, `mut`, wildcards, `Self`, and its own generics.
    #[notify]
    fn write<U>(&self, (name, line): (&'a str, U), mut times: usize, _: Option<Self>) -> usize
    where
        U: Into<Box<T>> + Clone,
    {
        while times > 0 {
            times -= 1;
            self.lines.lock().unwrap().push((name, line.clone().into()));
        }
        self.count()
    }

    #[notify]
    #[track_caller]
    fn caller(&self) -> &'static Location<'static> {
        self.lines.clear_poison();
        Location::caller()
    }

    #[wait(full, wakes = none)]
    fn is_full(&self) -> bool {
        self.count() >= N
    }

    #[wait(named, wakes = none)]
    fn try_named<D: Display + ?Sized, P>(
        &self,
        name: &D,
        prefix: &[&str],
        _pinned: P,
    ) -> Option<&'a str>
    where
        P: Clone,
    {
        let name = prefix.concat() + &name.to_string();
        let lines = self.lines.lock().unwrap();
        lines
            .iter()
            .find(|(found, _)| *found == name)
            .map(|(found, _)| *found)
    }

    #[wait(sized, wakes = none)]
    fn try_sized<const SIZE: usize, M: Default>(&self) -> Poll<[M; SIZE]>
    where
        [M; SIZE]: Default,
    {
        if self.count() == SIZE {
            Poll::Ready(Default::default())
        } else {
            Poll::Pending
        }
    }

    #[query]
    fn count(&self) -> usize {
        self.lines.lock().unwrap().len()
    }
}

#[test]
fn generics_of_the_impl_and_of_the_methods_are_kept() {
    let name = String::from("kernel");
    let (writer, mut watcher) = Log::<str, 3>::default().into_pair();
    assert!(poll_once(&mut watcher.full()).is_pending());
    assert_eq!(writer.write((&name, "hello"), 2, None), 2);
    let found = block_on(watcher.named("nel", &["k", "er"], PhantomPinned));
    assert_eq!(found, "kernel");
    assert_eq!(block_on(watcher.sized::<2, u8>()), [0, 0]);
    writer.write((&name, "bye"), 1, None);
    block_on(watcher.full());
}

#[test]
fn the_caller_is_tracked() {
    let (writer, _watcher) = Log::<str, 3>::default().into_pair();
    assert_eq!(writer.caller().line(), line!());
}

/// `Self` means another type on a handle. In the methods there, it must still mean the condition.
#[test]
fn self_is_the_condition() {
    trait Least {
        const N: usize;
    }

    struct Cells(Mutex<Vec<char>>);

    impl Least for Cells {
        const N: usize = 2;
    }

    #[waitable]
    impl Cells
    where
        Self: Least,
    {
        const LEAST: usize = 2;

        fn is_enough(len: usize) -> bool {
            len >= <Self as Least>::N
        }

        #[notify(when = |len| Self::is_enough(*len))]
        fn put(&self, value: char, _: [u8; Self::LEAST]) -> usize {
            let mut cells = self.0.lock().unwrap();
            cells.push(value);
            cells.len()
        }

        #[wait(filled)]
        fn is_filled(&self) -> bool {
            Self::is_enough(self.0.lock().unwrap().len())
        }
    }

    let (notifier, mut waiter) = Cells(Mutex::default()).into_pair();
    let (task, waker) = crate::waitable::Task::new();
    assert!(
        waiter
            .poll_filled(&mut std::task::Context::from_waker(&waker))
            .is_pending()
    );
    notifier.put('a', [0; 2]);
    assert_eq!(task.wakes(), 0);
    notifier.put('b', [0; 2]);
    assert_eq!(task.wakes(), 1);
}
