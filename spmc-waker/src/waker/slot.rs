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

/// The tag on a cached slot's vtable: the slot's waker is registered, or a wake uses it. Without it,
/// the slot is *idle*: it is the registering side's.
const IN_USE: usize = 1;

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
    /// No waker: an idle cached slot, or a transient slot that was never used. All zeros, so that a
    /// `static` takes no room in the program's image.
    pub(crate) const EMPTY: Self = Self {
        data: ptr::null(),
        vtable: ptr::null(),
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

    /// The owned waker of an idle cached slot, if it holds one.
    ///
    /// # Safety
    ///
    /// The words must be untagged, and those that the slot holds or has held. A waker in them must not
    /// be in use, and the caller must own it: nobody may read the words in order to use it afterwards.
    #[inline]
    pub(crate) unsafe fn into_cached(self) -> Option<Waker> {
        // SAFETY: a cached slot holds `EMPTY`, or the words of a forgotten waker, which the caller owns.
        (!self.is_empty()).then(|| unsafe { self.to_waker() })
    }

    /// Whether there is no waker. The words must be untagged.
    #[inline]
    pub(crate) const fn is_empty(self) -> bool {
        self.vtable.is_null()
    }

    /// Whether the cached slot that holds these words is the registering side's.
    #[inline]
    pub(crate) fn is_idle(self) -> bool {
        self.vtable.addr() & IN_USE == 0
    }

    /// These words, which have no tag, with the tag.
    #[inline]
    pub(crate) const fn in_use(self) -> Self {
        Self {
            vtable: self.vtable.wrapping_byte_add(IN_USE),
            ..self
        }
    }

    /// These words, which have the tag, without it.
    ///
    /// A subtraction, not a mask: it becomes part of the address where a function of the vtable is
    /// called.
    #[inline]
    pub(crate) const fn idle(self) -> Self {
        Self {
            vtable: self.vtable.wrapping_byte_sub(IN_USE),
            ..self
        }
    }

    /// These words without the tag, whether they have it or not.
    #[inline]
    pub(crate) fn untagged(self) -> Self {
        if self.is_idle() { self } else { self.idle() }
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
