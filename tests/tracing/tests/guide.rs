//! The guide shows what this prints.

use futures::{FutureExt as _, executor::block_on};
use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
};
use tracing_subscriber::{
    filter::{LevelFilter, Targets},
    layer::SubscriberExt as _,
};
use tracing_tests::stuck::{pool, report, upload};

const GUIDE: &str = include_str!("../../../spmc-waker/src/guide/tracing.rs");

/// What the guide shows of the program that is stuck.
const PROGRAM: &str = include_str!("../src/stuck.rs");

#[derive(Clone, Default)]
struct Output(Arc<Mutex<Vec<u8>>>);

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn the_guide_shows_what_a_stuck_task_prints() {
    let output = Output::default();
    let writer = output.clone();
    let layer = tracing_subscriber::fmt::layer()
        .without_time()
        .with_ansi(false)
        .with_writer(move || writer.clone());
    let subscriber = tracing_subscriber::registry()
        .with(layer)
        .with(Targets::new().with_target("spmc_waker", LevelFilter::DEBUG));
    tracing::subscriber::with_default(subscriber, || {
        let connections = pool();
        block_on(report(connections.clone()));
        let mut stuck = Box::pin(upload(connections));
        assert_eq!((&mut stuck).now_or_never(), None);
        let output = String::from_utf8(output.0.lock().unwrap().clone()).unwrap();
        println!("{output}");
        assert_eq!(output.lines().count(), 2);
        for line in output.lines() {
            assert!(GUIDE.contains(line), "the guide lacks {line}");
        }
    });
}

#[test]
fn the_guide_shows_the_program() {
    let code = PROGRAM
        .lines()
        .filter(|line| !line.starts_with("//!") && !line.is_empty());
    for line in code {
        let shown = format!("//! {line}\n");
        assert!(GUIDE.contains(&shown), "the guide lacks {line}");
    }
}
