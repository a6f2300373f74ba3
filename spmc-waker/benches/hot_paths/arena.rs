//! An allocator in this binary, so that its instructions are counted. libc is another binary, which is not counted.

use std::{
    alloc::{GlobalAlloc, Layout},
    cell::UnsafeCell,
    ptr,
};

/// Memory that is allocated and never freed.
struct Arena {
    end: UnsafeCell<usize>,
    memory: UnsafeCell<[u64; ARENA_SIZE / 8]>,
}

const ARENA_SIZE: usize = 64 << 20;

#[global_allocator]
static ARENA: Arena = Arena {
    end: UnsafeCell::new(0),
    memory: UnsafeCell::new([0; ARENA_SIZE / 8]),
};

// SAFETY: this program has one thread.
unsafe impl Sync for Arena {}

// SAFETY: each block begins after the end of the previous one, and has the requested alignment.
unsafe impl GlobalAlloc for Arena {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: this program has one thread, and this is the only use of the cell.
        let end = unsafe { &mut *self.end.get() };
        let start = end.next_multiple_of(layout.align().max(16));
        *end = start + layout.size();
        if *end > ARENA_SIZE {
            return ptr::null_mut();
        }
        // SAFETY: the block lies within the memory, as was just checked.
        unsafe { self.memory.get().cast::<u8>().add(start) }
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}
