//! A waker stored in two atomic pointers.
//!
//! The pointers are atomic because a wake may read a slot while the registering side writes it. Such a wake then fails
//! to claim what it read. The words do not order anything, apart from the cached slot's tag. The state word does.
//!
//! Reading a slot is safe. Only the side that owns the slot may write to it, or make a waker from its words. For the
//! registering side and the cached slot, [`IdleSlot`] is the proof.

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

/// The tag on a cached slot's vtable: the slot's waker is registered, or a wake uses it. Without the tag, the slot is
/// *idle*: it belongs to the registering side.
const IN_USE: usize = 1;

// The low bit of a vtable's address must be free for the tag.
const _: () = assert!(
    align_of::<RawWakerVTable>() >= 2,
    "this target aligns waker vtables to one byte, which leaves no room for the tag of the cached slot"
);

/// The words of a waker, as a slot holds them, with or without the tag. They own nothing.
#[derive(Clone, Copy)]
pub(crate) struct Words {
    data: *const (),
    vtable: *const (),
}

impl Words {
    /// No waker: an idle cached slot, or a transient slot that was never used. All zeros, so a `static` takes no room
    /// in the program's image.
    pub(crate) const EMPTY: Self = Self {
        data: ptr::null(),
        vtable: ptr::null(),
    };

    /// Returns the untagged words of a waker.
    #[inline]
    pub(crate) fn of(waker: &Waker) -> Self {
        Self {
            data: waker.data(),
            vtable: ptr::from_ref(waker.vtable()).cast(),
        }
    }

    /// Turns a waker into its untagged words, without dropping it.
    #[inline]
    pub(crate) fn from_waker(waker: Waker) -> Self {
        Self::of(&ManuallyDrop::new(waker))
    }

    /// Makes a waker from these words.
    ///
    /// # Safety
    ///
    /// The words must be untagged and those of a waker that was forgotten (`from_waker`). Either the
    /// caller owns that waker, and nobody else makes an owner of the same words; or it must not drop the
    /// result, nor use it for longer than the owner keeps the waker.
    #[inline]
    pub(crate) const unsafe fn to_waker(self) -> Waker {
        // SAFETY: untagged words hold the address of the vtable reference that `of` was given, with
        // its provenance; `Waker::vtable` returns a `'static` one.
        let vtable = unsafe { &*self.vtable.cast::<RawWakerVTable>() };
        // SAFETY: data and vtable belong to a waker that has an owner for as long as the result is used, as the
        // caller promises. So the vtable's contract holds.
        unsafe { Waker::new(self.data, vtable) }
    }

    /// Makes a waker from these words, unless they are `EMPTY`.
    ///
    /// # Safety
    ///
    /// The words must be untagged, and `EMPTY` or those of a waker that was forgotten, which the caller
    /// owns: nobody else uses it, or makes an owner of the same words.
    #[inline]
    pub(crate) unsafe fn into_owner(self) -> Option<Waker> {
        // SAFETY: the words are not empty, so they belong to a forgotten waker that the caller owns.
        (!self.is_empty()).then(|| unsafe { self.to_waker() })
    }

    /// Whether there is no waker. The words must be untagged.
    #[inline]
    pub(crate) const fn is_empty(self) -> bool {
        self.vtable.is_null()
    }

    /// Whether the cached slot that holds these words belongs to the registering side.
    #[inline]
    pub(crate) fn is_idle(self) -> bool {
        self.vtable.addr() & IN_USE == 0
    }

    /// Adds the tag to these words, which must not have it.
    #[inline]
    pub(crate) const fn in_use(self) -> Self {
        Self {
            vtable: self.vtable.wrapping_byte_add(IN_USE),
            ..self
        }
    }

    /// Removes the tag from these words, which must have it.
    ///
    /// This is a subtraction, not a mask, because it then becomes part of the address in a call of a vtable function.
    #[inline]
    pub(crate) const fn idle(self) -> Self {
        Self {
            vtable: self.vtable.wrapping_byte_sub(IN_USE),
            ..self
        }
    }

    /// Removes the tag from these words, if they have it.
    #[inline]
    pub(crate) fn untagged(self) -> Self {
        if self.is_idle() { self } else { self.idle() }
    }

    /// Whether both words are the same, including the tag. As in [`Waker::will_wake`], wakers with the same words
    /// count as the same.
    #[inline]
    pub(crate) fn is(self, other: Self) -> bool {
        ptr::eq(self.vtable, other.vtable) && ptr::eq(self.data, other.data)
    }
}

/// Storage for one waker.
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

    /// Reads the words, which another operation must have acquired.
    #[inline]
    pub(crate) fn read(&self) -> Words {
        Words {
            data: self.data.load(Relaxed),
            vtable: self.vtable.load(Relaxed),
        }
    }

    /// Reads the words and acquires the tag.
    ///
    /// Acquire, with the release in `release`: the wake's use of the waker happens before the reader drops it,
    /// overwrites it, or hides that release from later readers with a store.
    #[inline]
    pub(crate) fn read_cached(&self) -> Words {
        let vtable = self.vtable.load(Acquire);
        Words {
            data: self.data.load(Relaxed),
            vtable,
        }
    }

    /// Writes the words, before something else releases them.
    ///
    /// # Safety
    ///
    /// The caller must be the registering side, and the slot must belong to it: the state shows no registration of
    /// this slot, and no wake uses its waker or may take it out. The slot must hold `EMPTY`, the words of a waker that
    /// the caller owns, or the words of one that was moved out. The slot becomes the owner of the waker whose words
    /// are written.
    #[inline]
    pub(crate) unsafe fn write(&self, words: Words) {
        self.data.store(words.data.cast_mut(), Relaxed);
        // SAFETY: as the caller promises.
        unsafe { self.write_tag(words) };
    }

    /// Writes the tag of the words that the slot already holds, or removes it.
    ///
    /// # Safety
    ///
    /// The slot must belong to the caller, as for `write`. It must hold these words, apart from the tag.
    #[inline]
    pub(crate) unsafe fn write_tag(&self, words: Words) {
        self.vtable.store(words.vtable.cast_mut(), Relaxed);
    }

    /// Ends a wake's use of a cached slot.
    ///
    /// Release, with the acquire in `read_cached`.
    ///
    /// # Safety
    ///
    /// The caller must be the wake that uses the slot, and not use it or its waker afterwards. The words
    /// must be those that the slot holds.
    #[inline]
    pub(crate) unsafe fn release(&self, words: Words) {
        self.vtable.store(words.idle().vtable.cast_mut(), Release);
    }
}

/// The cached slot while it belongs to the registering side: its waker is not registered, no wake uses that waker,
/// and no wake will take it out. The slot may be empty.
pub(crate) struct IdleSlot<'s> {
    slot: &'s Slot,
    /// The words in the slot, without the tag.
    words: Words,
}

impl<'s> IdleSlot<'s> {
    /// Takes the slot for the registering side.
    ///
    /// # Safety
    ///
    /// The slot must belong to the registering side, as this type says, until the result is gone or the registering
    /// side publishes a registration of this slot. There must be only one `IdleSlot` at a time. The slot must hold
    /// these words, with or without the tag. They are passed without it.
    #[inline]
    pub(crate) const unsafe fn new(slot: &'s Slot, words: Words) -> Self {
        Self { slot, words }
    }

    /// Marks the slot as in use, for a registration of the waker that it holds.
    #[inline]
    pub(crate) fn reuse(self) {
        // SAFETY: the slot belongs to the registering side, and holds these words.
        unsafe { self.slot.write_tag(self.words.in_use()) };
    }

    /// Stores another waker, and marks the slot as in use for its registration. Returns the previous waker.
    #[inline]
    pub(crate) fn replace(self, waker: Waker) -> Option<Waker> {
        // SAFETY: the slot belongs to the registering side, and so does the waker in it, which is returned.
        unsafe { self.slot.write(Words::from_waker(waker).in_use()) };
        // SAFETY: the words are untagged, and were overwritten in the slot, so nobody else makes an owner of them.
        unsafe { self.words.into_owner() }
    }

    /// Empties the slot. Returns its waker.
    #[inline]
    pub(crate) fn take(self) -> Option<Waker> {
        // SAFETY: as in `replace`.
        unsafe { self.slot.write(Words::EMPTY) };
        // SAFETY: as in `replace`.
        unsafe { self.words.into_owner() }
    }
}
