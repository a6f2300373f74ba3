//! Options that need a feature of the runtime crate, in hostile surroundings: no prelude, no unsafe code, a
//! library's lints, names in scope that the expansion uses, keywords, and fragments of macros.

#![forbid(unsafe_code)]
#![no_implicit_prelude]
#![deny(warnings, missing_docs, unreachable_pub, clippy::all, clippy::pedantic)]
#![allow(dead_code, non_upper_case_globals, non_camel_case_types)]

/// Statics, types and traits with the names of the expansion's.
mod names {
    macro_rules! statics {
        ($($name:ident)*) => { $(static $name: u8 = 0;)* };
    }
    pub(crate) use statics;

    macro_rules! types {
        ($($name:ident)*) => { $(struct $name;)* };
    }
    pub(crate) use types;
}

/// A sink, a stream, and what blocks.
pub mod queue {
    use ::spmc_waker::waitable;
    use ::std::sync::{Mutex, PoisonError, atomic::AtomicBool, atomic::Ordering::SeqCst};
    use ::std::{
        option::Option::{None, Some},
        result::Result::{Err, Ok},
        task::Poll::{Pending, Ready},
        vec::Vec,
    };

    super::names::statics! {
        inner cx change result poll waiter notifier handles timeout deadline condition this unsent ended
        item limit now state output until value error registered
    }
    super::names::types! {
        Duration Instant Stream Sink FusedStream TimedOut Future Result Option Poll Pin Context Thread
        Parker Wake Unpin Self_
    }

    /// What is queued, up to `N`.
    #[derive(Debug)]
    pub struct Queue<T, const N: usize> {
        items: Mutex<Vec<T>>,
        closed: AtomicBool,
    }

    impl<T, const N: usize> Queue<T, N> {
        /// Is empty.
        #[must_use]
        pub const fn new() -> Self {
            Self {
                items: Mutex::new(Vec::new()),
                closed: AtomicBool::new(false),
            }
        }
    }

    impl<T, const N: usize> ::std::default::Default for Queue<T, N> {
        fn default() -> Self {
            Self::new()
        }
    }

    #[waitable(waiter = Producer { pushed: usize = 0 }, waiter = Consumer { popped: usize = 0 })]
    impl<T, const N: usize> Queue<T, N> {
        /// Pushes an item.
        ///
        /// # Errors
        ///
        /// Gives it back once the queue is closed.
        #[wait(push, by = Producer, sink, blocking, within, budget = 8, wakes = Consumer)]
        pub fn try_push(
            &self,
            #[field] pushed: &mut usize,
            #[once] an_item: &mut ::core::option::Option<T>,
        ) -> ::core::task::Poll<::core::result::Result<(), T>> {
            if self.closed.load(SeqCst) {
                return Ready(an_item.take().map_or(Ok(()), Err));
            }
            let mut items = self.items.lock().unwrap_or_else(PoisonError::into_inner);
            if items.len() >= N {
                return Pending;
            }
            *pushed += 1;
            if let Some(an_item) = an_item.take() {
                items.insert(0, an_item);
            }
            Ready(Ok(()))
        }

        /// Pops an item; `None` once the queue is closed and empty.
        #[wait(pop, by = Consumer, stream, blocking, within, budget = 8, wakes = Producer)]
        pub fn try_pop(
            &self,
            #[field] popped: &mut usize,
        ) -> ::core::task::Poll<::core::option::Option<T>> {
            let closed = self.closed.load(SeqCst);
            let mut items = self.items.lock().unwrap_or_else(PoisonError::into_inner);
            match items.pop() {
                Some(an_item) => {
                    *popped += 1;
                    Ready(Some(an_item))
                }
                None if closed => Ready(None),
                None => Pending,
            }
        }

        /// Waits for a length, and takes two things.
        #[wait(r#match, by = Consumer, blocking, within, budget = 8, wakes = Producer)]
        pub fn is_long(
            &self,
            least: usize,
            seen: &mut usize,
            #[once] a_key: &mut ::core::option::Option<u8>,
            #[once] a_text: &mut ::core::option::Option<&'static str>,
        ) -> bool {
            *seen += 1;
            let items = self.items.lock().unwrap_or_else(PoisonError::into_inner);
            let is_long = items.len() >= least;
            if is_long {
                a_key.take();
                a_text.take();
            }
            is_long
        }

        /// Statics of these names are in scope. They are not hygienic, but the macro sees that they are taken.
        fn names() -> u8 {
            cx + change
                + result
                + poll
                + handles
                + timeout
                + deadline
                + condition
                + this
                + error
                + item
        }

        #[arm(pop)]
        fn arm(&self, popped: &mut usize) {
            if self.closed.load(SeqCst) {
                *popped = 0;
            }
        }

        #[disarm(pop)]
        fn disarm(&self) {
            self.closed.load(SeqCst);
        }

        #[on_drop(Producer, Consumer)]
        fn close(&self) {
            self.closed.store(true, SeqCst);
        }
    }
}

/// The same by macros, of which the handles borrow the condition.
pub mod made {
    use ::spmc_waker::waitable;
    use ::std::sync::atomic::{AtomicU8, Ordering::SeqCst};

    macro_rules! made {
        (
            $name:ident, $tx:ident, $rx:ident, $put:ident -> $put_wait:ident, $take:ident -> $take_wait:ident,
            $item:ident: $once:ty, $ready:ty, $output:ty, $error:ty, $vis:vis, $member:item
        ) => {
            /// A level.
            #[derive(Debug, Default)]
            $vis struct $name(AtomicU8);

            #[waitable(waiter = $tx, waiter = $rx, storage = borrowed)]
            #[allow(clippy::missing_errors_doc, missing_docs)]
            impl $name {
                #[wait($put_wait, by = $tx, sink, blocking, within, budget = 8, wakes = $rx)]
                $vis fn $put(&self, #[once] $item: $once) -> ::core::task::Poll<::core::result::Result<(), $error>> {
                    if self.0.load(SeqCst) == 0 {
                        self.0.store($item.take().unwrap_or(0), SeqCst);
                        return ::core::task::Poll::Ready(::core::result::Result::Ok(()));
                    }
                    ::core::task::Poll::Pending
                }

                #[wait($take_wait, by = $rx, stream, blocking, await, within, budget = 8, wakes = $tx)]
                $vis fn $take(&self) -> $ready {
                    match self.0.swap(0, SeqCst) {
                        0 => ::core::task::Poll::Pending,
                        level => ::core::task::Poll::Ready(::core::option::Option::Some(level)),
                    }
                }

                $member
            }
        };
    }

    made!(
        Level, LevelTx, LevelRx, try_put -> put, try_take -> take,
        value: &mut ::core::option::Option<u8>, ::core::task::Poll<::core::option::Option<u8>>,
        ::core::option::Option<u8>, ::core::convert::Infallible,
        pub,
        #[query]
        #[must_use]
        pub fn get(&self) -> u8 {
            self.0.load(SeqCst)
        }
    );
}

/// Names that begin or end as the blocking methods' do.
pub mod similar {
    use ::spmc_waker::waitable;
    use ::std::sync::atomic::{AtomicU8, Ordering::SeqCst};

    /// A level.
    #[derive(Debug, Default)]
    pub struct Level(AtomicU8);

    #[waitable(until = |level| level.0.load(SeqCst) > 0)]
    #[derive(Debug, Default)]
    /// A short form beside it.
    pub struct Flag(AtomicU8);

    #[waitable(notifier = Tx, waiter = Rx)]
    impl Level {
        /// Sets it.
        #[notify]
        pub fn set(&self, timeout: u8, deadline: u8) {
            self.0.store(timeout + deadline, SeqCst);
        }

        /// Its name is `blocking`, and it does.
        #[wait(blocking, await, within, budget = 8, wakes = none)]
        #[deprecated]
        pub fn is_blocking(&self) -> bool {
            self.0.load(SeqCst) > 0
        }

        /// Takes arguments of these names.
        #[wait(at_least, blocking, within, budget = 8, wakes = none)]
        pub fn is_at_least(
            &self,
            timeout: u8,
            #[once] deadline: &mut ::core::option::Option<u8>,
            time_limit: &str,
            time_deadline: &mut u8,
            duration: u8,
        ) -> bool {
            *time_deadline += duration;
            let level = self.0.load(SeqCst);
            let is_at_least = level >= timeout && time_limit.is_empty();
            is_at_least && deadline.take().is_some()
        }
    }
}

#[::core::prelude::v1::test]
fn compiles_and_works() {
    use ::core::{
        default::Default,
        option::Option::{None, Some},
        result::Result::{Err, Ok},
        task::Poll,
    };
    use ::spmc_waker::{TimedOut, Waitable};
    use ::std::{assert, assert_eq, matches, mem::drop, time::Duration, time::Instant};

    let (mut producer, mut consumer) = queue::Queue::<u8, 1>::new().into_pair();
    assert_eq!(producer.blocking_push(1), Ok(()));
    let late = producer.push_timeout(Duration::ZERO, 2);
    assert!(matches!(late, Err(TimedOut(2))));
    let mut seen = 0;
    consumer.blocking_match(1, &mut seen, 1, "text");
    let late = consumer.match_deadline(Instant::now(), 2, &mut seen, 1, "text");
    assert!(matches!(late, Err(TimedOut((1, "text")))));
    assert_eq!(consumer.blocking_pop(), Some(1));
    drop((producer.push(1), consumer.r#match(1, &mut seen, 1, "")));
    drop(producer);
    assert_eq!(consumer.try_pop(), Poll::Ready(None));

    let level = Waitable::new(made::Level::default());
    let (Some(mut tx), Some(mut rx)) = (made::LevelTx::claim(&level), made::LevelRx::claim(&level))
    else {
        ::std::panic!("they are claimed once");
    };
    assert_eq!((tx.blocking_put(3), rx.get()), (Ok(()), 3));
    assert_eq!(rx.blocking_take(), Some(3));
    drop((tx.put(1), rx.take()));

    let (tx, mut rx) = similar::Level::default().into_pair();
    tx.set(1, 2);
    let mut other = 0;
    rx.blocking_at_least(1, 2, "", &mut other, 3);
    let late = rx.at_least_timeout(Duration::ZERO, 9, 2, "", &mut other, 3);
    assert!(matches!(late, Err(TimedOut(2))));
    drop(similar::Flag::default().into_pair());
}
