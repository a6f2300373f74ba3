//! Waiting for a flag that another thread raises.

use crate::{
    executor::{Executor, join},
    report::{Entry, Figure, Outcome, Passed},
};
use spmc_waker_examples::flag::Flag;
use std::{
    thread,
    time::{Duration, Instant},
};

/// Long enough for the task to find the flag down, and to wait.
const HEAD_START: Duration = Duration::from_millis(20);

pub(crate) fn run(executor: &Executor) -> Vec<Entry> {
    vec![Entry {
        name: "flag",
        outcome: wait(executor),
    }]
}

fn wait(executor: &Executor) -> Outcome {
    let (notifier, mut waiter) = Flag::default().into_pair();
    let raiser = thread::spawn(move || {
        thread::sleep(HEAD_START);
        let raised = Instant::now();
        notifier.notify(Flag::raise);
        raised
    });
    let (woken, still_up) = executor.run(async move {
        waiter.wait().await;
        (Instant::now(), waiter.try_wait())
    })?;
    let raised = join(raiser)?;

    if woken < raised {
        return Err("the wait ended before the flag was raised".to_owned());
    }
    if !still_up {
        return Err("the flag is down after the wait".to_owned());
    }
    Ok(Passed {
        figure: Figure::Time(woken - raised),
        note: "from the raise to the end of the wait".to_owned(),
    })
}
