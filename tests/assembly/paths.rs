//! The hot paths whose instructions `.ci/assembly` counts. The compiler inlines the fast part of each.
#![no_std]
#![forbid(unsafe_code)]

use core::{
    sync::atomic::{AtomicBool, Ordering},
    task::{Context, Poll, Waker},
};
use spmc_waker::{Registrar, SpmcWaker, Waitable, waitable};

macro_rules! paths {
    ($mode:ident, $sync:literal, $order:ident) => {
        pub mod $mode {
            use super::{Ordering::$order, *};

            pub fn register(registrar: &mut Registrar<'_, $sync>, waker: &Waker) -> bool {
                registrar.register(waker)
            }

            pub fn poll(
                registrar: &mut Registrar<'_, $sync>,
                cx: &mut Context<'_>,
                flag: &AtomicBool,
            ) -> Poll<()> {
                registrar.poll_wait_until(cx, || flag.load($order))
            }

            pub fn wake(waker: &SpmcWaker<$sync>) {
                waker.wake();
            }

            pub fn has_waker_registered(waker: &SpmcWaker<$sync>) -> bool {
                waker.has_waker_registered()
            }

            /// Two tasks may wait, so this has a set.
            pub struct Gate(AtomicBool);

            #[waitable(notifier = Opener, waiters = Visitor[2], storage = borrowed, sync = $sync)]
            impl Gate {
                #[notify]
                pub fn open(&self) {
                    self.0.store(true, Ordering::SeqCst);
                }

                #[notify(wakes = one(pass))]
                pub fn let_one_in(&self) {
                    self.0.store(true, Ordering::SeqCst);
                }

                #[wait(pass, query)]
                pub fn is_open(&self) -> bool {
                    self.0.load(Ordering::SeqCst)
                }
            }

            pub fn set_wake_all(gate: &Waitable<Gate>) {
                Opener::new(gate).open();
            }

            pub fn set_wake_one(gate: &Waitable<Gate>) {
                Opener::new(gate).let_one_in();
            }
        }
    };
}

paths!(plain, false, SeqCst);
paths!(sync, true, Relaxed);
