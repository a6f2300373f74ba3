//! A library's lints, with everything in the macro that needs no feature of the runtime crate.

#![deny(
    warnings,
    missing_docs,
    missing_debug_implementations,
    unreachable_pub,
    unused_qualifications,
    elided_lifetimes_in_paths,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unused_lifetimes,
    let_underscore_drop,
    nonstandard_style,
    rust_2018_idioms,
    clippy::all,
    clippy::pedantic
)]

/// Handles that own their condition.
pub mod owned {
    use spmc_waker::waitable;
    use std::sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering::SeqCst},
    };
    use std::task::Poll;

    /// With a check that returns a value.
    #[waitable(until = |counter| -> Option<usize> { Some(counter.count.load(SeqCst)) })]
    #[derive(Debug)]
    pub struct Counter {
        count: AtomicUsize,
    }

    impl Counter {
        /// Starts there.
        #[must_use]
        pub const fn new(count: usize) -> Self {
            let count = AtomicUsize::new(count);
            Self { count }
        }

        /// Counts on.
        pub fn add(&self) {
            self.count.fetch_add(1, SeqCst);
        }
    }

    /// With methods.
    #[derive(Debug)]
    pub struct Latch<'a, T, const N: usize> {
        open: AtomicUsize,
        values: &'a [T; N],
    }

    impl<'a, T, const N: usize> Latch<'a, T, N> {
        /// Is not open.
        #[must_use]
        pub const fn new(values: &'a [T; N]) -> Self {
            let open = AtomicUsize::new(N);
            Self { open, values }
        }
    }

    #[waitable(notifier = Opener { to: usize }, waiter = Opened { looks: usize = 0 })]
    impl<'a, T, const N: usize> Latch<'a, T, N> {
        /// Opens it.
        #[notify]
        pub fn open(&self, to: usize) {
            self.open.store(to, SeqCst);
        }

        /// Opens it as far as this handle does.
        #[notify(when = |before| *before > 0)]
        pub fn open_more(&self, #[field] to: &mut usize) -> usize {
            *to += 1;
            self.open.swap(*to, SeqCst)
        }

        /// What it is open to.
        #[wait(value, within, budget = 8, wakes = none)]
        pub fn try_value(&self, buffer: &mut [u8], text: &str) -> Option<&'a T> {
            buffer[0] = text.len().try_into().unwrap_or(u8::MAX);
            self.values.get(self.open.load(SeqCst))
        }

        /// Whether it is open.
        #[wait(opened, await, within, budget = 8, wakes = none)]
        pub fn is_open(&self, #[field] looks: &mut usize) -> bool {
            *looks += 1;
            self.open.load(SeqCst) < N
        }

        /// How far it is open.
        #[query]
        #[must_use]
        pub fn how_far(&self) -> usize {
            self.open.load(SeqCst)
        }

        #[on_drop(notifier)]
        fn close(&self) {
            self.open.store(0, SeqCst);
        }
    }

    /// Borrows what is waited for.
    #[derive(Debug, Default)]
    pub struct Page {
        text: Mutex<String>,
    }

    #[waitable(notifier = Writer, waiter = Reader)]
    impl Page {
        /// Writes.
        #[notify]
        pub fn write(&self, text: &str) {
            if let Ok(mut page) = self.text.lock() {
                page.push_str(text);
            }
        }

        /// Writes more than once.
        #[notify(guard)]
        pub fn edit(&self) -> MutexGuard<'_, String> {
            self.text.lock().unwrap_or_else(PoisonError::into_inner)
        }

        /// Writes more than once, if nobody reads.
        #[notify(guard, cold)]
        pub fn try_edit(&self) -> Option<MutexGuard<'_, String>> {
            self.text.try_lock().ok()
        }

        /// The page, once it is this long.
        #[wait(read, within, budget = 8, wakes = none)]
        pub fn try_read(&self, least: usize) -> Option<MutexGuard<'_, String>> {
            self.text.lock().ok().filter(|text| text.len() >= least)
        }

        /// The page itself, once it can be had.
        #[wait(page, within, budget = 8, wakes = none)]
        pub fn try_page(&self) -> Poll<&Self> {
            Poll::Ready(self)
        }
    }

    /// One message.
    #[derive(Debug, Default)]
    pub struct Oneshot<T> {
        slot: Mutex<Option<T>>,
    }

    #[waitable]
    impl<T> Oneshot<T> {
        /// Sends it.
        #[notify(last)]
        pub fn send(&self, value: T) {
            if let Ok(mut slot) = self.slot.lock() {
                *slot = Some(value);
            }
        }

        /// Receives it.
        #[wait(recv, await)]
        pub fn try_recv(&self) -> Option<T> {
            self.slot.lock().ok()?.take()
        }
    }
}

/// Handles that borrow their condition.
pub mod borrowed {
    use spmc_waker::waitable;
    use std::{
        sync::{
            Mutex,
            atomic::{AtomicUsize, Ordering::SeqCst},
        },
        task::Poll,
    };

    /// With a check that returns a value.
    #[waitable(until = |counter| -> Option<usize> { Some(counter.count.load(SeqCst)) }, storage = borrowed)]
    #[derive(Debug)]
    pub struct Counter {
        count: AtomicUsize,
    }

    impl Counter {
        /// Starts there.
        #[must_use]
        pub const fn new(count: usize) -> Self {
            let count = AtomicUsize::new(count);
            Self { count }
        }
    }

    /// Both sides wait, and are armed.
    #[derive(Debug)]
    pub struct Queue<'name, T, const N: usize> {
        name: &'name str,
        items: Mutex<Vec<T>>,
        armed: AtomicUsize,
    }

    impl<'name, T, const N: usize> Queue<'name, T, N> {
        /// Is empty.
        #[must_use]
        pub const fn new(name: &'name str) -> Self {
            Self {
                name,
                items: Mutex::new(Vec::new()),
                armed: AtomicUsize::new(0),
            }
        }
    }

    #[waitable(
        notifier = Clearer { clears: usize },
        waiter = Producer { pushes: usize },
        waiter = Consumer { pops: usize = 0 },
        storage = borrowed,
    )]
    impl<'name, T, const N: usize> Queue<'name, T, N> {
        /// Pushes an item, once there is room.
        #[wait(push, by = Producer, within, budget = 8, wakes = Consumer)]
        pub fn try_push(
            &self,
            #[once] item: &mut Option<T>,
            #[field] pushes: &mut usize,
        ) -> Poll<usize> {
            match self.items.lock() {
                Ok(mut items) if items.len() < N => {
                    items.extend(item.take());
                    *pushes += 1;
                    Poll::Ready(items.len())
                }
                _ => Poll::Pending,
            }
        }

        /// Pops an item, once there is one.
        #[wait(pop, by = Consumer, await, within, budget = 8, wakes = Producer)]
        pub fn try_pop(&self, #[field] pops: &mut usize) -> Option<T> {
            let item = self.items.lock().ok()?.pop();
            *pops += usize::from(item.is_some());
            item
        }

        /// Throws all items away.
        #[notify(by = [Producer, Consumer], cold, wakes = Producer)]
        pub fn clear(&self) {
            if let Ok(mut items) = self.items.lock() {
                items.clear();
            }
        }

        /// Throws all items away, and counts that.
        #[notify(by = Clearer)]
        pub fn count_clear(&self, #[field] clears: &mut usize) -> usize {
            *clears += 1;
            self.clear();
            *clears
        }

        /// Its name.
        #[query]
        #[must_use]
        pub fn name(&self) -> &'name str {
            self.name
        }

        #[arm(pop)]
        fn enable_pop(&self) {
            self.armed.fetch_add(1, SeqCst);
        }

        #[disarm(pop)]
        fn disable_pop(&self) {
            self.armed.fetch_sub(1, SeqCst);
        }

        #[arm(push)]
        fn enable_push(&self, _item: &mut Option<T>, pushes: &mut usize) {
            self.armed.fetch_add(2 + *pushes, SeqCst);
        }

        #[disarm(push)]
        fn disable_push(&self) {
            self.armed.fetch_sub(2, SeqCst);
        }

        #[on_drop(Producer, Consumer)]
        fn leave(&self) {
            self.armed.store(0, SeqCst);
        }
    }
}

fn owned() {
    let (notifier, mut waiter) = owned::Counter::new(3).into_pair();
    notifier.notify(owned::Counter::add);
    assert_eq!(waiter.try_wait(), Some(4));

    let (mut notifier, mut waiter) = owned::Latch::new(&['a', 'b']).into_pair(0);
    notifier.open(1);
    assert_eq!(notifier.open_more(), 1);
    assert_eq!(waiter.try_value(&mut [0], ""), Some(&'b'));
    assert!(waiter.is_open());
    assert_eq!(waiter.how_far(), 1);
    drop(waiter.value(&mut [0], ""));
    drop(waiter.opened());

    let (writer, mut reader) = owned::Page::default().into_pair();
    writer.write("te");
    writer.edit().push('x');
    writer
        .try_edit()
        .into_iter()
        .for_each(|mut page| page.push('t'));
    assert_eq!(reader.try_read(4).as_deref(), Some(&String::from("text")));
    assert!(reader.try_page().is_ready());
    drop(reader.read(5));
    drop(reader.page());

    let (sender, mut receiver) = owned::Oneshot::default().into_pair();
    sender.send('o');
    assert_eq!(receiver.try_recv(), Some('o'));
}

fn borrowed() {
    use borrowed::{Clearer, Consumer, Counter, CounterWaiter, Producer, Queue};
    use spmc_waker::Waitable;
    use std::task::Poll;

    static COUNTER: Waitable<Counter> = Waitable::new(Counter::new(4));
    let ready = CounterWaiter::claim(&COUNTER).and_then(|mut waiter| waiter.try_wait());
    assert_eq!(ready, Some(4));

    let queue: Waitable<Queue<'_, _, 1>> = Waitable::new(Queue::new("queue"));
    let (Some(mut producer), Some(mut consumer)) =
        (Producer::claim(&queue, 0), Consumer::claim(&queue))
    else {
        panic!("they are claimed once");
    };
    assert_eq!(producer.try_push(&mut Some('c')), Poll::Ready(1));
    assert_eq!(consumer.try_pop(), Some('c'));
    consumer.clear();
    assert_eq!(Clearer::new(&queue, 0).count_clear(), 1);
    assert_eq!((producer.name(), consumer.name()), ("queue", "queue"));
    drop((producer.push('c'), consumer.pop()));
}

#[test]
fn compiles_and_works() {
    owned();
    borrowed();
}
