//! `storage = ref`: a condition that its handles borrow.

use crate::{Task, poll_once};
use futures::executor::block_on;
use spmc_waker::{Waitable, waitable};
use std::{
    mem,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{
            AtomicBool, AtomicUsize,
            Ordering::{Relaxed, SeqCst},
        },
    },
    task::Context,
    thread,
};

#[waitable(until = |event| event.happened.swap(false, Relaxed), storage = ref)]
struct Event {
    happened: AtomicBool,
}

impl Event {
    const fn new() -> Self {
        Self {
            happened: AtomicBool::new(false),
        }
    }

    fn happen(&self) {
        self.happened.store(true, Relaxed);
    }
}

#[test]
fn a_static_is_waited_for() {
    static EVENT: Waitable<Event> = Waitable::new(Event::new());

    let waiter = EVENT.waiter().unwrap();
    thread::spawn(|| EVENT.notifier().notify(Event::happen));
    block_on(waiter);
}

#[test]
fn there_is_one_waiter_at_a_time() {
    let event = Waitable::new(Event::new());
    let waiter = event.waiter().unwrap();
    assert!(event.waiter().is_none());
    drop(waiter);
    let (task, waker) = Task::new();
    {
        let mut waiter = event.waiter().unwrap();
        let cx = &mut Context::from_waker(&waker);
        assert!(waiter.poll_wait(cx).is_pending());
        event.notifier().notify(Event::happen);
        assert_eq!(task.wakes(), 1);
        assert!(waiter.poll_wait(cx).is_ready());
    }
    assert_eq!(
        Arc::strong_count(&task),
        2,
        "the waker is gone with the waiter"
    );
    assert!(event.waiter().is_some());
}

#[test]
fn of_many_that_want_the_waiter_one_gets_it() {
    static EVENT: Waitable<Event> = Waitable::new(Event::new());
    static HELD: AtomicUsize = AtomicUsize::new(0);

    let got = || {
        let threads = [(); 4].map(|()| {
            thread::spawn(|| {
                let mut got = 0;
                for _ in 0..500 {
                    if let Some(mut waiter) = EVENT.waiter() {
                        assert_eq!(HELD.fetch_add(1, SeqCst), 0);
                        _ = poll_once(&mut waiter.wait());
                        HELD.fetch_sub(1, SeqCst);
                        got += 1;
                    }
                }
                got
            })
        });
        threads
            .map(|thread| thread.join().unwrap())
            .iter()
            .sum::<usize>()
    };
    assert!(got() >= 1);
    assert!(EVENT.waiter().is_some());
}

#[test]
fn reset_recovers_from_a_forgotten_waiter() {
    let mut event = Waitable::new(Event::new());
    let (task, waker) = Task::new();
    let mut waiter = event.waiter().unwrap();
    assert!(
        waiter
            .poll_wait(&mut Context::from_waker(&waker))
            .is_pending()
    );
    mem::forget(waiter);
    drop(waker);
    assert!(event.waiter().is_none());
    assert_eq!(Arc::strong_count(&task), 2);
    event.reset();
    assert_eq!(Arc::strong_count(&task), 1);
    event.notifier().notify(Event::happen);
    block_on(event.waiter().unwrap());
    assert!(!event.into_inner().happened.load(Relaxed));
}

/// An alarm, of which as a rule nobody waits for the bell.
#[derive(Default)]
struct Alarm {
    rung: AtomicBool,
}

#[waitable(storage = ref)]
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
    let mut waiter = alarm.waiter().unwrap();
    let (task, waker) = Task::new();
    assert!(
        waiter
            .poll_rung(&mut Context::from_waker(&waker))
            .is_pending()
    );
    alarm.notifier().ring();
    assert_eq!(task.wakes(), 1);
}

/// Both sides wait, and each hook panics when it is told to.
struct Relay {
    full: AtomicBool,
    leave_panics: bool,
}

#[waitable(notifier = Giver, waiter = Taker, storage = ref)]
impl Relay {
    #[wait(give, by = notifier)]
    fn try_give(&self) -> bool {
        !self.full.swap(true, Relaxed)
    }

    #[wait(take)]
    fn try_take(&self) -> bool {
        self.full.swap(false, Relaxed)
    }

    #[on_drop(waiter)]
    fn leave(&self) {
        self.full.store(false, Relaxed);
        assert!(!self.leave_panics, "while leaving");
    }
}

#[test]
fn there_is_one_notifier_where_it_waits() {
    let relay = Waitable::new(Relay {
        full: AtomicBool::new(false),
        leave_panics: false,
    });
    let (mut giver, mut taker) = (relay.notifier().unwrap(), relay.waiter().unwrap());
    assert!(relay.notifier().is_none());
    assert!(relay.waiter().is_none());
    thread::scope(|scope| {
        scope.spawn(|| {
            for _ in 0..1000 {
                block_on(giver.give());
            }
        });
        for _ in 0..1000 {
            block_on(taker.take());
        }
    });
    drop((giver, taker));
    assert!(relay.notifier().is_some());
    assert!(relay.waiter().is_some());
}

#[test]
fn a_hook_that_panics_wakes_and_gives_the_claim_up() {
    let relay = Waitable::new(Relay {
        full: AtomicBool::new(true),
        leave_panics: true,
    });
    let (task, waker) = Task::new();
    let mut giver = relay.notifier().unwrap();
    assert!(
        giver
            .poll_give(&mut Context::from_waker(&waker))
            .is_pending()
    );
    let taker = relay.waiter().unwrap();
    assert!(catch_unwind(AssertUnwindSafe(|| drop(taker))).is_err());
    assert_eq!(task.wakes(), 1);
    mem::forget(relay.waiter().unwrap());
    assert!(giver.try_give());
}

/// Borrows, and is borrowed.
struct Borrowing<'a, T>(&'a AtomicBool, T);

#[waitable(storage = ref)]
impl<'a, T: Clone> Borrowing<'a, T> {
    #[notify]
    fn set(&self) {
        self.0.store(true, Relaxed);
    }

    #[wait(is_set, default)]
    fn get(&self) -> Option<(&'a AtomicBool, T)> {
        self.0.load(Relaxed).then(|| (self.0, self.1.clone()))
    }
}

#[test]
fn a_condition_that_borrows_is_borrowed() {
    let flag = AtomicBool::new(false);
    let (got, text) = {
        let waitable = Waitable::new(Borrowing(&flag, String::from("set")));
        waitable.notifier().clone().set();
        block_on(waitable.waiter().unwrap())
    };
    assert!(got.load(Relaxed));
    assert_eq!(text, "set");
}

#[test]
fn reset_goes_on_although_a_wakers_drop_panics() {
    struct PanicsOnDrop;

    impl std::task::Wake for PanicsOnDrop {
        fn wake(self: Arc<Self>) {}
    }

    impl Drop for PanicsOnDrop {
        fn drop(&mut self) {
            panic!("in the waker's drop");
        }
    }

    let mut relay = Waitable::new(Relay {
        full: AtomicBool::new(true),
        leave_panics: false,
    });
    let (mut giver, taker) = (relay.notifier().unwrap(), relay.waiter().unwrap());
    let waker = std::task::Waker::from(Arc::new(PanicsOnDrop));
    assert!(
        giver
            .poll_give(&mut Context::from_waker(&waker))
            .is_pending()
    );
    drop(waker);
    mem::forget((giver, taker));
    assert!(catch_unwind(AssertUnwindSafe(|| relay.reset())).is_err());
    assert!(relay.notifier().is_some());
    assert!(relay.waiter().is_some());
}

/// The lifetimes of handles and futures are none of the arguments'.
#[test]
fn arguments_may_have_any_name() {
    struct Always;

    #[waitable(storage = ref)]
    impl Always {
        #[notify]
        fn nothing(&self) {}

        #[wait(named)]
        fn is_named(&self, place: &str, handle: &str) -> bool {
            place == handle
        }
    }

    let always = Waitable::new(Always);
    always.notifier().nothing();
    block_on(always.waiter().unwrap().named("a", "a"));
}
