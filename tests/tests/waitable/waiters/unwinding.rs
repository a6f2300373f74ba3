//! `wakes = one(WAIT)` where something unwinds: all that wait by WAIT are woken, since the change may have come far enough
//! for any of them.

use crate::waitable::Tasks;
use spmc_waker::waitable;
use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
    task::{Context, Waker},
};

#[derive(Default)]
struct Store {
    items: AtomicUsize,
}

#[waitable(notifier = Source, waiters = Eater, waiter = Cook)]
impl Store {
    #[notify(last, wakes = one(eat))]
    fn deliver(&self, panics: bool) {
        self.items.fetch_add(1, Relaxed);
        if panics {
            resume_unwind(Box::new("in the body"));
        }
    }

    #[notify(by = Eater, wakes = [one(eat), cooked], when = |panics| if *panics {
        resume_unwind(Box::new("in `when`"))
    } else {
        false
    })]
    fn put(&self, panics: bool) -> bool {
        self.items.fetch_add(1, Relaxed);
        panics
    }

    #[wait(eat, by = Eater, wakes = none)]
    fn try_eat(&self) -> bool {
        let eat = |items: usize| items.checked_sub(1);
        self.items.fetch_update(Relaxed, Relaxed, eat).is_ok()
    }

    /// Turns something into an item. A panic may come after that.
    #[wait(cooked, by = [Eater, Cook], blocking, wakes = one(eat))]
    fn try_cook(&self, panics: bool) -> bool {
        self.items.fetch_add(1, Relaxed);
        if panics {
            resume_unwind(Box::new("in the check"));
        }
        true
    }
}

/// Runs `act` with the handles while two tasks wait. Returns how often each task is woken.
fn woken_by(act: impl FnOnce(Source, &mut Eater, &mut Cook)) -> [usize; 2] {
    let (source, eater, mut cook) = Store::default().into_handles();
    let tasks = Tasks::<2>::new();
    let mut waiting = [eater.clone(), eater.clone()];
    for (task, eater) in waiting.iter_mut().enumerate() {
        assert!(eater.poll_eat(&mut tasks.cx(task)).is_pending());
    }
    let mut eater = eater;
    catch_unwind(AssertUnwindSafe(|| act(source, &mut eater, &mut cook))).ok();
    let woken = tasks.wakes();
    drop(waiting);
    woken
}

fn total([first, second]: [usize; 2]) -> usize {
    first + second
}

#[test]
fn a_last_change_wakes_one_and_all_if_it_panics() {
    assert_eq!(total(woken_by(|source, _, _| source.deliver(false))), 1);
    assert_eq!(woken_by(|source, _, _| source.deliver(true)), [1, 1]);
}

#[test]
fn a_closure_of_when_that_panics_wakes_all() {
    let put = |panics| {
        woken_by(|_source, eater, _| {
            eater.put(panics);
        })
    };
    assert_eq!((put(false), put(true)), ([0, 0], [1, 1]));
}

#[test]
fn a_ready_wait_wakes_one_and_a_check_that_panics_all() {
    type Cooks = fn(&mut Eater, &mut Cook, bool);
    let ways: [Cooks; 7] = [
        |eater, _, panics| assert!(eater.try_cook(panics)),
        |eater, _, panics| {
            let cx = &mut Context::from_waker(Waker::noop());
            assert!(eater.poll_cooked(cx, panics).is_ready());
        },
        |eater, _, panics| {
            assert!(crate::waitable::poll_once(&mut eater.cooked(panics)).is_ready());
        },
        |eater, _, panics| eater.blocking_cooked(panics),
        |_, cook, panics| assert!(cook.try_cook(panics)),
        |_, cook, panics| {
            assert!(crate::waitable::poll_once(&mut cook.cooked(panics)).is_ready());
        },
        |_, cook, panics| cook.blocking_cooked(panics),
    ];
    for (way, cook_by) in ways.into_iter().enumerate() {
        let cook = |panics| woken_by(|_source, eater, cook| cook_by(eater, cook, panics));
        assert_eq!(total(cook(false)), 1, "way {way}");
        assert_eq!(cook(true), [1, 1], "way {way}");
    }
}
