//! Deprecated conditions, methods and types warn their users, but not the expansion.

#![deny(warnings)]

mod conditions {
    use spmc_waker::waitable;
    use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

    #[deprecated = "use another one"]
    #[waitable(until = |flag| flag.raised.load(SeqCst))]
    #[derive(Default)]
    pub struct Above {
        raised: AtomicBool,
    }

    #[waitable(until = |flag| -> Option<u8> { flag.raised.load(SeqCst).then_some(1) }, storage = borrowed)]
    #[deprecated(since = "1.0.0", note = "use another one")]
    pub struct Below {
        pub raised: AtomicBool,
    }

    #[deprecated]
    #[derive(Default)]
    pub struct Slot<T>(T, AtomicBool);

    /// The condition is deprecated, so its impl says that it may be used.
    #[allow(deprecated)]
    #[waitable(notifier = Filler, waiter = Full)]
    impl<T: Clone> Slot<T> {
        #[notify]
        pub fn fill(&self) {
            self.1.store(true, SeqCst);
        }

        #[wait(full, await, wakes = none)]
        pub fn is_full(&self) -> bool {
            self.1.load(SeqCst)
        }

        #[wait(value, wakes = none)]
        pub fn try_value(&self, more: T) -> Option<(T, T)> {
            self.1.load(SeqCst).then(|| (self.0.clone(), more))
        }
    }

    #[deprecated]
    #[derive(Clone, Debug, PartialEq)]
    pub struct Old(pub u8);

    #[derive(Default)]
    pub struct Methods(AtomicBool);

    #[waitable(notifier = Tx, waiter = Rx, waiter = Other)]
    impl Methods {
        #[notify]
        #[deprecated]
        pub fn raise(&self) {
            self.0.store(true, SeqCst);
        }

        #[deprecated]
        #[notify(when = |raised| *raised)]
        pub fn raise_too(&self) -> bool {
            self.0.swap(true, SeqCst)
        }

        #[notify(last)]
        #[deprecated]
        pub fn finish(&self) {}

        #[wait(raised, by = Rx, await, wakes = Other)]
        #[deprecated]
        pub fn is_raised(&self) -> bool {
            self.0.load(SeqCst)
        }

        #[deprecated]
        #[wait(old, by = Other, wakes = Rx)]
        #[allow(deprecated)]
        pub fn try_old(&self, #[once] old: &mut Option<Old>, more: Old) -> Option<Old> {
            old.take_if(|old| *old == more)
        }

        #[allow(deprecated)]
        #[wait(new, by = Other, wakes = Rx)]
        pub fn try_new(&self, old: &Old) -> Option<Old> {
            Some(old.clone())
        }

        #[arm(raised)]
        #[deprecated]
        fn arm(&self) {}

        #[disarm(raised)]
        #[deprecated]
        fn disarm(&self) {}

        #[arm(old)]
        #[deprecated]
        fn arm_old(&self) {}

        #[on_drop(Tx, Rx)]
        #[deprecated]
        fn leave(&self) {}

        #[on_drop(Other)]
        #[deprecated]
        fn leave_other(&self) {}

        #[query]
        #[deprecated]
        pub fn get(&self) -> bool {
            self.0.load(SeqCst)
        }
    }
}

/// Under a condition, which holds.
mod in_cfg_attr {
    use spmc_waker::waitable;
    use std::sync::Mutex;

    #[derive(Default)]
    pub struct Text(Mutex<String>);

    #[waitable]
    impl Text {
        #[cfg_attr(all(), deprecated)]
        #[notify]
        pub fn push(&self, more: &str) {
            self.0.lock().unwrap().push_str(more);
        }

        #[cfg_attr(all(), deprecated(note = "use another one"), must_use)]
        #[wait(text, await)]
        pub fn try_text(&self) -> Option<String> {
            Some(self.0.lock().unwrap().clone()).filter(|text| !text.is_empty())
        }

        #[cfg_attr(all(), deprecated = "use another one")]
        #[arm]
        fn enable(&self) {}

        #[cfg_attr(all(), deprecated)]
        #[disarm]
        fn disable(&self) {}

        #[cfg_attr(all(), deprecated)]
        #[on_drop(waiter)]
        fn leave(&self) {}
    }
}

#[allow(deprecated)]
#[test]
fn compiles_and_works() {
    use conditions::{Above, Below, BelowWaiter, Methods, Old, Slot};

    assert!(!Above::default().into_pair().1.try_wait());
    let below = spmc_waker::Waitable::new(Below {
        raised: true.into(),
    });
    assert_eq!(BelowWaiter::claim(&below).unwrap().try_wait(), Some(1));

    let (notifier, mut waiter) = Slot::<u8>::default().into_pair();
    notifier.fill();
    assert!(waiter.is_full());
    assert_eq!(waiter.try_value(1), Some((0, 1)));
    drop(waiter.value(1));

    let (tx, mut rx, mut other) = Methods::default().into_handles();
    tx.raise();
    assert!(tx.raise_too() && tx.get() && rx.is_raised());
    tx.finish();
    drop(rx.raised());
    assert_eq!(other.try_old(&mut Some(Old(1)), Old(1)), Some(Old(1)));
    assert_eq!(other.try_new(&Old(2)), Some(Old(2)));
    drop(other.old(Old(1), Old(2)));
    drop(other.new(&Old(1)));

    let (notifier, mut waiter) = in_cfg_attr::Text::default().into_pair();
    notifier.push("text");
    assert_eq!(waiter.try_text().as_deref(), Some("text"));
    drop(waiter.text());
}
