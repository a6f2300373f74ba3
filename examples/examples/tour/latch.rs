//! Waiting for eight workers.

use crate::{
    executor::Executor,
    report::{Entry, Figure, Outcome, Passed},
};
use spmc_waker_examples::latch::Latch;
use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

const WORKERS: u32 = 8;
/// What the first worker takes; the second takes twice as long, and so on.
const SHORTEST_WORK: Duration = Duration::from_millis(3);

pub(crate) fn run(executor: &Executor) -> Vec<Entry> {
    vec![Entry {
        name: "latch",
        outcome: wait(executor),
    }]
}

fn wait(executor: &Executor) -> Outcome {
    let start = Instant::now();
    let (worker, all_done) = Latch::new(WORKERS as usize).into_pair();
    let results: Arc<[AtomicU32]> = (0..WORKERS).map(|_| AtomicU32::new(0)).collect();
    for number in 1..=WORKERS {
        let (worker, results) = (worker.clone(), Arc::clone(&results));
        let task_executor = executor.clone();
        executor.spawn(async move {
            task_executor.sleep(SHORTEST_WORK * number).await;
            results[number as usize - 1].store(number, Relaxed);
            worker.done();
        });
    }
    let seen: Vec<u32> = executor.run(async move {
        all_done.await;
        results.iter().map(|result| result.load(Relaxed)).collect()
    })?;

    if !seen.iter().copied().eq(1..=WORKERS) {
        return Err(format!("open, but the workers' results are {seen:?}"));
    }
    Ok(Passed {
        figure: Figure::Time(start.elapsed()),
        note: "until all were done".to_owned(),
    })
}
