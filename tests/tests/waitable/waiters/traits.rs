//! The traits of `waiters`, and of their futures.

use spmc_waker::{Waitable, waitable};
use std::{
    cell::Cell,
    fmt::Debug,
    panic::{RefUnwindSafe, UnwindSafe},
    sync::Mutex,
};

struct Queue<T>(Mutex<Vec<T>>);

#[waitable(notifier = Source, waiters = Sender { sent: u64 = 0 }, waiters = Receiver, waiter = Watch)]
impl<T> Queue<T> {
    #[notify]
    fn change(&self) {}

    #[wait(send, by = Sender, blocking, wakes = one(receive))]
    fn try_send(&self, #[once] item: &mut Option<T>, #[field] sent: &mut u64) -> bool {
        *sent += 1;
        self.0.lock().unwrap().extend(item.take());
        true
    }

    #[wait(receive, by = Receiver, stream, wakes = none)]
    fn try_receive(&self) -> std::task::Poll<Option<T>> {
        self.0
            .lock()
            .unwrap()
            .pop()
            .map_or(std::task::Poll::Pending, |item| {
                std::task::Poll::Ready(Some(item))
            })
    }

    #[wait(watch, by = Watch, query)]
    fn is_empty(&self) -> bool {
        self.0.lock().unwrap().is_empty()
    }
}

struct Bell<T>(T);

#[waitable(notifier = Ring, waiters = Ear[2], storage = borrowed)]
impl<T> Bell<T> {
    #[notify]
    fn ring(&self) {
        _ = &self.0;
    }

    #[wait(rung, query)]
    fn is_rung(&self) -> bool {
        _ = &self.0;
        true
    }
}

macro_rules! are {
    ($($ty:ty),* => $bounds:tt) => {
        $(are!(one $ty => $bounds);)*
    };
    (one $ty:ty => [$($bounds:tt)*]) => {{
        fn holds<X: $($bounds)*>() {}
        holds::<$ty>();
    }};
}

/// Whether a type has an auto trait that it must not have.
macro_rules! is_not {
    ($ty:ty, $auto:ident) => {{
        trait Ambiguous<A> {
            fn check() {}
        }
        impl<X: ?Sized> Ambiguous<()> for X {}
        impl<X: ?Sized + $auto> Ambiguous<u8> for X {}
        // Compiles if one of the two applies.
        let _ = <$ty as Ambiguous<_>>::check;
    }};
}

#[test]
fn handles_and_futures_are_send_sync_unpin_and_unwind_safe_if_the_condition_is() {
    are!(Sender<u8>, Receiver<u8>, ReceiverReceive<'static, u8>
        => [Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Debug]);
    // Its future borrows a field mutably.
    are!(SenderSend<'static, u8> => [Send + Sync + Unpin + Debug]);
    are!(Ear<'static, u8>, EarRung<'static, u8>
        => [Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Debug]);
    // Whatever the items are, handles are `Debug` and can be cloned. A lock makes the condition `Sync`.
    are!(Sender<Cell<fn()>>, Receiver<Cell<fn()>> => [Send + Sync + Clone + Debug]);
    let (source, sender, receiver, watch) = Queue(Mutex::new(Vec::new())).into_handles();
    let mut sender = sender.clone();
    assert_eq!(
        format!("{source:?} {sender:?} {receiver:?}"),
        "Source { .. } Sender { send: {}, .. } Receiver { receive: {}, .. }"
    );
    assert!(watch.is_empty());
    assert!(sender.try_send(&mut Some(Cell::new(7))));
    assert!(receiver.try_receive().is_ready());
}

#[test]
fn borrowed_handles_are_not_clone() {
    is_not!(Ear<'static, u8>, Clone);
}

#[test]
fn handles_of_a_condition_that_is_not_sync_are_not_send() {
    is_not!(Ear<'static, Cell<u8>>, Send);
    is_not!(EarRung<'static, Cell<u8>>, Send);
    let bell = Waitable::new(Bell(Cell::new(1)));
    let ear = Ear::claim(&bell).unwrap();
    Ring::new(&bell).ring();
    assert!(ear.is_rung());
}
