//! Items through a small ring, both ends of which wait.

use crate::{
    executor::Executor,
    report::{Entry, Figure, Outcome, Passed},
};
use spmc_waker_examples::spsc::{Consumer, Producer, ring};
use std::{collections::VecDeque, time::Instant};

const ITEMS: u32 = 100_000;
/// Small, so that each side waits for the other all the time.
const CAPACITY: usize = 64;

pub(crate) fn run(executor: &Executor) -> Vec<Entry> {
    vec![
        Entry {
            name: "ring",
            outcome: transfer(executor, push_each, pop_each),
        },
        Entry {
            name: "  in batches",
            outcome: transfer(executor, push_batches, pop_batches),
        },
    ]
}

fn transfer<P, C>(
    executor: &Executor,
    push: fn(Producer<u32>) -> P,
    pop: fn(Consumer<u32>) -> C,
) -> Outcome
where
    P: Future<Output = ()> + Send + 'static,
    C: Future<Output = Result<(), String>> + Send + 'static,
{
    let (producer, consumer) = ring(CAPACITY);
    let start = Instant::now();
    executor.spawn(push(producer));
    executor.run(pop(consumer))??;
    Ok(Passed {
        figure: Figure::MessagesPerSecond(f64::from(ITEMS) / start.elapsed().as_secs_f64()),
        note: format!("with room for {CAPACITY}"),
    })
}

/// A consumer that is gone has reported what was wrong.
async fn push_each(mut producer: Producer<u32>) {
    for item in 0..ITEMS {
        if producer.push(item).await.is_err() {
            return;
        }
    }
}

async fn push_batches(mut producer: Producer<u32>) {
    let mut items: VecDeque<_> = (0..ITEMS).collect();
    while producer.push_many(&mut items).await > 0 {}
}

async fn pop_each(mut consumer: Consumer<u32>) -> Result<(), String> {
    let mut due = 0;
    while let Some(item) = consumer.pop().await {
        enter(item, &mut due)?;
    }
    end(due)
}

async fn pop_batches(mut consumer: Consumer<u32>) -> Result<(), String> {
    let (mut due, mut items) = (0, Vec::new());
    while consumer.pop_many(&mut items, CAPACITY).await > 0 {
        for item in items.drain(..) {
            enter(item, &mut due)?;
        }
    }
    end(due)
}

fn enter(item: u32, due: &mut u32) -> Result<(), String> {
    if item != *due {
        return Err(format!("item {item} came when {due} was due"));
    }
    *due += 1;
    Ok(())
}

fn end(due: u32) -> Result<(), String> {
    match due {
        ITEMS => Ok(()),
        _ => Err(format!("the ring ended after {due} of {ITEMS} items")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_item_is_reported() {
        let mut due = 0;
        assert_eq!(enter(0, &mut due), Ok(()));
        let wrong = enter(2, &mut due).unwrap_err();
        assert_eq!(wrong, "item 2 came when 1 was due");
    }

    #[test]
    fn an_early_end_is_reported() {
        assert_eq!(end(ITEMS), Ok(()));
        let wrong = end(ITEMS - 1).unwrap_err();
        assert_eq!(wrong, "the ring ended after 99999 of 100000 items");
    }
}
