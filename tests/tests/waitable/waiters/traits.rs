//! The traits of handles of which there are many, and of their futures.

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
    ($($ty:ty),* => $($bound:tt)*) => {
        $({
            fn holds<X: $($bound)*>() {}
            holds::<$ty>();
        })*
    };
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
    are!(Sender<u8>, Receiver<u8>, SenderSend<'static, u8>, ReceiverReceive<'static, u8>
        => Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Debug);
    are!(Ear<'static, u8>, EarRung<'static, u8> => Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Debug);
    are!(Sender<Cell<u8>>, Receiver<Cell<u8>> => Send + Sync);
    are!(Sender<u8>, Receiver<u8> => Clone);
}

#[test]
fn handles_of_a_condition_that_is_not_sync_are_not_send() {
    is_not!(Ear<'static, Cell<u8>>, Send);
    is_not!(EarRung<'static, Cell<u8>>, Send);
}

#[test]
fn handles_and_their_waits_are_covariant() {
    fn shorter<'a>(sender: Sender<&'static str>) -> Sender<&'a str> {
        sender
    }

    fn shorter_wait<'a, 'b>(
        wait: ReceiverReceive<'a, &'static str>,
    ) -> ReceiverReceive<'a, &'b str> {
        wait
    }

    fn shorter_ear<'a, 'b>(ear: Ear<'a, &'static str>) -> Ear<'a, &'b str> {
        ear
    }

    let _ = (shorter, shorter_wait, shorter_ear);
    let bell = Waitable::new(Bell("bell"));
    let ear = shorter_ear(Ear::claim(&bell).unwrap());
    Ring::new(&bell).ring();
    assert!(ear.is_rung());
}
