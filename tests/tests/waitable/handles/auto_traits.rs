//! `Send`, `Sync`, `Unpin` and `Debug` of handles and futures.

use futures::{SinkExt as _, StreamExt as _};
use spmc_waker::{Waitable, waitable};
use std::{
    cell::Cell,
    fmt::Debug,
    marker::PhantomPinned,
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    task::Poll,
};

fn assert_send<T: Send>(_: &T) {}
fn assert_sync<T: Sync>(_: &T) {}
fn assert_unpin<T: Unpin>(_: &T) {}
fn assert_debug<T: Debug>(value: &T, expected: &str) {
    assert_eq!(format!("{value:?}"), expected);
}

/// Compiles only if the type does not implement the trait. Otherwise the call is ambiguous.
macro_rules! is_not {
    ($Trait:ident: $($Type:ty),+ $(,)?) => {{
        trait IsNot<Which> {
            const OK: bool = true;
        }
        impl<T: ?Sized> IsNot<()> for T {}
        impl<T: ?Sized + $Trait> IsNot<u8> for T {}
        $(const { assert!(<$Type as IsNot<_>>::OK) };)+
    }};
}

/// A condition without `Debug` and `Unpin` in any part.
struct Opaque<T> {
    value: T,
    ready: AtomicBool,
    _pinned: PhantomPinned,
}

impl<T> Opaque<T> {
    const fn new(value: T) -> Self {
        Self {
            value,
            ready: AtomicBool::new(true),
            _pinned: PhantomPinned,
        }
    }
}

/// A handle field without `Debug` in any part.
struct Plain<F>(F);

#[waitable(notifier = N { own: Plain<u8> = Plain(0) }, waiter = A { own: Plain<Cell<u8>> = Plain(Cell::new(0)) }, waiter = B)]
impl<T> Opaque<T> {
    #[notify(last)]
    fn end(&self, #[field] own: &mut Plain<u8>) -> u8 {
        self.ready.store(true, Relaxed);
        own.0
    }

    #[wait(a, by = A, stream, wakes = B)]
    fn try_a(&self, #[field] own: &mut Plain<Cell<u8>>) -> Poll<Option<u8>> {
        Poll::Ready(self.ready.load(Relaxed).then(|| own.0.get()))
    }

    #[wait(with, by = A, wakes = B)]
    fn is_with<'w, X: Clone>(&self, _x: X, _word: &'w str, _more: &mut Vec<&'w str>) -> bool {
        self.ready.load(Relaxed)
    }

    #[wait(give, by = B, sink, wakes = A)]
    fn try_give(&self, #[once] item: &mut Option<T>) -> Poll<Result<(), ()>> {
        item.take();
        Poll::Ready(Ok(()))
    }

    #[query]
    fn value(&self) -> &T {
        &self.value
    }
}

#[test]
fn handles_are_send_when_the_condition_is_send_and_sync() {
    let (n, a, b) = Opaque::new(1).into_handles();
    assert_send(&n);
    assert_sync(&n);
    assert_send(&a);
    assert_send(&b);
    assert_sync(&b);
    assert_eq!([n.value(), a.value(), b.value()], [&1; 3]);
    is_not!(Send: N<Cell<u8>>, A<Cell<u8>>, B<Cell<u8>>);
    is_not!(Sync: N<Cell<u8>>, A<Cell<u8>>, B<Cell<u8>>);
    // `Sync` alone is not enough, because any thread may drop the last handle, and with it the condition.
    type Guard = std::sync::MutexGuard<'static, u8>;
    is_not!(Send: N<Guard>, A<Guard>, B<Guard>);
    // The field of `A` is `Send` but not `Sync`.
    is_not!(Sync: A<u8>);
    is_not!(Clone: N<u8>, A<u8>, B<u8>);
}

#[test]
fn handles_are_unpin_whatever_is_in_them() {
    let (n, mut a, mut b) = Opaque::new(PhantomPinned).into_handles();
    assert_unpin(&n);
    assert_unpin(&a);
    assert_unpin(&b);
    assert_unpin(&a.next());
    assert_unpin(&b.send(PhantomPinned));
}

#[test]
fn handles_and_futures_are_debug_whatever_the_condition_is() {
    struct NotDebug;

    let (n, mut a, mut b) = Opaque::new(NotDebug).into_handles();
    assert_debug(&n, "N { .. }");
    assert_debug(&a, "A { a: Idle, with: Idle, .. }");
    assert_debug(&b, "B { give: Idle, .. }");
    assert_debug(&a.a(), "AA { registered: false, .. }");
    assert_debug(
        &a.with(1, "", &mut Vec::new()),
        "AWith { registered: false, .. }",
    );
    assert_debug(&b.give(NotDebug), "BGive { registered: false, .. }");
    assert_debug(
        &Waitable::new(Opaque::new(NotDebug)),
        "Waitable { A::a: Free, A::with: Free, B::give: Free, .. }",
    );
}

#[test]
fn futures_are_send_when_what_they_hold_is() {
    let (_n, mut a, mut b) = Opaque::new(1).into_handles();
    assert_send(&a.a());
    assert_send(&a.with(1, "", &mut Vec::new()));
    assert_send(&b.give(1));
    assert_sync(&b.give(1));
    is_not!(Send:
        AA<'static, Cell<u8>>,
        AWith<'static, 'static, 'static, u8, *const u8>,
        BGive<'static, Cell<u8>>,
    );
}

#[test]
fn futures_are_unpin_whatever_they_hold() {
    let (_n, mut a, mut b) = Opaque::new(PhantomPinned).into_handles();
    assert_unpin(&a.a());
    assert_unpin(&a.with(PhantomPinned, "", &mut Vec::new()));
    assert_unpin(&b.give(PhantomPinned));
}

/// A borrowed condition.
struct Event<T>(Mutex<bool>, T);

#[waitable(storage = borrowed)]
impl<T> Event<T> {
    #[notify]
    fn happen(&self) {
        *self.0.lock().unwrap() = true;
    }

    #[wait(happened, await)]
    fn has_happened(&self) -> bool {
        *self.0.lock().unwrap()
    }

    #[query]
    fn inner(&self) -> &T {
        &self.1
    }
}

#[test]
fn borrowed_handles_are_send_when_the_condition_is_sync() {
    // A guard is `Sync` but not `Send`. A handle that borrows it may move to another thread.
    let mutex = Mutex::new(1);
    let event = Waitable::new(Event(Mutex::default(), mutex.lock().unwrap()));
    let (notifier, mut waiter) = (
        EventNotifier::new(&event),
        EventWaiter::claim(&event).unwrap(),
    );
    assert_send(&notifier);
    assert_sync(&notifier);
    assert_send(&waiter);
    assert_sync(&waiter);
    assert_unpin(&waiter);
    assert_send(&waiter.happened());
    assert_unpin(&waiter.happened());
    assert_debug(&notifier, "EventNotifier { .. }");
    assert_debug(&waiter, "EventWaiter { happened: Idle, .. }");
    assert_debug(
        &waiter.happened(),
        "EventWaiterHappened { registered: false, .. }",
    );
    notifier.happen();
    assert_eq!(**waiter.inner(), 1);
    is_not!(Send:
        EventNotifier<'static, Cell<u8>>,
        EventWaiter<'static, Cell<u8>>,
        EventWaiterHappened<'static, Cell<u8>>,
    );
    is_not!(Clone: EventWaiter<'static, u8>);
}

/// The short form.
#[waitable(until = |cell| cell.set.load(Relaxed))]
struct Short<T> {
    set: AtomicBool,
    value: T,
}

#[test]
fn handles_of_the_short_form_have_the_same_traits() {
    let short = Short {
        set: AtomicBool::new(true),
        value: PhantomPinned,
    };
    let (notifier, mut waiter) = short.into_pair();
    assert_send(&notifier);
    assert_sync(&notifier);
    assert_unpin(&notifier);
    assert_send(&waiter);
    assert_sync(&waiter);
    assert_unpin(&waiter);
    assert_send(&waiter.wait());
    assert_unpin(&waiter.wait());
    assert_debug(&notifier, "ShortNotifier { .. }");
    assert_debug(&waiter, "ShortWaiter { wait: Idle, .. }");
    assert_debug(&waiter.wait(), "ShortWaiterWait { registered: false, .. }");
    notifier.clone().notify(|short| assert_unpin(&short.set));
    notifier.notify(|short| assert_eq!(short.value, PhantomPinned));
    is_not!(Send: ShortNotifier<Cell<u8>>, ShortWaiter<Cell<u8>>, ShortWaiterWait<'static, Cell<u8>>);
    is_not!(Clone: ShortWaiter<u8>);
}
