//! Documentation in all its forms: links to `Self`, aliases without prose, other files, macros.

#![deny(
    warnings,
    missing_docs,
    rustdoc::broken_intra_doc_links,
    rustdoc::private_intra_doc_links,
    rustdoc::invalid_rust_codeblocks
)]

/// Handles that own their condition.
pub mod owned {
    use spmc_waker::waitable;
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

    /// See [`Self::add`], and [`CountNotifier::add`].
    #[derive(Default)]
    pub struct Count<T>(AtomicUsize, T);

    /// Prose on the impl, with a link to [`Self`].
    #[waitable]
    impl<T: Clone> Count<T> {
        /// Where it starts.
        pub const START: usize = 0;

        /// Adds to [`Self`], [`Count`], [Self::get], [that](Self::get) and [this][Self::try_value].
        ///
        /// [of its own]: Self::START
        /// See [of its own], [`Self::START`], and [`get`](Count::get).
        ///
        /// ```
        /// assert_eq!(1 + 1, 2);
        /// ```
        #[notify]
        pub fn add(&self, by: usize) {
            self.0.fetch_add(by, SeqCst);
        }

        /// Adds one.
        #[doc(alias = "plus")]
        #[notify]
        pub fn add_one(&self) {
            self.0.fetch_add(1, SeqCst);
        }

        #[doc(alias("more", "enough"))]
        #[doc(hidden)]
        #[wait(many, await, wakes = none)]
        pub fn is_many(&self) -> bool {
            self.0.load(SeqCst) > 1
        }

        #[doc = "A text, which "]
        #[doc = concat!("is put ", "together.")]
        #[wait(value, doc = "Waits for the value of [`Count`].", future = Value, wakes = none)]
        pub fn try_value(&self, least: usize) -> Option<T> {
            (self.0.load(SeqCst) >= least).then(|| self.1.clone())
        }

        /** A block of prose, with [`Self::add`].

            Indented.
        */
        #[wait(text, wakes = none)]
        pub fn try_text(&self) -> Option<&str> {
            Some("text")
        }

        #[cfg_attr(
            all(),
            doc = "Prose under a condition, of [`Self::add`] and [this](Self).",
            inline
        )]
        #[cfg_attr(any(), doc = "Prose under another one.")]
        #[doc(alias = "look")]
        #[query]
        pub fn get(&self) -> usize {
            self.0.load(SeqCst)
        }

        /// [`Self`]'s, with `[brackets]`, `array[0]`, [ ] and \[escapes\].
        #[query]
        #[must_use]
        pub fn brackets(&self) -> [usize; 1] {
            [self.0.load(SeqCst)]
        }

        #[doc(alias = "bye")]
        #[on_drop(notifier)]
        fn leave(&self) {}
    }

    #[waitable(until = |flag| flag.0.load(SeqCst) > 0)]
    #[doc(alias = "light")]
    #[doc = "A [`Self`] of the short form."]
    pub struct Flag(AtomicUsize);

    impl Flag {
        /// Is raised.
        #[must_use]
        pub const fn raised() -> Self {
            Self(AtomicUsize::new(1))
        }
    }
}

/// Handles that borrow their condition.
pub mod borrowed {
    use spmc_waker::waitable;
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

    /// Two sides.
    #[derive(Default)]
    pub struct Relay(AtomicUsize);

    #[waitable(waiter = Giver { given: usize = 0 }, waiter = Taker, storage = borrowed)]
    impl Relay {
        #[doc = "Gives."]
        #[doc(alias = "give")]
        #[wait(give, by = Giver, wakes = Taker)]
        pub fn try_give(
            &self,
            #[once] item: &mut Option<usize>,
            #[field] given: &mut usize,
        ) -> bool {
            *given += item.take().unwrap_or(0);
            self.0.swap(1, SeqCst) == 0
        }

        /// Takes from [`Self`]. See [`Self::try_give`].
        #[wait(take, by = Taker, doc = "Waits for something to take.", wakes = Giver)]
        pub fn try_take(&self) -> bool {
            self.0.swap(0, SeqCst) == 1
        }

        /// A link to what is [private](Self::private), with [`Self::private`] written out.
        #[allow(rustdoc::private_intra_doc_links)]
        #[query]
        pub fn get(&self) -> usize {
            self.private()
        }

        fn private(&self) -> usize {
            self.0.load(SeqCst)
        }
    }
}

/// A private condition needs no documentation, and its public handles have some of their own.
pub mod private {
    use spmc_waker::waitable;
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

    #[derive(Default)]
    struct Count(AtomicUsize);

    #[waitable(notifier = pub Tx, waiter = pub Rx)]
    impl Count {
        #![doc = "Prose inside of the impl."]

        #[doc(alias = "plus")]
        #[notify]
        pub fn add(&self) {
            self.0.fetch_add(1, SeqCst);
        }

        #[notify]
        pub fn add_undocumented(&self) {
            self.0.fetch_add(1, SeqCst);
        }

        #[doc(alias("more", "enough"))]
        #[doc(alias = "many")]
        #[wait(wakes = none)]
        pub fn is_many(&self) -> bool {
            self.0.load(SeqCst) > 1
        }

        #[wait(undocumented, await, wakes = none)]
        pub fn is_undocumented(&self) -> bool {
            self.0.load(SeqCst) > 1
        }

        #[doc(alias = "look")]
        #[query]
        pub fn get(&self) -> usize {
            self.0.load(SeqCst)
        }
    }

    #[waitable(until = |flag| flag.0.load(SeqCst) > 0, notifier = Raiser, waiter = pub Raised)]
    #[doc(alias = "light")]
    #[derive(Default)]
    struct Flag(AtomicUsize);

    /// All of them.
    pub fn handles() -> (Tx, Rx, Raised) {
        let (raiser, raised) = Flag::default().into_pair();
        raiser.notify(|flag| flag.0.store(1, SeqCst));
        let (tx, rx) = Count::default().into_pair();
        (tx, rx, raised)
    }
}

/// Documentation comes through a macro.
macro_rules! documented {
    ($(#[$meta:meta])* $name:ident, $text:literal, $prose:expr) => {
        $(#[$meta])*
        #[derive(Default)]
        pub struct $name(std::sync::atomic::AtomicBool);

        #[spmc_waker::waitable]
        impl $name {
            #[doc = $text]
            #[notify]
            pub fn raise(&self) {
                self.0.store(true, std::sync::atomic::Ordering::SeqCst);
            }

            #[doc = $prose]
            #[wait(doc = $text)]
            pub fn is_raised(&self) -> bool {
                self.0.load(std::sync::atomic::Ordering::SeqCst)
            }
        }
    };
}

documented! {
    /// See [`Self`].
    Documented, "Raises [`Self`].", concat!("Whether it ", "is raised.")
}

#[test]
fn compiles_and_works() {
    let (notifier, mut waiter) = owned::Count::<u8>::default().into_pair();
    notifier.add(1);
    notifier.add_one();
    assert!(waiter.is_many() && waiter.try_value(1).is_some() && waiter.try_text().is_some());
    drop(waiter.many());
    drop::<owned::Value<'_, u8>>(waiter.value(1));
    drop(waiter.text());
    assert_eq!((waiter.get(), waiter.brackets()), (2, [2]));
    assert!(owned::Flag::raised().into_pair().1.try_wait());

    let (tx, mut rx, mut raised) = private::handles();
    tx.add();
    tx.add_undocumented();
    assert!(rx.is_many() && rx.is_undocumented() && rx.get() == 2 && raised.try_wait());
    drop(rx.many());
    drop(rx.undocumented());

    let relay = spmc_waker::Waitable::new(borrowed::Relay::default());
    let mut giver = borrowed::Giver::claim(&relay).unwrap();
    let mut taker = borrowed::Taker::claim(&relay).unwrap();
    assert!(giver.try_give(&mut Some(1)) && taker.try_take() && taker.get() == 0);
    drop((giver.give(1), taker.take()));

    let (notifier, mut waiter) = Documented::default().into_pair();
    notifier.raise();
    assert!(waiter.is_raised());
    drop(waiter.raised());
}
