//! `Debug` of handles, futures and `Waitable`: which waits are registered, and what is armed.

use spmc_waker::{Waitable, waitable};
use std::{
    future::Future,
    pin::{Pin, pin},
    sync::atomic::{AtomicBool, Ordering::Relaxed},
    task::{Context, Waker},
};

fn cx() -> Context<'static> {
    Context::from_waker(Waker::noop())
}

/// Two waits of a lone waiter, one of which arms something.
#[derive(Default)]
struct Door {
    open: AtomicBool,
    closed: AtomicBool,
}

#[waitable(notifier = Hand, waiter = Guest)]
impl Door {
    #[notify(wakes = open)]
    fn open(&self) {
        self.open.store(true, Relaxed);
    }

    #[notify(wakes = r#final)]
    fn close(&self) {
        self.closed.store(true, Relaxed);
    }

    #[wait(open, query)]
    fn is_open(&self) -> bool {
        self.open.load(Relaxed)
    }

    #[wait(r#final, query)]
    fn is_final(&self) -> bool {
        self.closed.load(Relaxed)
    }

    #[arm(r#final)]
    fn listen(&self) {}
}

#[test]
fn a_waiter_shows_which_of_its_waits_are_registered() {
    let (hand, mut guest) = Door::default().into_pair();
    let show = |guest: &Guest| format!("{guest:?}");
    assert_eq!(show(&guest), "Guest { open: Idle, final: Idle, .. }");
    assert!(guest.poll_open(&mut cx()).is_pending());
    assert_eq!(show(&guest), "Guest { open: Registered, final: Idle, .. }");
    assert!(guest.poll_final(&mut cx()).is_pending());
    let both = "Guest { open: Registered, final: Registered, .. }";
    assert_eq!(show(&guest), both);
    hand.open();
    assert_eq!(show(&guest), "Guest { open: Idle, final: Registered, .. }");
    hand.close();
    assert_eq!(show(&guest), "Guest { open: Idle, final: Idle, .. }");
    assert!(guest.poll_open(&mut cx()).is_ready());
    assert!(guest.poll_final(&mut cx()).is_ready());
    assert_eq!(show(&guest), "Guest { open: Idle, final: Idle, .. }");
}

#[test]
fn a_future_shows_whether_it_is_registered_and_armed() {
    let (hand, mut guest) = Door::default().into_pair();
    let mut wait = guest.open();
    assert_eq!(format!("{wait:?}"), "GuestOpen { registered: false, .. }");
    assert!(Pin::new(&mut wait).poll(&mut cx()).is_pending());
    assert_eq!(format!("{wait:?}"), "GuestOpen { registered: true, .. }");
    hand.open();
    assert_eq!(format!("{wait:?}"), "GuestOpen { registered: false, .. }");
    let mut wait = guest.r#final();
    let before = "GuestFinal { registered: false, armed: false, .. }";
    assert_eq!(format!("{wait:?}"), before);
    assert!(Pin::new(&mut wait).poll(&mut cx()).is_pending());
    let pending = "GuestFinal { registered: true, armed: true, .. }";
    assert_eq!(format!("{wait:?}"), pending);
}

/// A set that grows.
#[derive(Default)]
struct Bell(AtomicBool);

#[waitable(notifier = Rope, waiters = Ear)]
impl Bell {
    #[notify(wakes = one(rung))]
    fn ring_once(&self) {}

    #[wait(rung, query)]
    fn is_rung(&self) -> bool {
        self.0.load(Relaxed)
    }
}

#[test]
fn one_of_many_shows_the_slots_that_all_of_them_hold() {
    let (rope, ear) = Bell::default().into_pair();
    let other = ear.clone();
    let shown = |ear: &Ear| format!("{ear:?}");
    assert_eq!(shown(&ear), "Ear { rung: {}, .. }");
    let mut first = pin!(ear.rung());
    assert!(first.as_mut().poll(&mut cx()).is_pending());
    assert_eq!(shown(&other), "Ear { rung: {0: Registered}, .. }");
    let mut second = pin!(ear.rung());
    assert!(second.as_mut().poll(&mut cx()).is_pending());
    assert_eq!(format!("{first:?}"), "EarRung { registered: true, .. }");
    let both = "Ear { rung: {0: Registered, 1: Registered}, .. }";
    assert_eq!(shown(&other), both);
    rope.ring_once();
    let one = "Ear { rung: {0: Idle, 1: Registered}, .. }";
    assert_eq!(shown(&other), one);
    assert_eq!(
        format!("{first:?} {second:?}"),
        "EarRung { registered: false, .. } EarRung { registered: true, .. }"
    );
}

#[test]
fn slots_of_later_segments_have_numbers_of_their_own() {
    let (_rope, ear) = Bell::default().into_pair();
    let mut waits: Vec<_> = (0..200).map(|_| ear.rung()).collect();
    for wait in &mut waits {
        assert!(Pin::new(wait).poll(&mut cx()).is_pending());
    }
    let shown = format!("{ear:?}");
    for number in 0..200 {
        assert!(
            shown.contains(&format!(" {number}: Registered"))
                || shown.contains(&format!("{{{number}: Registered")),
            "{number} in {shown}"
        );
    }
    drop(waits);
    assert_eq!(format!("{ear:?}"), "Ear { rung: {0: Idle}, .. }");
}

/// Slots of a fixed number.
struct Post {
    sent: AtomicBool,
    got: AtomicBool,
}

#[waitable(notifier = Clerk, waiter = Sender, waiters = Reader[3], storage = borrowed)]
impl Post {
    #[notify]
    fn open(&self) {}

    #[wait(sent, by = Sender, query)]
    fn is_sent(&self) -> bool {
        self.sent.load(Relaxed)
    }

    #[wait(got, by = Reader, query)]
    fn is_got(&self) -> bool {
        self.got.load(Relaxed)
    }
}

#[test]
fn a_waitable_shows_which_handles_are_claimed_and_which_wait() {
    let post = Waitable::new(Post {
        sent: AtomicBool::new(false),
        got: AtomicBool::new(false),
    });
    let show = || format!("{post:?}");
    let free = "Waitable { Sender::sent: Free, Reader::got: {}, .. }";
    assert_eq!(show(), free);
    let mut sender = Sender::claim(&post).unwrap();
    let first = Reader::claim(&post).unwrap();
    let mut second = Reader::claim(&post).unwrap();
    let claimed = "Waitable { Sender::sent: Idle, Reader::got: {0: Idle, 1: Idle}, .. }";
    assert_eq!(show(), claimed);
    assert!(sender.poll_sent(&mut cx()).is_pending());
    assert!(second.poll_got(&mut cx()).is_pending());
    drop(first);
    let waiting = "Waitable { Sender::sent: Registered, Reader::got: {1: Registered}, .. }";
    assert_eq!(show(), waiting);
    assert_eq!(format!("{sender:?}"), "Sender { sent: Registered, .. }");
    assert_eq!(format!("{second:?}"), "Reader { got: {1: Registered}, .. }");
    Clerk::new(&post).open();
    let woken = "Waitable { Sender::sent: Idle, Reader::got: {1: Idle}, .. }";
    assert_eq!(show(), woken);
    drop((sender, second));
    assert_eq!(show(), free);
}

#[test]
fn a_future_of_one_of_a_few_shows_whether_it_is_registered() {
    let post = Waitable::new(Post {
        sent: AtomicBool::new(false),
        got: AtomicBool::new(false),
    });
    let mut reader = Reader::claim(&post).unwrap();
    let mut got = pin!(reader.got());
    assert!(got.as_mut().poll(&mut cx()).is_pending());
    assert_eq!(format!("{got:?}"), "ReaderGot { registered: true, .. }");
    Clerk::new(&post).open();
    assert_eq!(format!("{got:?}"), "ReaderGot { registered: false, .. }");
}
