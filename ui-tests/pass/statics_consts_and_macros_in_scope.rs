//! Statics, constants, unit structs, variants, functions and macros in scope have the names of locals,
//! parameters and fields of the expansion. A binding with the name of a static, a constant, a unit
//! struct or a variant is an error. So the expansion binds no name that stands in the macro's tokens.

#![deny(warnings)]
#![allow(non_upper_case_globals, non_camel_case_types, dead_code, unused_macros)]

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

/// Calls a macro with all the names.
macro_rules! with_names {
    ($macro:ident) => {
        $macro! {
            inner cx change result poll waiter notifier handles timeout deadline condition storage
            waitable this hook disarm error last claimed is_registered is_change ended unsent marker
            registered waker guard apply args arg0 arg1 item wakers closure value of runtime output context
            limit built begin body made ready future task task_context register wake until when once local
            state pending timer f t s c w n i e
        }
    };
}

/// Calls a macro with those that the expansion binds, unless it finds them in its tokens.
macro_rules! with_bound_names {
    ($macro:ident) => {
        $macro! {
            cx change result handles timeout deadline condition waitable this hook disarm error claimed
            is_registered is_change item timer f
        }
    };
}

macro_rules! statics {
    ($($name:ident)*) => { $(static $name: u8 = 0;)* };
}

macro_rules! consts {
    ($($name:ident)*) => { $(const $name: u8 = 0;)* };
}

macro_rules! units {
    ($($name:ident)*) => { $(struct $name;)* };
}

macro_rules! variants {
    ($($name:ident)*) => {
        enum Variants { $($name),* }
        #[allow(unused_imports)]
        use Variants::*;
    };
}

macro_rules! functions {
    ($($name:ident)*) => { $(fn $name() -> u8 { 0 })* };
}

/// Names that come through a glob import, as from a prelude.
mod prelude {
    macro_rules! public {
        ($($name:ident)*) => { $(pub static $name: u8 = 0;)* };
    }
    with_names!(public);
}

macro_rules! conditions {
    ($($name:ident)*) => {
        use super::{AtomicUsize, SeqCst};
        use spmc_waker::waitable;

        #[waitable(until = |short| {
            let _ = ($($name,)*);
            short.0.load(SeqCst) > 0
        })]
        #[derive(Default)]
        pub struct Short(pub AtomicUsize);

        #[waitable(
            until = |short| -> Option<usize> {
                let _ = ($($name,)*);
                Some(short.0.load(SeqCst))
            },
            storage = borrowed,
        )]
        #[derive(Default)]
        pub struct Borrowed(pub AtomicUsize);

        #[derive(Default)]
        pub struct Full(pub AtomicUsize, pub ::std::sync::Mutex<usize>);

        #[waitable(notifier = Tx { sent: u8 }, waiter = Rx { seen: u8 = 0 })]
        impl Full {
            fn names() {
                let _ = ($($name,)*);
            }

            #[notify]
            pub fn add(&self, by: usize, (_, other): ((), usize), #[field] sent: &mut u8) {
                *sent += 1;
                self.0.fetch_add(by + other, SeqCst);
            }

            #[notify(when = |before| *before > 0)]
            pub fn add_one(&self) -> usize {
                self.0.fetch_add(1, SeqCst)
            }

            #[notify(guard)]
            pub fn lock(
                &self,
            ) -> ::core::result::Result<
                ::core::option::Option<::std::sync::MutexGuard<'_, usize>>,
                &'static str,
            > {
                self.1.lock().map(Some).map_err(|_| "poisoned")
            }

            #[wait(await, within, budget = 8, wakes = none)]
            pub fn is_many(&self, #[field] seen: &mut u8) -> bool {
                *seen += 1;
                self.0.load(SeqCst) > 1
            }

            #[wait(put, within, budget = 8, wakes = none)]
            pub fn try_put(&self, #[once] a_value: &mut Option<usize>, by: usize, text: &str) -> bool {
                let at = self.0.load(SeqCst) + text.len();
                self.0.store(at + by * a_value.take().unwrap_or(0), SeqCst);
                true
            }

            #[arm(put)]
            fn arm(&self) {}

            #[disarm(put)]
            fn stop(&self) {}

            #[disarm(many)]
            fn stop_many(&self) {}

            #[on_drop(notifier, waiter)]
            fn leave(&self) {}

            #[query]
            pub fn get(&self) -> usize {
                self.0.load(SeqCst)
            }
        }

        pub struct Several(pub AtomicUsize);

        #[waitable(notifier = Setter, waiter = First { field: u8 }, waiter = Second, storage = borrowed)]
        impl Several {
            fn names() {
                let _ = ($($name,)*);
            }

            #[notify]
            pub fn set(&self) {
                self.0.store(1, SeqCst);
            }

            #[wait(first, by = First, within, budget = 8, wakes = Second)]
            pub fn try_first(&self, by: usize, #[field] field: &mut u8) -> bool {
                *field += 1;
                self.0.load(SeqCst) >= by
            }

            #[wait(second, by = Second, within, budget = 8, wakes = First)]
            pub fn try_second<K: Clone>(&self, key: K) -> Option<K> {
                (self.0.load(SeqCst) > 0).then_some(key)
            }

            #[arm(first)]
            fn arm_first(&self, by: usize, _field: &mut u8) {
                self.0.fetch_add(by, SeqCst);
            }

            #[on_drop(First, Second)]
            fn leave(&self) {}
        }

        pub struct Last(pub AtomicUsize);

        #[waitable]
        impl Last {
            fn names() {
                let _ = ($($name,)*);
            }

            #[notify(last)]
            pub fn finish(&self, by: usize) -> usize {
                self.0.swap(by, SeqCst)
            }

            #[wait]
            pub fn is_over(&self) -> bool {
                self.0.load(SeqCst) > 0
            }
        }

        pub fn run() {
            let (short_tx, mut short_rx) = Short::default().into_pair();
            short_tx.notify(|it| it.0.store(1, SeqCst));
            assert!(short_rx.try_wait());

            let borrowed = spmc_waker::Waitable::new(Borrowed::default());
            BorrowedNotifier::new(&borrowed).notify(|it| it.0.store(1, SeqCst));
            assert_eq!(BorrowedWaiter::claim(&borrowed).unwrap().try_wait(), Some(1));

            let (mut tx, mut rx) = Full::default().into_pair(0);
            tx.add(1, ((), 1));
            tx.add_one();
            **tx.lock().unwrap().unwrap() += 1;
            assert!(rx.is_many() && rx.try_put(&mut Some(1), 1, "text"));
            assert_eq!(rx.get(), 8);
            drop(rx.many());
            drop(rx.put(1, 1, ""));

            let several = spmc_waker::Waitable::new(Several(AtomicUsize::new(0)));
            Setter::new(&several).set();
            let mut first_rx = First::claim(&several, 0).unwrap();
            let mut second_rx = Second::claim(&several).unwrap();
            assert!(first_rx.try_first(1));
            assert_eq!(second_rx.try_second('k'), Some('k'));
            drop((first_rx.first(1), second_rx.second('k')));

            let (last_tx, mut last_rx) = Last(AtomicUsize::new(0)).into_pair();
            assert_eq!(last_tx.finish(1), 0);
            assert!(last_rx.is_over());
            drop(last_rx.over());
        }
    };
}

pub mod with_statics {
    with_names!(statics);
    with_bound_names!(conditions);
}

pub mod with_consts {
    with_names!(consts);
    with_bound_names!(conditions);
}

pub mod with_units {
    with_names!(units);
    with_bound_names!(conditions);
}

pub mod with_variants {
    with_names!(variants);
    with_bound_names!(conditions);
}

pub mod with_functions {
    with_names!(functions);
    conditions!();
}

pub mod with_a_prelude {
    #[allow(unused_imports)]
    use super::prelude::*;
    with_bound_names!(conditions);
}

/// What an expansion might call is another macro here.
pub mod with_macros {
    macro_rules! matches {
        () => {};
    }
    macro_rules! assert {
        ($it:expr) => {
            ::std::assert!($it)
        };
    }
    macro_rules! panic {
        () => {};
    }
    macro_rules! unreachable {
        () => {};
    }
    macro_rules! format {
        () => {};
    }
    macro_rules! write {
        () => {};
    }
    macro_rules! concat {
        () => {};
    }
    macro_rules! stringify {
        () => {};
    }
    conditions!();
}

/// Without a macro around the condition.
pub mod plain {
    use super::prelude::{change, condition, cx, inner, result};
    use super::{AtomicUsize, SeqCst};
    use spmc_waker::waitable;

    #[waitable(
        until = |flag| flag.0.load(SeqCst) == usize::from(inner + cx + change + condition + result),
        storage = borrowed,
    )]
    #[derive(Default)]
    pub struct Flag(pub AtomicUsize);

    pub struct Slot(pub AtomicUsize);

    #[waitable]
    impl Slot {
        #[notify(when = |before| *before == usize::from(change))]
        pub fn add(&self) -> usize {
            self.0.fetch_add(1 + usize::from(result), SeqCst)
        }

        #[wait]
        pub fn is_full(&self, by: u8) -> bool {
            self.0.load(SeqCst) > usize::from(condition + cx + by)
        }
    }
}

#[test]
fn compiles_and_works() {
    with_statics::run();
    with_consts::run();
    with_units::run();
    with_variants::run();
    with_functions::run();
    with_a_prelude::run();
    with_macros::run();

    let flag = spmc_waker::Waitable::new(plain::Flag::default());
    assert!(plain::FlagWaiter::claim(&flag).unwrap().try_wait());
    plain::FlagNotifier::new(&flag).notify(|flag| flag.0.store(1, SeqCst));
    let (notifier, mut waiter) = plain::Slot(AtomicUsize::new(0)).into_pair();
    notifier.add();
    assert!(waiter.is_full(0));
    drop(waiter.full(1));
}
