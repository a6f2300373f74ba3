//! Statics that `.ci/bss` looks up in the object file.
#![no_std]
#![forbid(unsafe_code)]
#![allow(dead_code)]

/// Makes statics that consist of zeros only.
macro_rules! zeros {
    ($($mode:ident $sync:literal $cached:literal;)+) => {$(
        pub mod $mode {
            use core::sync::atomic::{AtomicBool, AtomicU8, Ordering::SeqCst};
            use spmc_waker::{ClaimWaker, SpmcWaker, Waitable, waitable};

            pub static WAKER: SpmcWaker<$sync, $cached> = SpmcWaker::new();
            pub static CLAIM_WAKER: ClaimWaker<$sync, $cached> = ClaimWaker::new();

            /// Has two readers and a writer, and therefore a set of three wakers.
            pub struct Port {
                byte: AtomicU8,
                has_room: AtomicBool,
            }

            #[waitable(
                notifier = Interrupt, waiters = Reader[2], waiter = Writer,
                storage = borrowed, sync = $sync, cached = $cached
            )]
            impl Port {
                #[notify]
                fn receive(&self, byte: u8) {
                    self.byte.store(byte, SeqCst);
                }

                #[wait(read, by = Reader, wakes = none)]
                fn try_read(&self) -> bool {
                    self.byte.swap(0, SeqCst) != 0
                }

                #[wait(write, by = Writer, wakes = none)]
                fn try_write(&self) -> bool {
                    self.has_room.swap(false, SeqCst)
                }
            }

            pub static WAITABLE: Waitable<Port> = Waitable::new(Port {
                byte: AtomicU8::new(0),
                has_room: AtomicBool::new(false),
            });
        }
    )+};
}

zeros! {
    zeros_plain false false;
    zeros_cached false true;
    zeros_sync true false;
    zeros_sync_cached true true;
}

/// A static that is not zero. It shows that the check can fail.
pub mod control {
    use core::sync::atomic::AtomicUsize;

    pub static ONE: AtomicUsize = AtomicUsize::new(1);
}
