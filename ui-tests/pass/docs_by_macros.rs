//! `doc = …` of waits, in each form that rustc accepts.

#![deny(warnings, missing_docs)]

use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

/// A flag.
#[derive(Default)]
pub struct Flag(AtomicBool);

#[waitable]
impl Flag {
    /// Raises it.
    #[notify]
    pub fn raise(&self) {
        self.0.store(true, SeqCst);
    }

    /// A check.
    #[wait(up, await, doc = concat!("Waits until it is ", "raised."), wakes = none)]
    pub fn is_up(&self) -> bool {
        self.0.load(SeqCst)
    }

    /// A check.
    #[wait(up_included, doc = include_str!("docs_by_macros.rs"), wakes = none)]
    pub fn is_up_included(&self) -> bool {
        self.0.load(SeqCst)
    }

    /// A check.
    #[wait(up_raw, doc = r#"Waits until it is "raised"."#, wakes = none)]
    pub fn is_up_raw(&self) -> bool {
        self.0.load(SeqCst)
    }

    /// A check.
    #[wait(up_path, doc = ::std::stringify![Waits until it is raised.], wakes = none)]
    pub fn is_up_path(&self) -> bool {
        self.0.load(SeqCst)
    }
}

macro_rules! switch {
    ($name:ident, $text:expr, $literal:literal, $($tokens:tt)*) => {
        /// A switch.
        #[derive(Default)]
        pub struct $name(AtomicBool);

        #[waitable]
        impl $name {
            /// Turns it on.
            #[notify]
            pub fn turn_on(&self) {
                self.0.store(true, SeqCst);
            }

            /// A check.
            #[wait(on, doc = $text, wakes = none)]
            pub fn is_on(&self) -> bool {
                self.0.load(SeqCst)
            }

            /// A check.
            #[wait(on_literal, doc = $literal, wakes = none)]
            pub fn is_on_literal(&self) -> bool {
                self.0.load(SeqCst)
            }

            /// A check.
            #[wait(on_tokens, doc = $($tokens)*, wakes = none)]
            pub fn is_on_tokens(&self) -> bool {
                self.0.load(SeqCst)
            }
        }
    };
}

switch!(
    Switch,
    concat!("Waits for a ", stringify!(Switch)),
    "Waits.",
    concat!("Waits", ".")
);

#[test]
fn compiles_and_works() {
    let (notifier, mut waiter) = Flag::default().into_pair();
    notifier.raise();
    assert!(waiter.is_up() && waiter.is_up_raw() && waiter.is_up_path());
    let (notifier, mut waiter) = Switch::default().into_pair();
    notifier.turn_on();
    assert!(waiter.is_on() && waiter.is_on_tokens() && waiter.is_on_literal());
}
