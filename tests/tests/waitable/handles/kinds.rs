//! Which handles a condition has, their names, and which of them have a method.

use crate::waitable::{Tasks, poll_once};
use spmc_waker::waitable;
use spmc_waker_tests::time_limit::block_on;
use std::{
    collections::VecDeque,
    sync::{
        Mutex,
        atomic::{AtomicU32, Ordering::Relaxed},
    },
};

/// A turn that the two handles pass to each other.
#[derive(Default)]
struct Turn(AtomicU32);

impl Turn {
    fn take(&self, number: u32) -> bool {
        let passed = self
            .0
            .compare_exchange(number, number + 1, Relaxed, Relaxed);
        passed.is_ok()
    }
}

#[test]
fn the_handles_are_a_notifier_and_a_waiter_by_default() {
    struct Plain(Turn);

    #[waitable]
    impl Plain {
        #[notify]
        fn start(&self) {
            self.0.0.store(1, Relaxed);
        }

        #[wait(turn)]
        fn is_turn(&self) -> bool {
            self.0.take(1)
        }
    }

    let (notifier, mut waiter): (PlainNotifier, PlainWaiter) = Plain(Turn::default()).into_pair();
    assert!(poll_once(&mut waiter.turn()).is_pending());
    notifier.start();
    assert!(poll_once(&mut waiter.turn()).is_ready());
}

#[test]
fn a_single_waiter_comes_with_a_notifier() {
    struct Sole(Turn);

    #[waitable(waiter = Only)]
    impl Sole {
        #[notify(by = notifier)]
        fn start(&self) {
            self.0.0.store(1, Relaxed);
        }

        #[wait(turn, by = waiter)]
        fn is_turn(&self) -> bool {
            self.0.take(1)
        }
    }

    let (notifier, mut only): (SoleNotifier, Only) = Sole(Turn::default()).into_pair();
    assert!(poll_once(&mut only.turn()).is_pending());
    notifier.clone().start();
    assert!(poll_once(&mut only.turn()).is_ready());
}

#[test]
fn a_waiter_alone_is_woken_by_its_own_changes() {
    struct Solo(Turn);

    #[waitable(waiter = Player, notifier = none)]
    impl Solo {
        #[notify(by = Player)]
        fn start(&self) {
            self.0.0.store(1, Relaxed);
        }

        #[wait(turn)]
        fn is_turn(&self) -> bool {
            self.0.take(1)
        }
    }

    let mut player: Player = Solo(Turn::default()).into_handle();
    let tasks = Tasks::<1>::new();
    assert!(player.poll_turn(&mut tasks.cx(0)).is_pending());
    player.start();
    assert_eq!(tasks.wakes(), [1]);
    assert!(player.poll_turn(&mut tasks.cx(0)).is_ready());
}

#[test]
fn two_waiters_are_a_pair_without_a_notifier() {
    struct Duo(Turn);

    #[waitable(waiter = Left, waiter = Right)]
    impl Duo {
        #[wait(turn, by = Left, wakes = Right)]
        fn is_left(&self) -> bool {
            self.0.take(0)
        }

        #[wait(turn, by = Right, wakes = Left)]
        fn is_right(&self) -> bool {
            self.0.take(1)
        }
    }

    let (mut left, mut right): (Left, Right) = Duo(Turn::default()).into_pair();
    let tasks = Tasks::<2>::new();
    assert!(right.poll_turn(&mut tasks.cx(1)).is_pending());
    assert!(left.poll_turn(&mut tasks.cx(0)).is_ready());
    assert_eq!(tasks.wakes(), [0, 1]);
    // Waits with the same name have different futures.
    let turn: RightTurn<'_> = right.turn();
    block_on(turn);
    let mut turn: LeftTurn<'_> = left.turn();
    assert!(poll_once(&mut turn).is_pending());
}

#[test]
fn a_notifier_beside_two_waiters_comes_first() {
    struct Trio(Turn);

    // The order of the options does not matter.
    #[waitable(waiter = Second, notifier = Starter, waiter = First)]
    impl Trio {
        #[notify]
        fn start(&self) {
            self.0.0.store(1, Relaxed);
        }

        #[wait(turn, by = First, wakes = Second)]
        fn is_first(&self) -> bool {
            self.0.take(1)
        }

        #[wait(turn, by = Second, wakes = First)]
        fn is_second(&self) -> bool {
            self.0.take(2)
        }
    }

    let (starter, mut second, mut first): (Starter, Second, First) =
        Trio(Turn::default()).into_handles();
    let starter = starter.clone();
    let tasks = Tasks::<2>::new();
    assert!(first.poll_turn(&mut tasks.cx(0)).is_pending());
    assert!(second.poll_turn(&mut tasks.cx(1)).is_pending());
    starter.start();
    assert_eq!(tasks.wakes(), [1, 1]);
    block_on(first.turn());
    block_on(second.turn());
}

#[test]
fn three_waiters_come_in_order() {
    struct Circle(Turn);

    #[waitable(waiter = A, waiter = B, waiter = C)]
    impl Circle {
        #[wait(turn, by = A, wakes = [B, C])]
        fn is_a(&self) -> bool {
            self.0.take(0)
        }

        #[wait(turn, by = B, wakes = [A, C])]
        fn is_b(&self) -> bool {
            self.0.take(1)
        }

        #[wait(turn, by = C, wakes = [A, B])]
        fn is_c(&self) -> bool {
            self.0.take(2)
        }
    }

    let (mut a, mut b, mut c): (A, B, C) = Circle(Turn::default()).into_handles();
    let tasks = Tasks::<3>::new();
    assert!(b.poll_turn(&mut tasks.cx(1)).is_pending());
    assert!(c.poll_turn(&mut tasks.cx(2)).is_pending());
    block_on(a.turn());
    assert_eq!(tasks.wakes(), [0, 1, 1]);
    assert!(c.poll_turn(&mut tasks.cx(2)).is_pending());
    block_on(b.turn());
    assert_eq!(tasks.wakes(), [0, 1, 2]);
    block_on(c.turn());
}

/// A queue to which every handle can add.
#[derive(Default)]
struct Mail(Mutex<VecDeque<&'static str>>);

#[waitable(notifier = Post, waiter = Sender, waiter = Receiver)]
impl Mail {
    #[notify]
    fn post(&self) {
        self.0.lock().unwrap().push_back("post");
    }

    #[notify(by = Sender)]
    fn send(&self) {
        self.0.lock().unwrap().push_back("sender");
    }

    #[notify(by = [Post, Sender, Receiver])]
    fn put(&self, letter: &'static str) {
        self.0.lock().unwrap().push_back(letter);
    }

    #[notify(by = [notifier, Receiver])]
    fn burn(&self) -> usize {
        self.0.lock().unwrap().drain(..).count()
    }

    #[wait(recv, by = Receiver, wakes = Sender)]
    fn try_recv(&self) -> Option<&'static str> {
        self.0.lock().unwrap().pop_front()
    }

    #[wait(gone, by = Sender, wakes = Receiver)]
    fn is_gone(&self) -> bool {
        self.is_empty()
    }

    #[query]
    fn is_empty(&self) -> bool {
        self.0.lock().unwrap().is_empty()
    }
}

#[test]
fn by_says_which_handles_have_a_method() {
    let (post, mut sender, mut receiver) = Mail::default().into_handles();
    post.post();
    sender.send();
    post.put("post");
    sender.put("sender");
    receiver.put("receiver");
    let letters: Vec<_> = std::iter::from_fn(|| receiver.try_recv()).collect();
    assert_eq!(letters, ["post", "sender", "post", "sender", "receiver"]);
    sender.send();
    assert_eq!((receiver.burn(), post.burn()), (1, 0));
    assert!(post.is_empty() && sender.is_empty() && receiver.is_empty());
    assert!(sender.is_gone());
}

/// A condition with the maximum number of waiters.
macro_rules! many {
    ($($Waiter:ident $number:literal),*) => {
        struct Many(Mutex<u32>);

        #[waitable(notifier = Switch, $(waiter = $Waiter),*)]
        impl Many {
            #[notify(when = |_| true)]
            fn set(&self, bits: u32) {
                *self.0.lock().unwrap() = bits;
            }

            $(
                #[wait(on, by = $Waiter, wakes = none)]
                #[allow(non_snake_case, reason = "the names of the handles")]
                fn $Waiter(&self) -> bool {
                    *self.0.lock().unwrap() & (1 << $number) != 0
                }
            )*
        }

        #[test]
        #[allow(non_snake_case, reason = "the names of the handles")]
        fn thirty_two_waiters_are_woken_each() {
            let (switch, $(mut $Waiter),*) = Many(Mutex::new(0)).into_handles();
            let tasks = Tasks::<32>::new();
            $(assert!($Waiter.poll_on(&mut tasks.cx($number)).is_pending());)*
            switch.set(0xf0f0_f0f0);
            assert_eq!(tasks.wakes(), [1; 32]);
            $(assert_eq!($Waiter.poll_on(&mut tasks.cx($number)).is_ready(), $number / 4 % 2 == 1);)*
            // Each drop wakes the other waiters that are registered.
            switch.set(0);
            $(drop($Waiter);)*
        }
    };
}

many!(
    W0 0, W1 1, W2 2, W3 3, W4 4, W5 5, W6 6, W7 7, W8 8, W9 9, W10 10, W11 11, W12 12, W13 13,
    W14 14, W15 15, W16 16, W17 17, W18 18, W19 19, W20 20, W21 21, W22 22, W23 23, W24 24, W25 25,
    W26 26, W27 27, W28 28, W29 29, W30 30, W31 31
);
