//! The type of an impl may be an alias or a path, and may have arguments.

#![deny(warnings)]

use spmc_waker::{Waitable, waitable};
use std::sync::{
    Mutex,
    atomic::{AtomicUsize, Ordering::SeqCst},
};

#[derive(Default)]
pub struct Chan<T, const N: usize = 4>(Mutex<Vec<T>>);

/// The handles have the alias's name.
pub type Bytes = Chan<u8>;

#[waitable]
impl Bytes {
    #[notify]
    pub fn send(&self, byte: u8) {
        self.0.lock().unwrap().push(byte);
    }

    #[wait]
    pub fn try_recv(&self) -> Option<u8> {
        self.0.lock().unwrap().pop()
    }
}

/// Arguments, constants among them.
#[waitable(notifier = TextTx, waiter = TextRx)]
impl Chan<String, { 1 + 1 }> {
    #[notify]
    pub fn send_text(&self, text: &str) -> bool {
        let mut texts = self.0.lock().unwrap();
        texts.push(text.to_owned());
        texts.len() <= 2
    }

    #[wait]
    pub fn try_text(&self) -> Option<String> {
        self.0.lock().unwrap().pop()
    }
}

pub mod nested {
    #[derive(Default)]
    pub struct Level<T: ?Sized>(pub super::AtomicUsize, pub std::marker::PhantomData<T>);

    pub mod deeper {
        pub use super::Level as Renamed;
    }
}

#[waitable(storage = borrowed)]
impl<'a> self::nested::deeper::Renamed<dyn Fn(&'a str) -> &'a str + Send + Sync> {
    #[notify]
    pub fn set(&self) {
        self.0.store(1, SeqCst);
    }

    #[wait]
    pub fn is_set(&self) -> bool {
        self.0.load(SeqCst) > 0
    }
}

/// A tuple, an array, a function and a reference as arguments, and a bound of a higher rank.
pub struct Composed<A, B, C>(Mutex<(A, B, C)>)
where
    C: for<'x> Fn(&'x A) -> &'x A;

#[waitable(notifier = ComposedTx, waiter = ComposedRx)]
impl<'r, T: Copy> Composed<(T, T), [&'r T; 2], fn(&(T, T)) -> &(T, T)>
where
    [T; 2]: Send,
    (): Sized,
{
    #[notify]
    pub fn set(&self, to: T) {
        self.0.lock().unwrap().0 = (to, to);
    }

    #[wait]
    pub fn try_get(&self, by: &dyn for<'x> Fn(&'x T) -> &'x T) -> Option<(T, &'r T)> {
        let inner = self.0.lock().unwrap();
        Some((*by(&(inner.2)(&inner.0).0), inner.1[0]))
    }
}

/// A where clause in terms of `Self`, on the struct.
#[waitable(until = |bounded| bounded.0.load(SeqCst) > 0)]
#[derive(Default)]
pub struct Bounded(AtomicUsize)
where
    Self: Sized;

#[test]
fn compiles_and_works() {
    let (notifier, mut waiter): (BytesNotifier, BytesWaiter) = Bytes::default().into_pair();
    notifier.send(1);
    assert_eq!(waiter.try_recv(), Some(1));
    drop(waiter.recv());

    let (tx, mut rx) = Chan::<String, 2>::default().into_pair();
    assert!(tx.send_text("text"));
    assert_eq!(rx.try_text().as_deref(), Some("text"));
    drop(rx.text());

    let level = Waitable::new(nested::Level(AtomicUsize::new(0), std::marker::PhantomData));
    RenamedNotifier::new(&level).set();
    let mut waiter = RenamedWaiter::claim(&level).unwrap();
    assert!(waiter.is_set());
    drop(waiter.set());

    let whole: fn(&(u8, u8)) -> &(u8, u8) = |it| it;
    let (tx, mut rx) = Composed(Mutex::new(((0, 0), [&1, &2], whole))).into_pair();
    tx.set(3);
    assert_eq!(rx.try_get(&|it| it), Some((3, &1)));
    drop(rx.get(&|it| it));

    assert!(!Bounded::default().into_pair().1.try_wait());
}
