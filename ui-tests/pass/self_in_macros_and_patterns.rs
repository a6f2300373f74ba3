//! `Self` is the condition, even if the code is copied to a handle: in signatures and in closures of `when`, in macros,
//! patterns, types and paths.

#![deny(warnings)]

use spmc_waker::{Waitable, waitable};
use std::{
    marker::PhantomData,
    sync::atomic::{AtomicUsize, Ordering::SeqCst},
};

macro_rules! limit {
    ($ty:ty) => {
        <$ty>::LIMIT
    };
    (in $path:path) => {
        $path
    };
}

macro_rules! pair {
    ($ty:ty) => {
        (PhantomData<$ty>, [u8; 2])
    };
}

#[derive(Default)]
pub struct Count<T = u8>(AtomicUsize, T);

#[derive(Debug, PartialEq)]
pub enum Change {
    First,
    Other(usize),
}

pub trait Limited {
    const LIMIT: usize;
    type Item;
}

impl<T> Limited for Count<T> {
    const LIMIT: usize = 1;
    type Item = T;
}

#[waitable]
impl<T: Clone> Count<T> {
    pub const ZERO: usize = 0;
    pub const FIRST: Change = Change::First;

    fn is_first(change: &Change) -> bool {
        matches!(change, Change::First)
    }

    #[notify(when = |change| matches!(change, Change::Other(at) if *at > limit!(Self)))]
    pub fn add(&self) -> Change {
        match self.0.fetch_add(1, SeqCst) {
            Self::ZERO => Change::First,
            at => Change::Other(at),
        }
    }

    #[notify(when = |before| match *before { Self::ZERO => true, at => at == limit!(in Self::ZERO) })]
    pub fn add_two(&self) -> usize {
        self.0.fetch_add(2, SeqCst)
    }

    #[notify(when = |change| Self::is_first(change) || *change == Self::FIRST)]
    pub fn add_three(&self) -> Change {
        let _ = Self::FIRST;
        self.add()
    }

    #[notify(when = |_: &<Self as Limited>::Item| { let _ = PhantomData::<fn(Self) -> Self>; limit!(in Self::ZERO) == 0 })]
    pub fn item(&self) -> <Self as Limited>::Item {
        self.1.clone()
    }

    #[notify(when = |Count(count, ..)| count.load(SeqCst) > 0)]
    pub fn new_like(&self) -> Count<T> {
        Count(AtomicUsize::new(0), self.1.clone())
    }

    #[notify(when = |Self(count, ..)| count.load(SeqCst) > 0)]
    pub fn another(&self) -> Self {
        Self(AtomicUsize::new(1), self.1.clone())
    }

    #[notify(when = |other| if let Self { 0: count, 1: _ } = other { count.load(SeqCst) > Self::ZERO } else { false }, cold)]
    #[allow(irrefutable_let_patterns)]
    pub fn third(&self, like: &Self) -> Self {
        Self(AtomicUsize::new(like.0.load(SeqCst)), self.1.clone())
    }

    #[wait(like, wakes = none)]
    pub fn is_like(
        &self,
        other: &Self,
        _of: Option<PhantomData<Self>>,
        pair: pair!(Self),
    ) -> Option<Vec<&'static str>>
    where
        Self: Limited,
    {
        (self.0.load(SeqCst) == other.0.load(SeqCst)).then(|| vec!["like"; pair.1.len()])
    }

    #[wait(pieces, wakes = none)]
    pub fn try_pieces(&self, by: fn(&Self) -> [u8; 1]) -> Option<[u8; 1]> {
        Some(by(self))
    }

    #[query]
    pub fn itself(&self) -> &Self {
        self
    }
}

/// The same where handles borrow the condition, whose path is longer than a name.
pub mod nested {
    #[derive(Default)]
    pub struct Level {
        pub level: super::AtomicUsize,
    }
}

#[waitable(notifier = Setter { like: Option<PhantomData<Self>> = None }, waiter = Seer, storage = borrowed)]
impl nested::Level {
    pub const NONE: usize = 0;

    #[notify(when = |level| matches!(*level, Self::NONE))]
    pub fn set(&self, #[field] like: &mut Option<PhantomData<Self>>) -> usize {
        like.replace(PhantomData);
        self.level.swap(1, SeqCst)
    }

    #[notify(when = |Self { level }| level.load(SeqCst) > 0)]
    pub fn other(&self) -> Self {
        Self {
            level: AtomicUsize::new(1),
        }
    }

    #[wait(seen)]
    pub fn is_seen(&self, #[once] _other: &mut Option<Self>) -> bool {
        self.level.load(SeqCst) > Self::NONE
    }
}

#[test]
fn compiles_and_works() {
    let (notifier, mut waiter) = Count::<u8>::default().into_pair();
    assert_eq!(notifier.add(), Change::First);
    assert_eq!(notifier.add_two(), 1);
    assert_eq!(notifier.add_three(), Change::Other(3));
    assert_eq!(notifier.item(), 0);
    let like = notifier.new_like();
    assert_eq!(notifier.another().0.into_inner(), 1);
    assert_eq!(notifier.third(&like).0.into_inner(), 0);
    assert!(waiter.is_like(&like, None, (PhantomData, [1, 2])).is_none());
    assert_eq!(waiter.try_pieces(|_| [1]), Some([1]));
    drop(waiter.like(&like, None, (PhantomData, [1, 2])));
    drop(waiter.pieces(|_| [1]));
    assert_eq!(waiter.itself().1, 0);

    let level = Waitable::new(nested::Level::default());
    let mut setter = Setter::new(&level);
    assert_eq!(setter.set(), 0);
    let other = setter.clone().other();
    let mut seer = Seer::claim(&level).unwrap();
    assert!(seer.is_seen(&mut None));
    drop(seer.seen(other));
}
