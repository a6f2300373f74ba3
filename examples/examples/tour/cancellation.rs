//! Dropping waits that are pending, and waiting on.

use crate::{
    executor::{Executor, join},
    report::{Entry, Figure, Outcome, Passed},
};
use spmc_waker_examples::channel::Channel;
use std::{
    thread,
    time::{Duration, Instant},
};

const VALUES: u32 = 20;
/// Between two values.
const PAUSE: Duration = Duration::from_millis(5);
/// Shorter than the pause, so that most waits are dropped before their value comes.
const TIMEOUT: Duration = Duration::from_millis(2);

pub(crate) fn run(executor: &Executor) -> Vec<Entry> {
    vec![Entry {
        name: "cancellation",
        outcome: cancel(executor),
    }]
}

fn cancel(executor: &Executor) -> Outcome {
    let start = Instant::now();
    let (sender, mut receiver) = Channel::default().into_pair();
    let values = thread::spawn(move || {
        for value in 0..VALUES {
            thread::sleep(PAUSE);
            let _ = sender.send(value);
        }
    });
    let task_executor = executor.clone();
    let (received, dropped) = executor.run(async move {
        let (mut received, mut dropped) = (Vec::new(), 0);
        loop {
            match task_executor.timeout(receiver.recv(), TIMEOUT).await {
                Some(Some(value)) => received.push(value),
                Some(None) => return (received, dropped),
                None => dropped += 1,
            }
        }
    })?;
    join(values)?;

    if !received.iter().copied().eq(0..VALUES) {
        return Err(format!("0 to {} were sent, {received:?} came", VALUES - 1));
    }
    if dropped == 0 {
        return Err("no wait was dropped, so nothing has been shown".to_owned());
    }
    Ok(Passed {
        figure: Figure::Time(start.elapsed()),
        note: format!("for {VALUES} values and {dropped} dropped waits"),
    })
}
