//! Lints that are allowed or expected on the struct, on the impl, inside it, on a method or on an argument do not fire
//! in the generated code.

#![deny(warnings, missing_docs, unreachable_pub, clippy::all, clippy::pedantic)]
// Hooks that do nothing.
#![allow(clippy::unused_self)]

/// On the impl.
pub mod on_the_impl {
    use spmc_waker::waitable;
    use std::sync::{
        Mutex,
        atomic::{AtomicBool, Ordering::SeqCst},
    };

    /// Names.
    #[derive(Debug, Default)]
    pub struct Names(AtomicBool);

    #[waitable]
    #[allow(non_snake_case, non_camel_case_types, non_upper_case_globals)]
    impl Names {
        /// Raises it.
        #[notify]
        pub fn raiseIt<t>(&self, Value: t) -> t {
            self.0.store(true, SeqCst);
            Value
        }

        /// Whether it is raised.
        #[wait(RaisedIt)]
        pub fn isRaised<t: Clone, const n: usize>(
            &self,
            Value: t,
            #[once] Item: &mut Option<u8>,
        ) -> bool {
            drop(Value);
            self.0.load(SeqCst) && Item.take().is_some() && n > 0
        }

        /// The same.
        #[query]
        #[must_use]
        pub fn Query(&self) -> bool {
            self.0.load(SeqCst)
        }

        #[arm]
        fn Arm(&self) {}

        #[on_drop(notifier)]
        fn Close(&self) {}
    }

    /// Expected, and above the attribute.
    #[derive(Debug, Default)]
    pub struct Expected(AtomicBool);

    #[expect(non_snake_case, reason = "as in the standard")]
    #[expect(clippy::too_many_arguments, clippy::many_single_char_names)]
    #[waitable(notifier = ExpectedTx, waiter = ExpectedRx)]
    impl Expected {
        /// Raises it.
        #[notify]
        pub fn raiseIt(&self, a: &u8, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8, h: u8) -> u8 {
            self.0.store(true, SeqCst);
            *a + b + c + d + e + f + g + h
        }

        /// Whether it is raised.
        #[wait]
        pub fn is_raised(&self, a: u8, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8, h: u8) -> bool {
            self.0.load(SeqCst) && a + b + c + d + e + f + g + h > 0
        }
    }

    /// Documentation, and complexity.
    #[derive(Debug, Default)]
    pub struct Complex(Mutex<Parts>);

    type Parts = Vec<(String, Option<Box<[u8]>>)>;

    #[waitable]
    #[allow(missing_docs, clippy::type_complexity, clippy::missing_panics_doc)]
    #[allow(clippy::missing_errors_doc)]
    impl Complex {
        #[notify]
        pub fn push(
            &self,
            part: (String, Option<Box<[u8]>>),
        ) -> Result<Option<(String, Option<Box<[u8]>>)>, Vec<(String, Option<Box<[u8]>>)>> {
            let mut parts = self.0.lock().unwrap();
            parts.push(part);
            if parts.len() > 9 {
                Err(parts.split_off(0))
            } else {
                Ok(parts.first().cloned())
            }
        }

        #[wait(all, await, wakes = none)]
        pub fn try_all(
            &self,
        ) -> Option<
            Result<Vec<(String, Option<Box<[u8]>>)>, Box<dyn Fn() -> Option<Box<[u8]>> + Send>>,
        > {
            Some(Ok(self.0.lock().unwrap().split_off(0))).filter(|_| true)
        }

        #[wait(some, wakes = none)]
        pub fn try_some(
            &self,
            keep: &dyn Fn(&(String, Option<Box<[u8]>>)) -> Option<Result<String, Box<[u8]>>>,
        ) -> bool {
            self.0
                .lock()
                .unwrap()
                .iter()
                .all(|part| keep(part).is_some())
        }
    }
}

/// Inside of the impl.
pub mod inside_the_impl {
    use spmc_waker::waitable;
    use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

    /// Names.
    #[derive(Debug, Default)]
    pub struct Names(AtomicBool);

    #[waitable(storage = borrowed)]
    impl Names {
        #![allow(non_snake_case, missing_docs)]
        #![expect(clippy::needless_pass_by_value, reason = "it is shown")]

        #[notify]
        pub fn raiseIt(&self, value: String) -> usize {
            self.0.store(true, SeqCst);
            value.len()
        }

        #[wait(raisedIt)]
        pub fn isRaised(&self) -> bool {
            self.0.load(SeqCst)
        }
    }
}

/// On methods, and on their arguments.
pub mod on_methods {
    use spmc_waker::waitable;
    use std::sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering::SeqCst},
    };

    /// Names.
    #[derive(Debug, Default)]
    pub struct Names {
        raised: AtomicBool,
        text: Mutex<String>,
    }

    #[waitable]
    impl Names {
        /// Raises it.
        #[allow(non_snake_case)]
        #[notify]
        pub fn raiseIt(&self, Value: u8) -> u8 {
            self.raised.store(true, SeqCst);
            Value
        }

        /// Locks it.
        #[notify(guard)]
        #[expect(non_snake_case)]
        pub fn lockIt(&self) -> MutexGuard<'_, String> {
            self.text.lock().unwrap_or_else(PoisonError::into_inner)
        }

        /// Whether it is raised.
        #[wait(raisedIt, await, wakes = none)]
        #[expect(non_snake_case)]
        pub fn isRaised(&self) -> bool {
            self.raised.load(SeqCst)
        }

        /// The value itself.
        #[wait(Value, wakes = none)]
        #[allow(non_snake_case, clippy::needless_lifetimes)]
        pub fn try_value<'a>(&self, Value: &'a u8) -> Option<&'a u8> {
            self.raised.load(SeqCst).then_some(Value)
        }

        #[wait(undocumented, wakes = none)]
        #[allow(missing_docs, clippy::trivially_copy_pass_by_ref)]
        pub fn is_undocumented(&self, least: &u8, #[allow(unused)] more: u8) -> bool {
            self.raised.load(SeqCst) && *least > 0
        }

        /// What is expected in the body is met there.
        #[query]
        #[must_use]
        #[expect(clippy::cast_possible_truncation, unused_variables)]
        pub fn truncated(&self) -> u8 {
            let unused = 1;
            u16::from(self.raised.load(SeqCst)) as u8
        }

        #[arm(raisedIt)]
        #[expect(non_snake_case)]
        fn armIt(&self) {}

        #[on_drop(waiter)]
        #[expect(non_snake_case)]
        fn leaveIt(&self) {}
    }
}

/// On the struct.
pub mod on_the_struct {
    use spmc_waker::waitable;
    use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

    /// Names.
    #[waitable(until = |flag| flag.Raised.load(SeqCst))]
    #[allow(non_camel_case_types, non_snake_case, non_upper_case_globals)]
    #[derive(Debug, Default)]
    pub struct flag<t, const n: usize> {
        Raised: AtomicBool,
        #[expect(dead_code)]
        Value: t,
    }

    /// Expected, above the attribute.
    #[expect(non_camel_case_types)]
    #[deny(missing_debug_implementations)]
    #[expect(missing_debug_implementations, reason = "it has none")]
    #[waitable(until = |it| it.0.load(SeqCst), storage = borrowed)]
    pub struct lamp(AtomicBool);

    #[allow(missing_docs)]
    #[waitable(until = |it| -> Option<Box<dyn Fn(Box<[u8]>) -> Result<Option<Box<[u8]>>, Box<[u8]>>>> {
        it.0.load(SeqCst).then(|| -> Box<dyn Fn(Box<[u8]>) -> Result<Option<Box<[u8]>>, Box<[u8]>>> { Box::new(|some| Ok(Some(some))) })
    })]
    #[allow(clippy::type_complexity)]
    #[derive(Debug)]
    pub struct Undocumented(pub AtomicBool);

    impl lamp {
        /// Is off.
        #[must_use]
        #[allow(clippy::new_without_default)]
        pub const fn new() -> Self {
            Self(AtomicBool::new(false))
        }
    }
}

#[test]
fn compiles_and_works() {
    use std::sync::atomic::AtomicBool;

    let (notifier, mut waiter) = on_the_impl::Names::default().into_pair();
    assert_eq!(notifier.raiseIt(1), 1);
    assert!(waiter.isRaised::<_, 1>(2, &mut Some(1)) && waiter.Query());
    drop(waiter.RaisedIt::<_, 1>(2, 1));
    let (notifier, mut waiter) = on_the_impl::Expected::default().into_pair();
    assert_eq!(notifier.raiseIt(&1, 1, 1, 1, 1, 1, 1, 1), 8);
    assert!(waiter.is_raised(1, 1, 1, 1, 1, 1, 1, 1));
    drop(waiter.raised(1, 1, 1, 1, 1, 1, 1, 1));
    let (notifier, mut waiter) = on_the_impl::Complex::default().into_pair();
    assert!(notifier.push((String::new(), None)).is_ok());
    drop(waiter.all());
    assert!(waiter.try_some(&|_| None) || waiter.try_all().is_some());

    let names = spmc_waker::Waitable::new(inside_the_impl::Names::default());
    inside_the_impl::NamesNotifier::new(&names).raiseIt(String::new());
    assert!(
        inside_the_impl::NamesWaiter::claim(&names).is_some_and(|mut waiter| waiter.isRaised())
    );

    let (notifier, mut waiter) = on_methods::Names::default().into_pair();
    assert_eq!(notifier.raiseIt(1), 1);
    notifier.lockIt().push('l');
    assert!(waiter.isRaised() && waiter.try_value(&1) == Some(&1));
    assert!(waiter.is_undocumented(&1, 2));
    assert_eq!(waiter.truncated(), 1);
    drop(waiter.raisedIt());
    drop(waiter.Value(&1));
    drop(waiter.undocumented(&1, 2));

    assert!(
        !on_the_struct::flag::<u8, 1>::default()
            .into_pair()
            .1
            .try_wait()
    );
    let lamp = spmc_waker::Waitable::new(on_the_struct::lamp::new());
    assert!(on_the_struct::lampWaiter::claim(&lamp).is_some_and(|mut waiter| !waiter.try_wait()));
    let undocumented = on_the_struct::Undocumented(AtomicBool::new(false));
    assert!(undocumented.into_pair().1.try_wait().is_none());
}
