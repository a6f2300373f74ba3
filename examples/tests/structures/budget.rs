//! Waits with a budget, on tokio, with the feature `tokio` of `spmc-waker`.

use crate::support::within_limit;
use futures::StreamExt as _;
use spmc_waker::waitable;
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    task::Poll,
};

/// Much more than the budget that tokio gives a task.
const MANY: usize = 10_000;

/// Its results are ready at once.
#[derive(Default)]
struct Counter {
    results: AtomicUsize,
}

#[waitable(notifier = Resetter, waiter = Reader)]
impl Counter {
    #[notify]
    fn reset(&self) {
        self.results.store(0, Relaxed);
    }

    #[wait(count, stream, within, budget = MANY, wakes = none)]
    fn try_count(&self) -> Poll<Option<usize>> {
        let result = self.results.fetch_add(1, Relaxed);
        Poll::Ready((result < MANY).then_some(result))
    }

    #[wait(few, budget = 3, wakes = none)]
    fn try_few(&self) -> Option<usize> {
        Some(self.results.fetch_add(1, Relaxed))
    }
}

/// Runs this on one thread, beside a task that counts its turns. Returns the turns that it had before the end.
fn turns_beside(run: impl AsyncFnOnce(Reader) + Send + 'static) -> usize {
    within_limit(move || {
        let (resetter, reader) = Counter::default().into_pair();
        resetter.reset();
        let turns = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&turns);
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        runtime.expect("a runtime can be built").block_on(async {
            let other = tokio::spawn(async move {
                loop {
                    counted.fetch_add(1, Relaxed);
                    tokio::task::yield_now().await;
                }
            });
            run(reader).await;
            other.abort();
        });
        turns.load(Relaxed)
    })
}

#[test]
fn a_wait_takes_from_the_budget_of_its_tokio_task() {
    let turns = turns_beside(async |reader| {
        assert_eq!(reader.count().await, MANY);
    });
    assert!(turns > 10, "the other task had {turns} turns");
}

#[test]
fn a_wait_yields_when_its_own_budget_is_spent() {
    let turns = turns_beside(async |mut reader| {
        for _ in 0..30 {
            reader.few().await;
        }
    });
    assert!(turns >= 9, "the other task had {turns} turns");
}

#[test]
fn an_unconstrained_task_has_the_waits_own_budget() {
    let turns = turns_beside(async |reader| {
        tokio::task::coop::unconstrained(async {
            assert_eq!(reader.count().await, MANY);
        })
        .await;
    });
    assert!(turns < 3, "the other task had {turns} turns");
}

/// tokio's budget is spent several times. The timer is always over, and no wait is late.
#[test]
fn a_wait_that_yields_is_not_late() {
    let turns = turns_beside(async |mut reader| {
        for result in 0..1000 {
            let counted = reader.count_within(std::future::ready(())).await;
            assert_eq!(counted, Ok(Some(result)));
        }
    });
    assert!(turns > 5, "the other task had {turns} turns");
}
