//! `unregister`: a waiter stops waiting and drops its waker.

use crate::waitable::Tasks;
use spmc_waker::waitable;
use spmc_waker_tests::time_limit::block_on;
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    task::{Context, Wake, Waker},
};

/// Two doors, each with a waiter. One of these has two waits.
#[derive(Default)]
struct Doors {
    open: AtomicBool,
    log: Mutex<Vec<&'static str>>,
}

impl Doors {
    fn log(&self, what: &'static str) {
        self.log.lock().unwrap().push(what);
    }
}

#[waitable(notifier = Key, waiter = Front, waiter = Back)]
impl Doors {
    #[notify]
    fn open(&self) {
        self.open.store(true, Relaxed);
    }

    #[wait(front, by = Front, wakes = Back)]
    fn is_front_open(&self) -> bool {
        self.open.load(Relaxed)
    }

    #[wait(bell, by = Front, wakes = Back)]
    fn is_bell_rung(&self) -> bool {
        false
    }

    #[wait(back, by = Back, wakes = Front)]
    fn is_back_open(&self) -> bool {
        self.open.load(Relaxed)
    }

    #[disarm(front)]
    fn disarm_front(&self) {
        self.log("front");
    }

    #[disarm(bell)]
    fn disarm_bell(&self) {
        self.log("bell");
    }

    #[disarm(back)]
    fn disarm_back(&self) {
        self.log("back");
    }

    #[query]
    fn take_log(&self) -> Vec<&'static str> {
        let mut log = std::mem::take(&mut *self.log.lock().unwrap());
        log.sort_unstable();
        log
    }
}

#[test]
fn unregister_says_whether_there_was_a_registration() {
    let (key, mut front, _back) = Doors::default().into_handles();
    let tasks = Tasks::<1>::new();
    assert!(!front.unregister(), "no task has waited");
    assert!(front.poll_front(&mut tasks.cx(0)).is_pending());
    assert!(front.unregister());
    assert!(!front.unregister());
    assert!(front.poll_front(&mut tasks.cx(0)).is_pending());
    key.open();
    assert!(!front.unregister(), "the wake has consumed it");
    assert!(front.poll_front(&mut tasks.cx(0)).is_ready());
    assert!(!front.unregister());
}

/// A wait of another poll of the task may have made it.
#[test]
fn a_ready_poll_leaves_a_registration_that_no_wake_has_consumed() {
    let (peer, mut half) = cached::Connection::default().into_pair();
    let tasks = Tasks::<1>::new();
    assert!(half.poll_data(&mut tasks.cx(0)).is_pending());
    peer.receive_silently();
    assert!(half.poll_data(&mut tasks.cx(0)).is_ready());
    assert!(half.unregister());
}

#[test]
fn an_unregistered_task_is_not_woken_and_can_wait_again() {
    let (key, mut front, _back) = Doors::default().into_handles();
    let tasks = Tasks::<1>::new();
    assert!(front.poll_front(&mut tasks.cx(0)).is_pending());
    front.unregister();
    key.clone().open();
    assert_eq!(tasks.wakes(), [0]);
    block_on(front.front());
    assert!(front.poll_bell(&mut tasks.cx(0)).is_pending());
    key.open();
    assert_eq!(tasks.wakes(), [1]);
}

#[test]
fn a_dropped_future_leaves_a_registration_that_unregister_removes() {
    let (key, mut front, _back) = Doors::default().into_handles();
    let tasks = Tasks::<1>::new();
    let mut wait = front.front();
    assert!(Pin::new(&mut wait).poll(&mut tasks.cx(0)).is_pending());
    drop(wait);
    key.open();
    assert_eq!(tasks.wakes(), [1], "the task was still registered");
    let mut wait = front.bell();
    assert!(Pin::new(&mut wait).poll(&mut tasks.cx(0)).is_pending());
    drop(wait);
    assert!(front.unregister());
    key.open();
    assert_eq!(tasks.wakes(), [1]);
}

#[test]
fn unregister_leaves_the_other_waiters_registered() {
    let (key, mut front, mut back) = Doors::default().into_handles();
    let tasks = Tasks::<2>::new();
    assert!(front.poll_front(&mut tasks.cx(0)).is_pending());
    assert!(back.poll_back(&mut tasks.cx(1)).is_pending());
    assert!(front.unregister());
    assert_eq!(
        key.take_log(),
        ["bell", "front"],
        "all waits of this waiter are disarmed, and no others"
    );
    assert_eq!(tasks.wakes(), [0, 0], "`unregister` wakes nobody");
    key.open();
    assert_eq!(tasks.wakes(), [0, 1]);
}

#[test]
fn dropping_a_waiter_drops_its_cached_waker() {
    let (key, mut front, back) = Doors::default().into_handles();
    let tasks = Tasks::<1>::new();
    let owners = || Arc::strong_count(&tasks.0[0].0);
    assert_eq!(owners(), 2);
    assert!(front.poll_front(&mut tasks.cx(0)).is_pending());
    front.unregister();
    drop(front);
    assert_eq!(owners(), 2);
    drop((key, back));
}

/// Makes a pool's connection whose waker is cached or not.
macro_rules! connection {
    ($module:ident, $cached:literal) => {
        mod $module {
            use super::*;

            #[derive(Default)]
            pub(super) struct Connection(AtomicBool);

            #[waitable(notifier = Peer, waiter = Half, cached = $cached)]
            impl Connection {
                #[notify]
                pub(super) fn receive(&self) {
                    self.0.store(true, Relaxed);
                }

                #[notify(wakes = none)]
                pub(super) fn receive_silently(&self) {
                    self.0.store(true, Relaxed);
                }

                #[wait(data)]
                pub(super) fn has_data(&self) -> bool {
                    self.0.swap(false, Relaxed)
                }
            }
        }
    };
}

connection!(cached, true);
connection!(by_value, false);

#[test]
fn an_idle_waiter_keeps_no_waker_after_unregistering() {
    macro_rules! check {
        ($module:ident) => {
            let (peer, mut half) = $module::Connection::default().into_pair();
            let tasks = Tasks::<2>::new();
            let owners = |task: usize| Arc::strong_count(&tasks.0[task].0);
            for has_data in [true, false] {
                assert!(half.poll_data(&mut tasks.cx(0)).is_pending());
                if has_data {
                    peer.receive();
                    assert!(half.poll_data(&mut tasks.cx(0)).is_ready());
                }
                assert_eq!(half.unregister(), !has_data);
                assert_eq!(owners(0), 2, "the task and the test's waker");
            }
            // The waiter waits again, for another task.
            assert!(half.poll_data(&mut tasks.cx(1)).is_pending());
            peer.receive();
            assert_eq!(tasks.wakes(), [1, 1]);
        };
    }
    check!(cached);
    check!(by_value);
}

/// A wake polls the task, which unregisters. The waker in use is dropped when the wake comes back.
#[test]
fn unregistering_inside_a_wake_frees_the_waker_that_is_in_use() {
    struct Unregisters(Mutex<Option<cached::Half>>);

    impl Wake for Unregisters {
        fn wake(self: Arc<Self>) {
            self.wake_by_ref();
        }

        fn wake_by_ref(self: &Arc<Self>) {
            if let Some(half) = &mut *self.0.lock().unwrap() {
                assert!(half.has_data());
                assert!(!half.unregister());
            }
        }
    }

    let (peer, mut half) = cached::Connection::default().into_pair();
    let task = Arc::new(Unregisters(Mutex::default()));
    let waker = Waker::from(Arc::clone(&task));
    assert!(
        half.poll_data(&mut Context::from_waker(&waker))
            .is_pending()
    );
    drop(waker);
    *task.0.lock().unwrap() = Some(half);
    peer.receive();
    assert_eq!(Arc::strong_count(&task), 1);
}

#[test]
fn unregister_finishes_although_a_hook_or_a_wakers_drop_panics() {
    struct Rig {
        /// Makes the next call of the hook panic.
        disarm_panics: AtomicBool,
        is_armed: Arc<AtomicBool>,
    }

    #[waitable(notifier = Push, waiter = Wait)]
    impl Rig {
        #[notify]
        fn push(&self) {}

        #[wait(pushed)]
        fn is_pushed(&self) -> bool {
            false
        }

        #[arm(pushed)]
        fn arm(&self) {
            self.is_armed.store(true, Relaxed);
        }

        #[disarm(pushed)]
        fn disarm(&self) {
            self.is_armed.store(false, Relaxed);
            assert!(!self.disarm_panics.swap(false, Relaxed), "in the hook");
        }
    }

    struct PanicsOnDrop(bool);

    impl Wake for PanicsOnDrop {
        fn wake(self: Arc<Self>) {}
    }

    impl Drop for PanicsOnDrop {
        fn drop(&mut self) {
            assert!(!self.0, "in the waker's drop");
        }
    }

    for (disarm_panics, drop_panics) in [(true, false), (false, true)] {
        let is_armed = Arc::new(AtomicBool::new(false));
        let rig = Rig {
            disarm_panics: AtomicBool::new(disarm_panics),
            is_armed: Arc::clone(&is_armed),
        };
        let (push, mut wait) = rig.into_pair();
        let task = Arc::new(PanicsOnDrop(drop_panics));
        let (weak, waker) = (Arc::downgrade(&task), Waker::from(task));
        assert!(
            wait.poll_pushed(&mut Context::from_waker(&waker))
                .is_pending()
        );
        drop(waker);
        assert!(is_armed.load(Relaxed));
        let unregistered = catch_unwind(AssertUnwindSafe(|| wait.unregister()));
        assert!(unregistered.is_err());
        assert!(!is_armed.load(Relaxed), "the hook has disarmed");
        assert!(weak.upgrade().is_none(), "the waker was dropped");
        push.push();
    }
}
