//! The ends of handles. Other tasks may wait for a handle's fields to be dropped, so fields are dropped before the
//! wake.

use crate::waitable::{AtomicBool, AtomicUsize, block_on, model, race};
use futures_sink::Sink;
use spmc_waker::{Waitable, waitable};
use spmc_waker_tests::{facade::Racer, raw::Watched};
use std::{
    future::poll_fn,
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{
            AtomicUsize as Counter,
            Ordering::{Relaxed, SeqCst},
        },
    },
    task::Poll,
};

/// Counts the `One`s that exist. The standard library's `Arc` adds nothing to the models.
#[derive(Clone)]
struct Count(Arc<AtomicUsize>);

impl Count {
    fn new() -> Self {
        Self(Arc::new(AtomicUsize::new(0)))
    }

    /// Creates one more. Dropping it lowers the count again.
    fn one(&self) -> One {
        self.0.fetch_add(1, Relaxed);
        One(self.clone())
    }

    fn is_zero(&self) -> bool {
        self.0.load(Relaxed) == 0
    }
}

struct One(Count);

impl Clone for One {
    fn clone(&self) -> Self {
        self.0.one()
    }
}

impl Drop for One {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Relaxed);
    }
}

/// Makes a condition whose handles hold `One`s.
#[rustfmt::skip] // rustfmt would indent the options once more at each run.
macro_rules! condition {
    ($module:ident, $storage:ident) => {
        mod $module {
            use super::*;

            pub(super) struct Held(pub(super) Count);

            #[waitable(
                notifier = Holder { _one: One },
                waiter = Keeper { _one: One },
                waiter = Watcher,
                storage = $storage
            )]
            impl Held {
                #[notify]
                pub(super) const fn change(&self) {}

                #[wait(kept, by = Keeper, wakes = Watcher)]
                pub(super) const fn is_kept(&self) -> bool {
                    false
                }

                #[wait(free, by = Watcher, wakes = Keeper)]
                pub(super) fn is_free(&self) -> bool {
                    self.0.is_zero()
                }
            }
        }
    };
}

condition!(owned, owned);
condition!(borrowed, borrowed);

/// A condition with a method that consumes its handle.
struct Ending(Count);

#[waitable(notifier = Sender { _one: One }, waiter = Mate { _one: One }, waiter = Receiver)]
impl Ending {
    #[notify(last, by = [Sender, Mate])]
    const fn end(&self) -> usize {
        1
    }

    #[wait(mate, by = Mate, wakes = Receiver)]
    const fn is_mate(&self) -> bool {
        false
    }

    #[wait(over, by = Receiver, wakes = Mate)]
    fn is_over(&self) -> bool {
        self.0.is_zero()
    }
}

/// Runs `end` in another thread while the receiver waits until all fields are dropped.
fn ends_by_a_method(end: fn(Sender, Mate) -> Racer) {
    let count = Count::new();
    let (sender, mate, mut receiver) = Ending(count.clone()).into_handles(count.one(), count.one());
    race([end(sender, mate)], || block_on(receiver.over()));
}

fn a_notifier_ends() {
    ends_by_a_method(|sender, mate| {
        drop(mate);
        Box::new(move || assert_eq!(sender.end(), 1))
    });
}

fn a_waiter_ends() {
    ends_by_a_method(|sender, mate| {
        drop(sender);
        Box::new(move || assert_eq!(mate.end(), 1))
    });
}

fn notifiers_go() {
    let count = Count::new();
    let (holder, keeper, mut watcher) =
        owned::Held(count.clone()).into_handles(count.one(), count.one());
    drop(keeper);
    let other = holder.clone();
    let racers: [Racer; 2] = [
        Box::new(move || drop(holder)),
        Box::new(move || drop(other)),
    ];
    race(racers, || block_on(watcher.free()));
}

fn a_waiter_goes() {
    let count = Count::new();
    let (holder, keeper, mut watcher) =
        owned::Held(count.clone()).into_handles(count.one(), count.one());
    drop(holder);
    race([Box::new(move || drop(keeper)) as _], || {
        block_on(watcher.free());
    });
}

/// A borrowed notifier is never the last, because others can be made at any time. So each one wakes.
fn a_borrowed_notifier_goes() {
    let count = Count::new();
    let held = Arc::new(Waitable::new(borrowed::Held(count.clone())));
    let (other, one) = (Arc::clone(&held), count.one());
    let drop_one: Racer = Box::new(move || drop(borrowed::Holder::new(&other, one)));
    race([drop_one], || {
        let mut watcher = borrowed::Watcher::claim(&held).expect("the watcher is free");
        block_on(watcher.free());
    });
}

/// A field that the next waiter must find unused.
#[derive(Clone)]
struct Exclusive(Arc<Watched>);

impl Drop for Exclusive {
    fn drop(&mut self) {
        self.0.touch();
    }
}

struct Turns;

#[waitable(waiter = Turn { _used: Exclusive }, waiter = Other, storage = borrowed)]
impl Turns {
    #[notify(last, by = Turn)]
    const fn end(&self) {}

    #[wait(turn, by = Turn, wakes = Other)]
    const fn is_turn(&self) -> bool {
        true
    }

    #[wait(other, by = Other, wakes = Turn)]
    const fn is_other(&self) -> bool {
        true
    }
}

/// Ends a waiter while another thread claims the next one. If that succeeds, the fields of the first waiter are
/// already dropped.
fn in_turn(end: impl FnOnce(Turn<'_>)) {
    let turns = Arc::new(Waitable::new(Turns));
    let used = Exclusive(Arc::new(Watched::new()));
    let spare = Exclusive(Arc::new(Watched::new()));
    let cell = Arc::clone(&used.0);
    let first = Turn::claim(&turns, used).expect("the turn is free");
    let other = Arc::clone(&turns);
    let next: Racer = Box::new(move || {
        if Turn::claim(&other, spare).is_some() {
            cell.end();
        }
    });
    race([next], || end(first));
}

/// A sink whose reader waits until it is closed.
struct Pipe {
    closed: AtomicBool,
    hooks: Arc<Counter>,
}

#[waitable(waiter = Writer, waiter = Reader)]
impl Pipe {
    #[wait(write, by = Writer, sink, wakes = Reader)]
    const fn try_write(&self, #[once] _item: &mut Option<u8>) -> Poll<Result<(), ()>> {
        Poll::Pending
    }

    #[wait(end, by = Reader, wakes = Writer)]
    fn is_at_end(&self) -> bool {
        self.closed.load(Relaxed)
    }

    #[on_drop(Writer)]
    fn close(&self) {
        self.hooks.fetch_add(1, SeqCst);
        self.closed.store(true, Relaxed);
    }
}

/// Closes the sink and keeps it until the reader was woken, so that its drop cannot cause the wake.
fn a_sink_is_closed() {
    let hooks = Arc::default();
    let pipe = Pipe {
        closed: AtomicBool::new(false),
        hooks: Arc::clone(&hooks),
    };
    let (mut writer, mut reader) = pipe.into_pair();
    let kept = Arc::new(Mutex::new(None));
    let keeping = Arc::clone(&kept);
    let close: Racer = Box::new(move || {
        let closed = block_on(poll_fn(|cx| Pin::new(&mut writer).poll_close(cx)));
        assert_eq!(closed, Ok(()));
        *keeping.lock().unwrap() = Some(writer);
    });
    race([close], || block_on(reader.end()));
    drop(kept);
    assert_eq!(hooks.load(SeqCst), 1);
}

#[test]
fn a_last_change_of_a_notifier_wakes_after_its_fields_are_gone() {
    model(a_notifier_ends);
}

#[test]
fn a_last_change_of_a_waiter_wakes_after_its_fields_are_gone() {
    model(a_waiter_ends);
}

#[test]
fn the_last_of_two_notifiers_wakes_after_the_fields_of_both_are_gone() {
    model(notifiers_go);
}

#[test]
fn a_dropped_waiter_wakes_after_its_fields_are_gone() {
    model(a_waiter_goes);
}

#[test]
fn a_borrowed_notifier_wakes_after_its_fields_are_gone() {
    model(a_borrowed_notifier_goes);
}

#[test]
fn a_waiter_gives_its_claim_up_after_its_fields_are_gone() {
    model(|| in_turn(|turn| drop(turn)));
    model(|| in_turn(|turn| turn.end()));
}

#[test]
fn closing_a_sink_wakes_and_runs_the_hook_once() {
    model(a_sink_is_closed);
}
