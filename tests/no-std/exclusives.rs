//! Interrupts whose instructions `.ci/exclusives` looks at: each sets a flag that a task waits for.
#![no_std]
#![forbid(unsafe_code)]

use core::sync::atomic::{AtomicBool, Ordering::SeqCst};
use spmc_waker::{Waitable, waitable};

macro_rules! interrupt {
    ($module:ident, $function:ident, $sync:literal) => {
        mod $module {
            use super::*;

            pub struct Flag(AtomicBool);

            #[waitable(notifier = Interrupt, waiter = Task, storage = borrowed, sync = $sync)]
            impl Flag {
                // `cold` keeps the code that wakes a task out of the function below.
                #[notify(cold)]
                pub fn raise(&self) {
                    self.0.store(true, SeqCst);
                }

                #[wait(raised)]
                pub fn is_raised(&self) -> bool {
                    self.0.load(SeqCst)
                }
            }

            pub static FLAG: Waitable<Flag> = Waitable::new(Flag(AtomicBool::new(false)));
        }

        #[inline(never)]
        pub fn $function() {
            $module::Interrupt::new(&$module::FLAG).raise();
        }
    };
}

interrupt!(plain, interrupt_without_sync, false);
interrupt!(sync, interrupt_with_sync, true);
