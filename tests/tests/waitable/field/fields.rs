//! Handle fields: data of one handle, which its methods can access without synchronisation.

use spmc_waker::{Waitable, waitable};
use spmc_waker_tests::time_limit::block_on;
use std::{
    collections::VecDeque,
    sync::{
        Mutex, MutexGuard,
        atomic::{AtomicU32, Ordering::Relaxed},
    },
    task::Poll,
};

/// A channel whose receiver takes all items at once and numbers them.
struct Chan<T> {
    queue: Mutex<VecDeque<T>>,
    sent: AtomicU32,
}

impl<T> Default for Chan<T> {
    fn default() -> Self {
        Self {
            queue: Mutex::default(),
            sent: AtomicU32::new(0),
        }
    }
}

#[waitable(
    notifier = Sender { name: &'static str, sent: u32 = 0 },
    waiter = Receiver { id: u32, buffer: VecDeque<T> = VecDeque::new(), batches: usize = usize::MIN },
)]
impl<T> Chan<T> {
    /// Returns the number of items that this sender has sent.
    #[notify]
    fn send(&self, #[field] sent: &mut u32, value: T) -> u32 {
        self.queue.lock().unwrap().push_back(value);
        self.sent.fetch_add(1, Relaxed);
        *sent += 1;
        *sent
    }

    #[notify(when = |renamed| *renamed)]
    fn rename(&self, new: &'static str, #[field] name: &mut &'static str) -> bool {
        std::mem::replace(name, new) != new
    }

    #[notify(by = [Sender, Receiver])]
    fn clear(&self) {
        self.queue.lock().unwrap().clear();
    }

    #[notify(by = Receiver)]
    fn take_batches(&self, #[field] batches: &mut usize) -> usize {
        std::mem::take(batches)
    }

    #[notify(guard)]
    fn queue(&self, #[field] sent: &mut u32) -> MutexGuard<'_, VecDeque<T>> {
        *sent = 0;
        self.queue.lock().unwrap()
    }

    #[wait(recv)]
    fn try_recv(
        &self,
        #[field] buffer: &mut VecDeque<T>,
        more: u32,
        #[field] batches: &mut usize,
        #[field] id: &mut u32,
    ) -> Poll<(u32, T)> {
        if buffer.is_empty() {
            let mut queue = self.queue.lock().unwrap();
            if !queue.is_empty() {
                std::mem::swap(&mut *queue, buffer);
                *batches += 1;
            }
        }
        match buffer.pop_front() {
            Some(value) => {
                *id += more;
                Poll::Ready((*id, value))
            }
            None => Poll::Pending,
        }
    }

    #[query]
    fn sent(&self) -> u32 {
        self.sent.load(Relaxed)
    }
}

#[test]
fn fields_without_a_value_are_arguments_in_order() {
    let (mut sender, mut receiver) = Chan::default().into_pair("first", 10);
    assert_eq!(sender.send('a'), 1);
    assert_eq!(receiver.try_recv(1), Poll::Ready((11, 'a')));
    assert!(!sender.rename("first"));
    assert!(sender.rename("second"));
    assert!(!sender.rename("second"));
}

#[test]
fn a_field_keeps_what_methods_leave_in_it() {
    let (mut sender, mut receiver) = Chan::default().into_pair("", 0);
    assert_eq!([sender.send('a'), sender.send('b')], [1, 2]);
    assert_eq!(block_on(receiver.recv(1)), (1, 'a'));
    sender.send('c');
    receiver.clear();
    // The items in the buffer belong to the receiver alone.
    assert_eq!(block_on(receiver.recv(2)), (3, 'b'));
    assert!(receiver.try_recv(1).is_pending());
    assert_eq!(receiver.take_batches(), 1);
    sender.queue().push_back('d');
    assert_eq!(receiver.try_recv(1), Poll::Ready((4, 'd')));
    assert_eq!(receiver.take_batches(), 1);
    assert_eq!(receiver.take_batches(), 0);
    // `queue` has reset the sender's field to zero.
    assert_eq!((sender.send('e'), sender.sent()), (1, 4));
}

#[test]
fn the_notifiers_fields_are_cloned_with_it() {
    let (mut one, _receiver) = Chan::default().into_pair("one", 0);
    assert_eq!(one.send(1), 1);
    let mut two = one.clone();
    assert_eq!([two.send(2), two.send(3)], [2, 3]);
    assert_eq!(one.send(4), 2, "a clone has its own fields");
    assert!(!two.rename("one"));
    assert!(two.rename("two"));
    assert!(!one.rename("one"));
    assert_eq!(one.sent(), 4);
}

struct Ring {
    turn: AtomicU32,
}

#[waitable(
    notifier = Clock { step: u32 },
    waiter = Even { step: u32, name: String },
    waiter = Odd { seen: Vec<u32> = vec![0], step: u32 },
)]
impl Ring {
    #[notify]
    fn tick(&self, #[field] step: &mut u32) {
        self.turn.fetch_add(*step, Relaxed);
    }

    #[wait(even, by = Even, wakes = Odd)]
    fn try_even(&self, #[field] name: &mut String, #[field] step: &mut u32) -> Option<String> {
        let turn = self.turn.load(Relaxed);
        (turn % 2 == 0).then(|| {
            self.turn.fetch_add(*step, Relaxed);
            format!("{name}{turn}")
        })
    }

    #[wait(odd, by = Odd, wakes = Even)]
    fn try_odd(&self, #[field] step: &mut u32, #[field] seen: &mut Vec<u32>) -> Option<Vec<u32>> {
        let turn = self.turn.load(Relaxed);
        (turn % 2 == 1).then(|| {
            seen.push(turn);
            self.turn.fetch_add(*step, Relaxed);
            seen.clone()
        })
    }
}

#[test]
fn fields_of_one_name_belong_to_their_handles() {
    let turn = AtomicU32::new(0);
    // The arguments are the notifier's fields, and then each waiter's, in order.
    let (mut clock, mut even, mut odd) = Ring { turn }.into_handles(100, 1, "n".to_owned(), 3);
    assert_eq!(block_on(even.even()), "n0");
    assert_eq!(block_on(odd.odd()), [0, 1]);
    clock.tick();
    assert_eq!(block_on(even.even()), "n104");
    assert_eq!(block_on(odd.odd()), [0, 1, 105]);
}

/// A borrowed condition with fields on each handle.
struct Level(AtomicU32);

#[waitable(
    notifier = Pump { by: u32, pumped: u32 = 0 },
    waiter = Gauge { last: u32 = u32::MAX, unit: &'static str },
    storage = borrowed,
)]
impl Level {
    #[notify]
    fn pump(&self, #[field] by: &mut u32, #[field] pumped: &mut u32) -> u32 {
        self.0.fetch_add(*by, Relaxed);
        *pumped += *by;
        *pumped
    }

    #[wait(changed)]
    fn try_changed(
        &self,
        #[field] last: &mut u32,
        #[field] unit: &mut &'static str,
    ) -> Option<String> {
        let level = self.0.load(Relaxed);
        let is_new = level != std::mem::replace(last, level);
        is_new.then(|| format!("{level}{unit}"))
    }
}

#[test]
fn new_and_claim_take_the_fields_without_a_value() {
    static LEVEL: Waitable<Level> = Waitable::new(Level(AtomicU32::new(0)));

    let (mut by_two, mut by_three) = (Pump::new(&LEVEL, 2), Pump::new(&LEVEL, 3));
    let mut gauge = Gauge::claim(&LEVEL, "cm").unwrap();
    assert!(Gauge::claim(&LEVEL, "mm").is_none());
    assert_eq!(block_on(gauge.changed()), "0cm");
    assert_eq!(gauge.try_changed(), None);
    assert_eq!((by_two.pump(), by_three.pump()), (2, 3));
    assert_eq!((by_two.clone().pump(), by_two.pump()), (4, 4));
    assert_eq!(block_on(gauge.changed()), "9cm");
    drop(gauge);
    // A new claim starts with new fields.
    let mut gauge = Gauge::claim(&LEVEL, "mm").unwrap();
    assert_eq!(gauge.try_changed().as_deref(), Some("9mm"));
}

/// A field of a type that is neither `Clone` nor `Debug` nor `Sync`.
#[test]
fn a_field_may_have_any_type() {
    struct Unique(std::cell::Cell<u32>);

    struct Tokens(Mutex<u32>);

    #[waitable(waiter = Taker { unique: Unique, grow: fn(u32) -> u32 = |n| n + 1 })]
    impl Tokens {
        #[notify]
        fn add(&self) {
            *self.0.lock().unwrap() += 1;
        }

        #[wait(take)]
        fn try_take(
            &self,
            #[field] unique: &mut Unique,
            #[field] grow: &mut fn(u32) -> u32,
        ) -> Option<u32> {
            let mut tokens = self.0.lock().unwrap();
            *tokens = tokens.checked_sub(1)?;
            *unique.0.get_mut() = grow(unique.0.get());
            Some(unique.0.get())
        }
    }

    let unique = Unique(std::cell::Cell::new(6));
    let (notifier, mut taker) = Tokens(Mutex::new(0)).into_pair(unique);
    notifier.add();
    assert_eq!(block_on(taker.take()), 7);
    assert_eq!(format!("{taker:?}"), "Taker { take: Idle, .. }");
}
