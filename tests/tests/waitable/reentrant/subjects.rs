//! What tasks wait with: a token, or the end of what notifies.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst},
    },
};

/// Returns whether it took a token. It owns its handle.
pub(super) type Wait = Pin<Box<dyn Future<Output = bool> + Send>>;

/// Adds a token, and wakes.
pub(super) type Notify = Arc<dyn Fn() + Send + Sync>;

/// Tasks that wait for tokens, and what adds one.
pub(super) struct Subject {
    pub(super) waits: Vec<Wait>,
    pub(super) notify: Notify,
    pub(super) free: Arc<AtomicUsize>,
    pub(super) freed: Arc<AtomicUsize>,
    pub(super) is_closed: Arc<AtomicBool>,
}

/// What all conditions have in common.
#[derive(Default)]
pub(super) struct Tokens {
    free: Arc<AtomicUsize>,
    freed: Arc<AtomicUsize>,
    is_closed: Arc<AtomicBool>,
}

impl Tokens {
    fn add(&self) {
        self.free.fetch_add(1, SeqCst);
    }

    fn close(&self) {
        self.is_closed.store(true, SeqCst);
    }

    fn take(&self) -> Option<bool> {
        let fewer = |free: usize| free.checked_sub(1);
        if self.free.fetch_update(SeqCst, SeqCst, fewer).is_ok() {
            return Some(true);
        }
        self.is_closed.load(SeqCst).then_some(false)
    }

    /// Returns how to make a subject after the condition is moved.
    fn subject(&self) -> impl FnOnce(Vec<Wait>, Notify) -> Subject + use<> {
        let (free, freed) = (Arc::clone(&self.free), Arc::clone(&self.freed));
        let is_closed = Arc::clone(&self.is_closed);
        move |waits, notify| Subject {
            waits,
            notify,
            free,
            freed,
            is_closed,
        }
    }
}

impl Drop for Tokens {
    fn drop(&mut self) {
        self.freed.fetch_add(1, SeqCst);
    }
}

/// A condition of its own in a module of its own, and a function that makes the subject from it.
macro_rules! subject {
    (
        $name:ident [$($options:tt)*] wakes [$($wakes:tt)*]
        { $($items:tt)* }
        $make:expr
    ) => {
        pub(crate) mod $name {
            use crate::waitable::reentrant::subjects::{Notify, Subject, Tokens, Wait};
            #[allow(unused_imports, reason = "some have a storage of their own")]
            use spmc_waker::{Waitable, waitable};
            use std::sync::Arc;

            #[derive(Default)]
            struct Condition(Tokens);

            #[waitable($($options)*)]
            impl Condition {
                #[notify(wakes = $($wakes)*)]
                fn add(&self) {
                    self.0.add();
                }

                $($items)*
            }

            pub(crate) fn subject() -> Subject {
                let condition = Condition::default();
                let subject = condition.0.subject();
                let make: fn(Condition) -> (Vec<Wait>, Notify) = $make;
                let (waits, notify) = make(condition);
                subject(waits, notify)
            }
        }
    };
}

/// All subjects with `waiters = Waiter` have this wait.
macro_rules! many {
    ($name:ident [$($options:tt)*] wakes [$($wakes:tt)*] { $($items:tt)* } $make:expr) => {
        subject! {
            $name [waiters = Waiter, $($options)*] wakes [$($wakes)*]
            {
                #[wait(take, by = Waiter, wakes = none)]
                fn try_take(&self) -> Option<bool> {
                    self.0.take()
                }

                $($items)*
            }
            $make
        }
    };
}

/// The handles of a borrowed condition are claimed by the tasks, which own a share of its storage.
macro_rules! fixed {
    ($name:ident [$($options:tt)*] wakes [$($wakes:tt)*]) => {
        subject! {
            $name [notifier = Source, waiters = Waiter[3], storage = borrowed, $($options)*]
            wakes [$($wakes)*]
            {
                #[wait(take, by = Waiter, wakes = none)]
                fn try_take(&self) -> Option<bool> {
                    self.0.take()
                }
            }
            |condition| {
                let condition = Arc::new(Waitable::new(condition));
                let wait = |_| -> Wait {
                    let condition = Arc::clone(&condition);
                    Box::pin(async move {
                        let waiter = &mut Waiter::claim(&condition).expect("one is free");
                        waiter.take().await
                    })
                };
                let waits = [(); 3].map(wait).into();
                (waits, Arc::new(move || Source::new(&condition).add()))
            }
        }
    };
}

macro_rules! growing {
    ($name:ident [$($options:tt)*] wakes [$($wakes:tt)*]) => {
        many! {
            $name [notifier = Source, $($options)*] wakes [$($wakes)*]
            {
                #[on_drop(Source)]
                fn close(&self) {
                    self.0.close();
                }
            }
            |condition| {
                let (source, waiter) = condition.into_pair();
                let wait = |waiter: Waiter| -> Wait { Box::pin(async move { waiter.take().await }) };
                let waits = [waiter.clone(), waiter.clone(), waiter].map(wait).into();
                (waits, Arc::new(move || source.add()))
            }
        }
    };
}

macro_rules! subjects {
    ($($mode:ident: $sync:tt $cached:tt,)+) => {$(
        pub(super) mod $mode {
            subject! {
                a_lone_wait [notifier = Source, waiter = Waiter, sync = $sync, cached = $cached] wakes [all]
                {
                    #[wait(take, wakes = none)]
                    fn try_take(&self) -> Option<bool> {
                        self.0.take()
                    }

                    #[on_drop(Source)]
                    fn close(&self) {
                        self.0.close();
                    }
                }
                |condition| {
                    let (source, mut waiter) = condition.into_pair();
                    let wait = Box::pin(async move { waiter.take().await });
                    (vec![wait], Arc::new(move || source.add()))
                }
            }

            // Each wait that is over wakes the other one.
            subject! {
                two_waits_of_lone_waiters
                [notifier = Source, waiter = First, waiter = Second, sync = $sync, cached = $cached]
                wakes [all]
                {
                    #[wait(first, by = First, wakes = second)]
                    fn try_first(&self) -> Option<bool> {
                        self.0.take()
                    }

                    #[wait(second, by = Second, wakes = first)]
                    fn try_second(&self) -> Option<bool> {
                        self.0.take()
                    }

                    #[on_drop(Source)]
                    fn close(&self) {
                        self.0.close();
                    }
                }
                |condition| {
                    let (source, mut first, mut second) = condition.into_handles();
                    let waits: [Wait; 2] = [
                        Box::pin(async move { first.first().await }),
                        Box::pin(async move { second.second().await }),
                    ];
                    (waits.into(), Arc::new(move || source.add()))
                }
            }

            fixed! { many_waits_in_a_fixed_set [sync = $sync, cached = $cached] wakes [all] }
            fixed! { many_waits_in_a_fixed_set_by_one [sync = $sync, cached = $cached] wakes [one(take)] }
            growing! { many_waits_in_a_growing_set [sync = $sync, cached = $cached] wakes [all] }
            growing! { many_waits_in_a_growing_set_by_one [sync = $sync, cached = $cached] wakes [one(take)] }

            // One wait has its handle's own slot, the others take slots of the set.
            many! {
                waits_of_one_handle_by_one [notifier = Source, sync = $sync, cached = $cached]
                wakes [one(take)]
                {
                    #[on_drop(Source)]
                    fn close(&self) {
                        self.0.close();
                    }
                }
                |condition| {
                    let (source, waiter) = condition.into_pair();
                    let waiter = Arc::new(waiter);
                    let wait = |_| -> Wait {
                        let waiter = Arc::clone(&waiter);
                        Box::pin(async move { waiter.take().await })
                    };
                    ([(); 3].map(wait).into(), Arc::new(move || source.add()))
                }
            }

            /// The waker alone.
            pub(crate) mod a_registrar {
                use crate::waitable::reentrant::subjects::{Subject, Tokens};
                use spmc_waker::ClaimWaker;
                use std::sync::Arc;

                pub(crate) fn subject() -> Subject {
                    let tokens = Arc::new((Tokens::default(), ClaimWaker::<$sync, $cached>::new()));
                    let subject = tokens.0.subject();
                    let waiting = Arc::clone(&tokens);
                    let wait = Box::pin(async move {
                        let mut registrar = waiting.1.claim().expect("nobody else claims");
                        registrar.wait_until(|| waiting.0.take()).await
                    });
                    let notify = Arc::new(move || {
                        tokens.0.add();
                        tokens.1.wake();
                    });
                    subject(vec![wait], notify)
                }
            }
        }
    )+};
}

subjects! {
    uncached: false false,
    cached: false true,
    sync_uncached: true false,
    sync_cached: true true,
}
