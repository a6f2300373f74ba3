//! `spmc_waker::model`: it finds the mistakes that the macro does not see, and says what they are.
//!
//! The same models run under loom: `.ci/models`.
#![forbid(unsafe_code)]

mod limits;
mod mistakes;

use spmc_waker::{
    model::{self, atomic},
    waitable,
};
use std::{
    cell::Cell,
    panic::{AssertUnwindSafe, catch_unwind},
    rc::Rc,
    sync::atomic::Ordering::{Relaxed, SeqCst},
    task::Poll,
};

/// What a model says that fails.
fn failure(setup: impl Fn(&mut model::Model) + Send + Sync + 'static) -> String {
    let panic =
        catch_unwind(AssertUnwindSafe(|| model::check(setup))).expect_err("nothing is found");
    *panic.downcast::<String>().expect("the panic has a message")
}

/// Counts calls.
fn counter() -> (Rc<Cell<usize>>, impl Fn(usize) + Clone) {
    let count = Rc::new(Cell::new(0));
    let mine = Rc::clone(&count);
    (count, move |more| mine.set(mine.get() + more))
}

#[derive(Default)]
struct Tickets(atomic::AtomicUsize);

#[waitable(waiters = Booth, notifier = none)]
impl Tickets {
    #[notify(by = Booth, wakes = one(take))]
    fn add(&self) {
        self.0.fetch_add(1, SeqCst);
    }

    #[wait(take, wakes = none)]
    fn try_take(&self) -> bool {
        self.0
            .fetch_update(SeqCst, SeqCst, |left| left.checked_sub(1))
            .is_ok()
    }

    #[query]
    fn left(&self) -> usize {
        self.0.load(SeqCst)
    }
}

#[test]
#[cfg_attr(loom, ignore = "three threads take too long")]
fn a_wake_that_a_cancelled_wait_does_not_use_serves_another() {
    let executions = model::check(|model| {
        let (added, count_added) = counter();
        let (taken, count_taken) = counter();
        let booth = Tickets::default().into_handle();
        for name in ["first", "second"] {
            let count_taken = count_taken.clone();
            model
                .handle(name, booth.clone())
                .wait("take", async move |booth| {
                    booth.take().await;
                    count_taken(1);
                });
        }
        let left = Rc::new(Cell::new(0));
        let seen = Rc::clone(&left);
        model
            .handle("adder", booth)
            .kept()
            .call("add", move |booth| {
                booth.add();
                count_added(1);
            })
            .query("left", |booth| booth.left())
            .at_end(move |booth| seen.set(booth.left()));
        model.at_end("each ticket is taken or left", move || {
            added.get() == taken.get() + left.get()
        });
    });
    assert!(executions > 1000, "{executions}");
}

#[derive(Default)]
struct Slots(atomic::Mutex<Option<char>>);

/// Room for one letter.
#[waitable(waiter = Putter, waiter = Getter)]
impl Slots {
    #[wait(put, by = Putter, wakes = Getter)]
    fn try_put(&self, #[once] item: &mut Option<char>) -> bool {
        let mut slot = self.0.lock().unwrap();
        if slot.is_none() {
            *slot = item.take();
            return true;
        }
        false
    }

    /// Takes although it is not ready: the letter is lost if the wait is cancelled.
    #[wait(get_b, by = Getter, wakes = Putter)]
    fn try_get_b(&self) -> bool {
        self.0.lock().unwrap().take() == Some('b')
    }

    #[wait(get, by = Getter, wakes = Putter)]
    fn try_get(&self) -> Option<char> {
        self.0.lock().unwrap().take()
    }
}

fn slots(model: &mut model::Model, by_get: bool) {
    let (put, count_put) = counter();
    let (got, count_got) = counter();
    let count_rest = count_got.clone();
    let (putter, getter) = Slots::default().into_pair();
    model
        .handle("putter", putter)
        .steps(3)
        .wait("put", async move |putter| {
            putter.put('a').await;
            count_put(1);
        });
    let getter = model.handle("getter", getter).kept();
    let getter = if by_get {
        getter.wait("get", async move |getter| {
            getter.get().await;
            count_got(1);
        })
    } else {
        getter.wait("get_b", async move |getter| {
            getter.get_b().await;
            count_got(1);
        })
    };
    getter.at_end(move |getter| count_rest(getter.try_get().iter().count()));
    model.at_end("each letter that was put is got", move || {
        put.get() == got.get()
    });
}

#[test]
fn nothing_is_lost_at_a_cancelled_wait_whose_check_takes_only_when_it_is_ready() {
    model::check(|model| slots(model, true));
}

#[test]
fn a_check_that_takes_although_it_is_not_ready_is_found() {
    let said = failure(|model| slots(model, false));
    assert!(said.contains("putter") && said.contains("get_b"), "{said}");
}

#[test]
fn an_operation_that_loses_what_it_has_when_it_is_cancelled_is_found() {
    let said = failure(|model| {
        let (taken, count_taken) = counter();
        let left = Rc::new(Cell::new(0));
        let seen = Rc::clone(&left);
        let booth = Tickets(atomic::AtomicUsize::new(1)).into_handle();
        model
            .handle("booth", booth)
            .kept()
            .wait("take two", async move |booth| {
                booth.take().await;
                booth.take().await;
                count_taken(2);
            })
            .call("add", |booth| booth.add())
            .at_end(move |booth| seen.set(booth.left()));
        // In no program are both added and taken: there are two steps.
        model.at_end("the ticket is taken or left", move || {
            taken.get() + left.get() > 0
        });
    });
    let words = "At the end, this does not hold: the ticket is taken or left.";
    assert!(said.starts_with(words), "{said}");
}

#[test]
#[cfg_attr(loom, ignore = "the words are those of a plain test")]
fn a_panic_in_an_operation_reaches_the_test() {
    let panic = catch_unwind(|| {
        model::check(|model| {
            let booth = Tickets::default().into_handle();
            model
                .handle("booth", booth)
                .call("panic", |_| panic!("my own"));
        })
    });
    let panic = panic.expect_err("it panics");
    let said = panic
        .downcast_ref::<String>()
        .expect("the panic has a message");
    assert_eq!(
        said,
        "An operation panics: my own\nThe program:\n  1. booth: panic"
    );
}

#[test]
#[cfg_attr(loom, ignore = "the words are those of a plain test")]
fn a_wait_that_wakes_itself_without_end_is_found() {
    let said = failure(|model| {
        let booth = Tickets::default().into_handle();
        model.handle("booth", booth).wait("spin", async |_| {
            std::future::poll_fn(|cx| {
                cx.waker().wake_by_ref();
                Poll::<()>::Pending
            })
            .await;
        });
    });
    assert!(
        said.starts_with("`booth` wakes itself, or others, without end."),
        "{said}"
    );
}

#[derive(Default)]
struct Letter {
    text: atomic::AtomicUsize,
    is_here: atomic::AtomicBool,
}

#[waitable(notifier = Postman, waiter = Addressee)]
impl Letter {
    /// Relaxed, so that who sees the flag may not see the text.
    #[notify]
    fn bring(&self) {
        self.text.store(1, Relaxed);
        self.is_here.store(true, Relaxed);
    }

    #[wait(brought, query)]
    fn is_here(&self) -> bool {
        self.is_here.load(Relaxed)
    }

    #[query]
    fn text(&self) -> usize {
        self.text.load(Relaxed)
    }
}

#[test]
#[cfg_attr(loom, should_panic(expected = "the letter is empty"))]
fn loom_alone_finds_an_ordering_that_is_too_weak() {
    model::check(|model| {
        let (postman, addressee) = Letter::default().into_pair();
        model
            .handle("postman", postman)
            .call("bring", |postman| postman.bring());
        model
            .handle("addressee", addressee)
            .wait("brought", async |addressee| {
                addressee.brought().await;
                assert_eq!(addressee.text(), 1, "the letter is empty");
            });
    });
}

#[test]
fn a_query_that_others_could_change_in_between_is_right() {
    model::check(|model| {
        let booth = Tickets::default().into_handle();
        model
            .handle("adder", booth.clone())
            .call("add", |booth| booth.add());
        model
            .handle("asker", booth)
            .query("left", |booth| booth.left());
    });
}
