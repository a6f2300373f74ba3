//! Sinks: the items that they keep, send and take back, and their errors.

use super::{Tracked, World, everywhere, lock, point};
use futures::Sink;
use spmc_waker::waitable;
use std::{
    pin::Pin,
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    task::{Context, Poll},
};

/// A channel with room for one item.
#[derive(Default)]
struct Slot {
    item: Mutex<Option<Tracked>>,
    is_gone: AtomicBool,
}

#[waitable(waiter = In { field: Tracked = Tracked::make() }, waiter = Out)]
impl Slot {
    /// Fails once the other waiter was dropped. Then it takes no item.
    #[wait(put, by = In, sink, wakes = Out)]
    fn try_put(
        &self,
        #[field] field: &mut Tracked,
        #[once] item: &mut Option<Tracked>,
    ) -> Poll<Result<(), Tracked>> {
        point();
        if self.is_gone.load(Relaxed) {
            return Poll::Ready(Err(field.clone()));
        }
        let mut slot = lock(&self.item);
        if slot.is_some() {
            return Poll::Pending;
        }
        *slot = item.take();
        Poll::Ready(Ok(()))
    }

    #[wait(get, by = Out, wakes = In)]
    fn try_get(&self) -> Option<Tracked> {
        point();
        lock(&self.item).take()
    }

    #[on_drop(In)]
    fn close(&self) {
        point();
    }

    #[on_drop(Out)]
    fn leave(&self) {
        point();
        self.is_gone.store(true, Relaxed);
    }

    #[disarm(put)]
    fn disarm(&self) {
        point();
    }
}

fn sink(sink: &mut In) -> Pin<&mut (impl Sink<Tracked, Error = Tracked> + use<>)> {
    Pin::new(sink)
}

/// Makes the other waiter wait, and sends two items. The sink keeps the second one. Then calls `act`.
fn sending(act: impl Fn(&mut In, Out, &mut Context<'_>)) {
    everywhere(|world: &World| {
        let (mut input, mut output) = Slot::default().into_pair();
        let (waker, other) = (world.waker(0), world.waker(1));
        let cx = &mut Context::from_waker(&waker);
        assert!(
            output
                .poll_get(&mut Context::from_waker(&other))
                .is_pending()
        );
        assert!(sink(&mut input).poll_ready(cx).is_ready());
        assert!(sink(&mut input).start_send(Tracked::new()).is_ok());
        assert!(sink(&mut input).start_send(Tracked::new()).is_ok());
        assert!(sink(&mut input).poll_flush(cx).is_pending());
        act(&mut input, output, cx);
    });
}

#[test]
fn a_dropped_sink_that_keeps_an_item_leaks_nothing() {
    sending(|_, _, _| ());
}

#[test]
fn an_item_that_is_taken_back_is_not_leaked() {
    sending(|input, _, cx| {
        assert!(input.unsent().is_some());
        assert!(input.unsent().is_none());
        assert!(sink(input).poll_close(cx).is_ready());
    });
}

#[test]
fn flushing_and_closing_leak_nothing() {
    sending(|input, mut output, cx| {
        assert!(output.try_get().is_some());
        assert!(sink(input).poll_close(cx).is_ready());
        assert!(sink(input).poll_close(cx).is_ready());
        assert!(output.try_get().is_some());
    });
}

#[test]
fn a_sink_that_fails_leaks_nothing() {
    sending(|input, output, cx| {
        drop(output);
        assert!(matches!(sink(input).poll_flush(cx), Poll::Ready(Err(_))));
        assert!(sink(input).start_send(Tracked::new()).is_err());
    });
}

#[test]
fn closing_that_fails_leaks_nothing() {
    sending(|input, output, cx| {
        drop(output);
        assert!(matches!(sink(input).poll_close(cx), Poll::Ready(Err(_))));
        assert!(matches!(sink(input).poll_close(cx), Poll::Ready(Ok(()))));
    });
}
