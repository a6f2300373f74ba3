//! A waker stored in two atomic pointers.
//!
//! The pointers are atomic because a wake may read a slot that the registering side writes at the
//! same time; such a wake then fails to claim what it read. The words order nothing by themselves
//! but for the cached slot's tag: the state word does (see `waker.rs`).

use crate::sync::{
    AtomicPtr,
    Ordering::{Acquire, Relaxed, Release},
    const_fn,
};
use core::{
    mem::ManuallyDrop,
    ptr,
    task::{RawWakerVTable, Waker},
};

/// The tag on a cached slot's vtable: no wake uses the slot, it is the registering side's.
const IDLE: usize = 1;

// The low bit of a vtable's address must be free for the tag.
const _: () = assert!(
    align_of::<RawWakerVTable>() >= 2,
    "this target aligns waker vtables to one byte, which leaves no room for the tag of the cached slot"
);

/// The words of a waker, as they stand in a slot: the tag included, and owned by nobody.
#[derive(Clone, Copy)]
pub(crate) struct Words {
    data: *const (),
    vtable: *const (),
}

impl Words {
    /// An idle cached slot without a waker.
    pub(crate) const EMPTY: Self = Self {
        data: ptr::null(),
        vtable: ptr::without_provenance(IDLE),
    };

    /// The untagged words of a waker.
    #[inline]
    pub(crate) fn of(waker: &Waker) -> Self {
        Self {
            data: waker.data(),
            vtable: ptr::from_ref(waker.vtable()).cast(),
        }
    }

    /// The untagged words of a waker, which is not dropped.
    #[inline]
    pub(crate) fn from_waker(waker: Waker) -> Self {
        Self::of(&ManuallyDrop::new(waker))
    }

    /// The waker of untagged words.
    ///
    /// # Safety
    ///
    /// The words must be those of a waker that was forgotten (`from_waker`). The returned waker
    /// must be its only owner, or be forgotten in turn after being used while an owner exists.
    #[inline]
    pub(crate) const unsafe fn to_waker(self) -> Waker {
        // SAFETY: untagged words hold the address of the vtable reference that `of` was given, with
        // its provenance; `Waker::vtable` returns a `'static` one.
        let vtable = unsafe { &*self.vtable.cast::<RawWakerVTable>() };
        // SAFETY: data and vtable are those of a waker that has an owner for as long as the result
        // is used, as the caller promises, so the vtable's contract holds.
        unsafe { Waker::new(self.data, vtable) }
    }

    /// The owned waker of a cached slot, if it holds one.
    ///
    /// # Safety
    ///
    /// The words must not be used afterwards, and a waker in them must not be in use.
    #[inline]
    pub(crate) unsafe fn into_cached(self) -> Option<Waker> {
        let untagged = self.in_use();
        // SAFETY: a cached slot holds `EMPTY`, or the words of a forgotten waker with or without
        // the tag. The caller gives up the slot's ownership.
        (!untagged.vtable.is_null()).then(|| unsafe { untagged.to_waker() })
    }

    /// Whether no wake uses the cached slot that holds these words.
    #[inline]
    pub(crate) fn is_idle(self) -> bool {
        self.vtable.addr() & IDLE != 0
    }

    /// The same words with the tag.
    #[inline]
    pub(crate) fn idle(self) -> Self {
        Self {
            vtable: self.vtable.map_addr(|addr| addr | IDLE),
            ..self
        }
    }

    /// The same words without the tag.
    #[inline]
    pub(crate) fn in_use(self) -> Self {
        Self {
            vtable: self.vtable.map_addr(|addr| addr & !IDLE),
            ..self
        }
    }

    /// Whether both words are the same, the tag included. As in [`Waker::will_wake`], wakers with
    /// the same words are taken for the same.
    #[inline]
    pub(crate) fn is(self, other: Self) -> bool {
        ptr::eq(self.vtable, other.vtable) && ptr::eq(self.data, other.data)
    }
}

/// A place for one waker.
pub(crate) struct Slot {
    data: AtomicPtr<()>,
    vtable: AtomicPtr<()>,
}

impl Slot {
    const_fn! {
        pub(crate) fn new() -> Self {
            Self {
                data: AtomicPtr::new(Words::EMPTY.data.cast_mut()),
                vtable: AtomicPtr::new(Words::EMPTY.vtable.cast_mut()),
            }
        }
    }

    /// Reads the words, after something else has acquired them.
    #[inline]
    pub(crate) fn read(&self) -> Words {
        Words {
            data: self.data.load(Relaxed),
            vtable: self.vtable.load(Relaxed),
        }
    }

    /// Reads the words and acquires the tag.
    ///
    /// Acquire, with the release in `release`: what the wake did with the waker is done before
    /// the reader drops it, overwrites it, or hides that release from later readers with a store.
    #[inline]
    pub(crate) fn read_cached(&self) -> Words {
        let vtable = self.vtable.load(Acquire);
        Words {
            data: self.data.load(Relaxed),
            vtable,
        }
    }

    /// Writes the words, before something else releases them.
    #[inline]
    pub(crate) fn write(&self, words: Words) {
        self.data.store(words.data.cast_mut(), Relaxed);
        self.write_tag(words);
    }

    /// Writes the vtable of the words that the slot holds already, with another tag.
    #[inline]
    pub(crate) fn write_tag(&self, words: Words) {
        self.vtable.store(words.vtable.cast_mut(), Relaxed);
    }

    /// Ends a wake's use of a cached slot.
    ///
    /// Release, with the acquire in `read_cached`.
    #[inline]
    pub(crate) fn release(&self, words: Words) {
        self.vtable.store(words.idle().vtable.cast_mut(), Release);
    }
}
