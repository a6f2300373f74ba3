//! Panics whose payloads panic when they are dropped.

use super::Hub;
use spmc_waker_tests::raw;
use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    pin::Pin,
    task::Context,
};

/// The payload of a panic that panics, too, when it is dropped.
struct Payload;

impl Drop for Payload {
    fn drop(&mut self) {
        resume_unwind(Box::new("in the payload"));
    }
}

#[test]
fn panics_whose_payloads_panic_keep_no_other_from_being_woken() {
    let (mut many, mut lone) = Hub.into_pair();
    let other = many.clone();
    let tasks: [_; 4] = std::array::from_fn(|_| raw::Task::new());
    let wakers = tasks.each_ref().map(raw::Task::waker);
    let mut cx = wakers.each_ref().map(|waker| Context::from_waker(waker));
    let mut wait = other.second();
    assert!(lone.poll_lone(&mut cx[0]).is_pending());
    assert!(many.poll_first(&mut cx[1]).is_pending());
    assert!(many.poll_second(&mut cx[2]).is_pending());
    assert!(Pin::new(&mut wait).poll(&mut cx[3]).is_pending());
    tasks[0].on(raw::Event::Wake, || resume_unwind(Box::new("the first")));
    for task in &tasks[1..] {
        task.on(raw::Event::Wake, || resume_unwind(Box::new(Payload)));
    }
    let panic = catch_unwind(AssertUnwindSafe(|| many.change())).unwrap_err();
    assert_eq!(panic.downcast_ref(), Some(&"the first"));
    assert_eq!(tasks.each_ref().map(|task| task.wakes()), [1; 4]);
}
