//! `storage = borrowed`: the handles borrow the condition.

use super::{Event, EventNotifier, EventWaiter};
use crate::waitable::{Task, Tasks, poll_once};
use spmc_waker::{Waitable, waitable};
use spmc_waker_tests::time_limit::block_on;
use std::{
    sync::atomic::{AtomicBool, AtomicU8, Ordering::Relaxed},
    task::Context,
    thread,
};

#[test]
fn a_static_condition_ends_a_wait() {
    static EVENT: Waitable<Event> = Waitable::new(Event::new());

    let mut waiter = EventWaiter::claim(&EVENT).unwrap();
    thread::spawn(|| EventNotifier::new(&EVENT).notify(Event::happen));
    block_on(waiter.wait());
    assert!(!waiter.try_wait(), "the wait has taken the event");
}

/// Counts the reports of static notifiers. Their fields have first values of each kind that a constant allows.
#[derive(Default)]
struct Reports(AtomicU8);

impl Reports {
    const fn new() -> Self {
        Self(AtomicU8::new(0))
    }
}

const STEP: u8 = 2;

#[waitable(
    notifier = Reporter {
        step: u8 = STEP,
        _name: (&'static str, [i8; 2]) = ("reporter", [-1, (7)]),
        _gaps: [Option<String>; 3] = [None, None, None],
        _zeros: [u8; 3] = [0; 3],
        more: u8,
    },
    waiter = Reader { seen: Vec<u8> = Vec::with_capacity(1) },
    storage = borrowed,
)]
impl Reports {
    #[notify]
    fn report(&self, #[field] step: &mut u8, #[field] more: &mut u8) {
        self.0.fetch_add(*step + *more, Relaxed);
    }

    #[wait(read)]
    fn try_read(&self, #[field] seen: &mut Vec<u8>) -> Option<u8> {
        match self.0.swap(0, Relaxed) {
            0 => None,
            reports => {
                seen.push(reports);
                seen.iter().copied().reduce(u8::max)
            }
        }
    }
}

#[test]
fn a_notifier_is_static_beside_its_condition() {
    static EVENT: Waitable<Event> = Waitable::new(Event::new());
    static NOTIFIER: EventNotifier<'static> = EventNotifier::new(&EVENT);

    let mut waiter = EventWaiter::claim(&EVENT).unwrap();
    thread::spawn(|| NOTIFIER.notify(Event::happen));
    block_on(waiter.wait());
    assert!(!waiter.try_wait(), "the wait has taken the event");
}

#[test]
fn a_notifier_with_fields_is_static_beside_its_condition() {
    static REPORTS: Waitable<Reports> = Waitable::new(Reports::new());
    static REPORTER: Reporter<'static> = Reporter::new(&REPORTS, 5);

    let mut reader = Reader::claim(&REPORTS).unwrap();
    thread::spawn(|| REPORTER.clone().report());
    assert_eq!(block_on(reader.read()), 7);
}

#[test]
fn a_notifier_with_a_first_value_that_calls_something_is_made_at_run_time() {
    #[derive(Default)]
    struct Names(AtomicBool);

    #[waitable(
        notifier = Namer { names: Vec<String> = vec!["a name".to_owned()] },
        waiter = Named,
        storage = borrowed
    )]
    impl Names {
        #[notify]
        fn name(&self, #[field] names: &mut Vec<String>) -> Option<String> {
            self.0.store(true, Relaxed);
            names.pop()
        }

        #[wait(named)]
        fn is_named(&self) -> bool {
            self.0.load(Relaxed)
        }
    }

    let names = Waitable::new(Names::default());
    assert_eq!(Namer::new(&names).name().as_deref(), Some("a name"));
    block_on(Named::claim(&names).unwrap().named());
}

#[test]
fn notifiers_are_made_at_any_time_and_cloned() {
    let event = Waitable::new(Event::new());
    let before = EventNotifier::new(&event);
    let mut waiter = EventWaiter::claim(&event).unwrap();
    let tasks = Tasks::<1>::new();
    for (count, notifier) in [before.clone(), before, EventNotifier::new(&event)]
        .into_iter()
        .enumerate()
    {
        assert!(waiter.poll_wait(&mut tasks.cx(0)).is_pending());
        notifier.notify(Event::happen);
        assert_eq!(tasks.wakes(), [count + 1]);
        assert!(waiter.poll_wait(&mut tasks.cx(0)).is_ready());
    }
}

#[test]
fn into_inner_returns_the_condition() {
    let event = Waitable::new(Event::new());
    EventNotifier::new(&event).notify(Event::happen);
    assert_eq!(
        format!("{event:?}"),
        "Waitable { EventWaiter::wait: Free, .. }"
    );
    assert!(event.into_inner().happened.load(Relaxed));
}

/// An alarm that rarely rings.
#[derive(Default)]
struct Alarm {
    rung: AtomicBool,
}

#[waitable(storage = borrowed)]
impl Alarm {
    #[notify(cold)]
    fn ring(&self) {
        self.rung.store(true, Relaxed);
    }

    #[wait(rung)]
    fn is_rung(&self) -> bool {
        self.rung.load(Relaxed)
    }
}

#[test]
fn a_cold_change_wakes() {
    let alarm = Waitable::new(Alarm::default());
    let mut waiter = AlarmWaiter::claim(&alarm).unwrap();
    let (task, waker) = Task::new();
    assert!(
        waiter
            .poll_rung(&mut Context::from_waker(&waker))
            .is_pending()
    );
    AlarmNotifier::new(&alarm).ring();
    assert_eq!(task.wakes(), 1);
}

/// A borrowed condition that borrows something itself.
struct Borrowing<'a, T>(&'a AtomicBool, T);

#[waitable(storage = borrowed)]
impl<'a, T: Clone> Borrowing<'a, T> {
    #[notify]
    fn set(&self) {
        self.0.store(true, Relaxed);
    }

    #[wait(is_set, await)]
    fn get(&self) -> Option<(&'a AtomicBool, T)> {
        self.0.load(Relaxed).then(|| (self.0, self.1.clone()))
    }
}

#[test]
fn a_condition_that_borrows_can_be_borrowed() {
    let flag = AtomicBool::new(false);
    let (got, text) = {
        let waitable = Waitable::new(Borrowing(&flag, String::from("set")));
        BorrowingNotifier::new(&waitable).clone().set();
        block_on(BorrowingWaiter::claim(&waitable).unwrap())
    };
    assert!(got.load(Relaxed));
    assert_eq!(text, "set");
}

/// The lifetimes of handles and futures do not clash with the names of arguments.
#[test]
fn arguments_may_have_any_name() {
    struct Always;

    #[waitable(storage = borrowed)]
    impl Always {
        #[notify]
        fn nothing(&self) {}

        #[wait(named)]
        fn is_named(&self, waitable: &str, handle: &str) -> bool {
            waitable == handle
        }
    }

    let always = Waitable::new(Always);
    AlwaysNotifier::new(&always).nothing();
    let mut waiter = AlwaysWaiter::claim(&always).unwrap();
    assert!(poll_once(&mut waiter.named("a", "a")).is_ready());
    assert!(poll_once(&mut waiter.named("a", "b")).is_pending());
}

/// A serial port: one task reads and another writes, and an interrupt wakes both.
#[derive(Default)]
struct Uart {
    received: AtomicU8,
    sending: AtomicU8,
}

impl Uart {
    const fn new() -> Self {
        Self {
            received: AtomicU8::new(0),
            sending: AtomicU8::new(0),
        }
    }
}

#[waitable(notifier = Interrupt, waiter = Rx, waiter = Tx, storage = borrowed)]
impl Uart {
    #[notify(wakes = Rx)]
    fn receive(&self, byte: u8) {
        self.received.store(byte, Relaxed);
    }

    #[notify(wakes = Tx)]
    fn transmit(&self) -> u8 {
        self.sending.swap(0, Relaxed)
    }

    #[wait(read, by = Rx, wakes = none)]
    fn try_read(&self) -> Option<u8> {
        let byte = self.received.swap(0, Relaxed);
        (byte != 0).then_some(byte)
    }

    #[wait(write, by = Tx, wakes = none)]
    fn try_write(&self, byte: u8) -> bool {
        self.sending
            .compare_exchange(0, byte, Relaxed, Relaxed)
            .is_ok()
    }
}

#[test]
fn two_waiters_of_a_static_are_woken_by_an_interrupt() {
    static UART: Waitable<Uart> = Waitable::new(Uart::new());

    let (mut rx, mut tx) = (Rx::claim(&UART).unwrap(), Tx::claim(&UART).unwrap());
    let tasks = Tasks::<2>::new();
    assert!(rx.poll_read(&mut tasks.cx(0)).is_pending());
    assert!(tx.poll_write(&mut tasks.cx(1), 1).is_ready());
    assert!(tx.poll_write(&mut tasks.cx(1), 2).is_pending());
    assert_eq!(tasks.wakes(), [0, 0], "a write does not wake the reader");
    Interrupt::new(&UART).receive(7);
    assert_eq!(tasks.wakes(), [1, 0]);
    assert_eq!(rx.try_read(), Some(7));
    assert_eq!(Interrupt::new(&UART).transmit(), 1);
    assert_eq!(tasks.wakes(), [1, 1]);
    assert!(tx.try_write(2));
}

/// Beside the condition, a `Waitable` has five words for each slot and one for the claims, and a set two more.
#[test]
fn a_waitable_is_as_large_as_the_guide_says() {
    struct Empty;

    #[waitable(notifier = Bell, waiter = Lone, waiters = Many[3], storage = borrowed)]
    impl Empty {
        #[notify]
        fn ring(&self) {}

        #[wait(lone, by = Lone, query)]
        fn is_lone(&self) -> bool {
            true
        }

        #[wait(many, by = Many, query)]
        fn is_many(&self) -> bool {
            true
        }
    }

    const WORD: usize = size_of::<usize>();
    // The check for overlapping registrations takes a word, in debug builds.
    const SLOT: usize = if cfg!(debug_assertions) { 6 } else { 5 };
    assert_eq!(size_of::<Waitable<Event>>(), (SLOT + 1 + 1) * WORD);
    assert_eq!(size_of::<Waitable<Uart>>(), (2 * SLOT + 1 + 1) * WORD);
    assert_eq!(size_of::<Waitable<Empty>>(), (4 * SLOT + 1 + 2) * WORD);
    let empty = Waitable::new(Empty);
    Bell::new(&empty).ring();
    let mut lone = Lone::claim(&empty).unwrap();
    assert!(poll_once(&mut lone.lone()).is_ready() && Many::claim(&empty).unwrap().is_many());
}
