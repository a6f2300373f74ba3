//! The `#[on_drop]` hook of a lone waiter may take the fields of its handle. It runs before they are dropped.

use crate::waitable::Task;
use futures::SinkExt as _;
use spmc_waker::waitable;
use spmc_waker_tests::time_limit::block_on;
use std::{
    convert::Infallible,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    task::{Context, Poll},
};

/// Logs its drop.
struct Noted(Arc<Mutex<Vec<&'static str>>>);

impl Drop for Noted {
    fn drop(&mut self) {
        self.0.lock().unwrap().push("field");
    }
}

#[derive(Default)]
struct Exchange {
    log: Arc<Mutex<Vec<&'static str>>>,
    closed: AtomicBool,
    panics: bool,
}

#[waitable(
    waiter = Seller { ware: Noted, sold: u32 = 0 },
    waiter = Buyer,
)]
impl Exchange {
    #[wait(sell, by = Seller, wakes = none, sink)]
    fn try_sell(
        &self,
        #[field] sold: &mut u32,
        #[once] item: &mut Option<u32>,
    ) -> Poll<Result<(), Infallible>> {
        *sold += item.take().unwrap_or(0);
        Poll::Ready(Ok(()))
    }

    #[notify(last, by = Seller)]
    fn finish(&self) {
        self.closed.store(true, Relaxed);
    }

    #[wait(closed, by = Buyer, query)]
    fn is_closed(&self) -> bool {
        self.closed.load(Relaxed)
    }

    /// A sale could have to wait for this.
    #[notify(by = Buyer, wakes = sell)]
    fn pay(&self) {}

    #[on_drop(Seller)]
    fn close(&self, #[field] sold: &mut u32, #[field] ware: &Noted) {
        let mut log = ware.0.lock().unwrap();
        log.push(if *sold == 3 {
            "hook"
        } else {
            "hook of another state"
        });
        drop(log);
        *sold = 0;
        self.closed.store(true, Relaxed);
        if self.panics {
            std::panic::resume_unwind(Box::new(()));
        }
    }
}

/// A seller that has sold three, a buyer that waits, and the log.
fn exchange(panics: bool) -> (Seller, Buyer, Arc<Task>, Arc<Mutex<Vec<&'static str>>>) {
    let exchange = Exchange {
        panics,
        ..Exchange::default()
    };
    let log = Arc::clone(&exchange.log);
    let (mut seller, mut buyer) = exchange.into_pair(Noted(Arc::clone(&log)));
    assert_eq!(seller.try_sell(&mut Some(3)), Poll::Ready(Ok(())));
    let (task, waker) = Task::new();
    assert!(
        buyer
            .poll_closed(&mut Context::from_waker(&waker))
            .is_pending()
    );
    (seller, buyer, task, log)
}

#[test]
fn the_hook_runs_before_the_fields_are_dropped_and_then_others_are_woken() {
    let (seller, buyer, task, log) = exchange(false);
    drop(seller);
    assert_eq!(*log.lock().unwrap(), ["hook", "field"]);
    assert_eq!(task.wakes(), 1);
    assert!(buyer.is_closed());
}

#[test]
fn a_hook_that_panics_lets_the_fields_be_dropped_and_others_be_woken() {
    let (seller, buyer, task, log) = exchange(true);
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| drop(seller))).unwrap_err();
    assert_eq!(*log.lock().unwrap(), ["hook", "field"]);
    assert_eq!(task.wakes(), 1);
    assert!(buyer.is_closed());
}

#[test]
fn a_sink_that_closes_runs_the_hook_and_its_drop_does_not() {
    let (mut seller, buyer, task, log) = exchange(false);
    block_on(seller.close()).unwrap();
    assert_eq!(*log.lock().unwrap(), ["hook"]);
    assert_eq!(task.wakes(), 1);
    assert!(buyer.is_closed());
    drop(seller);
    assert_eq!(*log.lock().unwrap(), ["hook", "field"]);
}

#[test]
fn the_last_change_takes_the_place_of_the_hook() {
    let (seller, buyer, task, log) = exchange(false);
    seller.finish();
    assert_eq!(*log.lock().unwrap(), ["field"]);
    assert_eq!(task.wakes(), 1);
    assert!(buyer.is_closed());
}
