//! Handles own the condition together: it is dropped once, by the last of them.

use spmc_waker::waitable;
use spmc_waker_tests::time_limit::{block_on, join};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
    },
    thread,
};

/// A count of dropped conditions.
#[derive(Clone, Default)]
struct Drops(Arc<AtomicUsize>);

impl Drops {
    fn count(&self) -> usize {
        self.0.load(Relaxed)
    }
}

/// A part of a condition. Its drop is counted.
struct Tracked(Drops);

impl Drop for Tracked {
    fn drop(&mut self) {
        self.0.0.fetch_add(1, Relaxed);
    }
}

/// A condition with a notifier and two waiters. The handle that `panics` names panics in its hook.
struct Shared {
    _tracked: Tracked,
    panics: Option<&'static str>,
    added: AtomicUsize,
    seen_by_the_hook: Arc<AtomicUsize>,
    over: AtomicBool,
}

impl Shared {
    fn new(drops: &Drops) -> Self {
        Self {
            _tracked: Tracked(drops.clone()),
            panics: None,
            added: AtomicUsize::new(0),
            seen_by_the_hook: Arc::default(),
            over: AtomicBool::new(false),
        }
    }

    fn leave(&self, handle: &str) {
        assert_ne!(self.panics, Some(handle), "while leaving");
    }
}

#[waitable(notifier = N, waiter = A, waiter = B)]
impl Shared {
    #[notify]
    fn add(&self) {
        self.added.fetch_add(1, Relaxed);
    }

    #[wait(over, by = A, wakes = B)]
    fn is_over(&self) -> bool {
        self.over.load(Relaxed)
    }

    #[wait(b, by = B, wakes = A)]
    fn is_b(&self) -> bool {
        false
    }

    #[on_drop(N)]
    fn n_leaves(&self) {
        self.seen_by_the_hook
            .store(self.added.load(Relaxed), Relaxed);
        self.over.store(true, Relaxed);
        self.leave("N");
    }

    #[on_drop(A)]
    fn a_leaves(&self) {
        self.leave("A");
    }

    #[on_drop(B)]
    fn b_leaves(&self) {
        self.leave("B");
    }
}

/// Returns all permutations of `0..count`.
fn orders(count: usize) -> Vec<Vec<usize>> {
    let Some(last) = count.checked_sub(1) else {
        return vec![Vec::new()];
    };
    let mut all = Vec::new();
    for order in orders(last) {
        for place in 0..=last {
            let mut order = order.clone();
            order.insert(place, last);
            all.push(order);
        }
    }
    all
}

/// The handles, to be dropped in any order.
type Handles = [Option<Box<dyn Send>>; 4];

fn handles(shared: Shared) -> Handles {
    let (n, a, b) = shared.into_handles();
    let clone = n.clone();
    let handles: [Box<dyn Send>; 4] = [Box::new(n), Box::new(clone), Box::new(a), Box::new(b)];
    handles.map(Some)
}

#[test]
fn the_condition_is_dropped_once_by_the_last_handle_in_any_order() {
    assert_eq!(orders(4).len(), 24);
    for order in orders(4) {
        let drops = Drops::default();
        let mut handles = handles(Shared::new(&drops));
        for handle in order {
            assert_eq!(drops.count(), 0);
            handles[handle] = None;
        }
        assert_eq!(drops.count(), 1);
    }
}

#[test]
fn a_hook_that_panics_frees_the_condition_in_any_order() {
    for panics in ["N", "A", "B"] {
        for order in orders(4) {
            let drops = Drops::default();
            let mut handles = handles(Shared {
                panics: Some(panics),
                ..Shared::new(&drops)
            });
            let mut panicked = 0;
            for handle in order {
                assert_eq!(drops.count(), 0);
                let handle = handles[handle].take();
                panicked += usize::from(catch_unwind(AssertUnwindSafe(|| drop(handle))).is_err());
            }
            assert_eq!((panicked, drops.count()), (1, 1));
        }
    }
}

#[test]
fn the_condition_is_dropped_once_among_threads() {
    for _ in 0..300 {
        let drops = Drops::default();
        let threads = handles(Shared::new(&drops)).map(|handle| thread::spawn(|| drop(handle)));
        for thread in threads {
            join(thread);
        }
        assert_eq!(drops.count(), 1);
    }
}

#[test]
fn the_hook_of_the_last_notifier_sees_what_all_have_done() {
    for _ in 0..100 {
        let drops = Drops::default();
        let shared = Shared::new(&drops);
        let seen = Arc::clone(&shared.seen_by_the_hook);
        let (n, mut a, b) = shared.into_handles();
        let threads: Vec<_> = (0..4)
            .map(|_| {
                let n = n.clone();
                thread::spawn(move || {
                    for _ in 0..10 {
                        n.clone().add();
                    }
                })
            })
            .collect();
        drop(n);
        block_on(a.over());
        assert_eq!(seen.load(Relaxed), 40);
        for thread in threads {
            join(thread);
        }
        drop((a, b));
        assert_eq!(drops.count(), 1);
    }
}

#[test]
fn waiters_alone_own_the_condition_too() {
    struct Pair(Tracked);

    #[waitable(waiter = Left, waiter = Right)]
    impl Pair {
        #[wait(left, by = Left, wakes = Right)]
        fn is_left(&self) -> bool {
            self.0.0.count() == 0
        }

        #[wait(right, by = Right, wakes = Left)]
        fn is_right(&self) -> bool {
            self.0.0.count() == 0
        }
    }

    for left_first in [false, true] {
        let drops = Drops::default();
        let (mut left, mut right) = Pair(Tracked(drops.clone())).into_pair();
        if left_first {
            drop(left);
            assert!(right.is_right());
            drop(right);
        } else {
            drop(right);
            assert!(left.is_left());
            drop(left);
        }
        assert_eq!(drops.count(), 1);
    }
}

#[test]
fn the_condition_is_dropped_once_when_a_field_panics() {
    fn fails() -> u8 {
        panic!("no value")
    }

    struct Unlucky(Tracked);

    #[waitable(notifier = Origin { first: u8 = 0 }, waiter = Target { second: u8 = fails() })]
    impl Unlucky {
        #[notify]
        fn count(&self, #[field] first: &mut u8) -> usize {
            *first += 1;
            self.0.0.count()
        }

        #[wait(reached)]
        fn is_reached(&self, #[field] second: &mut u8) -> bool {
            *second > 0
        }

        #[on_drop(notifier, waiter)]
        fn leave(&self) {
            assert_eq!(
                self.0.0.count(),
                0,
                "the hook runs before the condition's drop"
            );
        }
    }

    let drops = Drops::default();
    let unlucky = Unlucky(Tracked(drops.clone()));
    assert!(catch_unwind(AssertUnwindSafe(|| unlucky.into_pair())).is_err());
    assert_eq!(drops.count(), 1);
}

#[test]
fn a_condition_that_panics_when_dropped_is_dropped_once() {
    struct Brittle(Tracked);

    impl Drop for Brittle {
        fn drop(&mut self) {
            panic!("while being dropped");
        }
    }

    #[waitable]
    impl Brittle {
        #[notify]
        fn count(&self) -> usize {
            self.0.0.count()
        }

        #[wait(never)]
        fn is_never(&self) -> bool {
            false
        }
    }

    let drops = Drops::default();
    let (notifier, waiter) = Brittle(Tracked(drops.clone())).into_pair();
    drop(waiter);
    assert_eq!(notifier.count(), 0);
    assert!(catch_unwind(AssertUnwindSafe(|| drop(notifier))).is_err());
    assert_eq!(drops.count(), 1);
}
