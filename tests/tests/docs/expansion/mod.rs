//! The expansions that the documentation shows compile as they are shown, and do what the macro does.
//! (`cargo test -p spmc-waker-macros` keeps them what the macro makes of their sources.)
#![allow(missing_docs, reason = "the cases are small")]

#[path = "../../../../spmc-waker-macros/expansions/source"]
pub mod source {
    pub mod channel;
    pub mod flag;
}

#[rustfmt::skip]
#[allow(unused_qualifications, reason = "whatever is in scope, expansions name all by its path")]
#[allow(clippy::all, clippy::nursery, clippy::pedantic, reason = "style is for what people write")]
#[path = "../../../../spmc-waker-macros/expansions/expanded"]
pub mod expanded {
    pub mod channel;
    pub mod flag;
}

/// The same tests for both.
macro_rules! tests {
    ($tests:ident of $module:ident) => {
        mod $tests {
            use crate::docs::expansion::$module::{channel::Channel, flag::Flag};
            use spmc_waker_tests::time_limit::{block_on, join};
            use std::{sync::atomic::Ordering::Release, task::Poll, thread};

            #[test]
            fn flag() {
                let (notifier, mut waiter) = Flag::default().into_pair();
                assert!(!waiter.try_wait());
                let raiser = thread::spawn(move || {
                    notifier.notify(|flag| flag.raised.store(true, Release));
                });
                block_on(waiter.wait());
                block_on(waiter);
                join(raiser);
            }

            #[test]
            fn channel() {
                let (sender, mut receiver) = Channel::default().into_pair();
                assert_eq!(receiver.try_recv(), Poll::Pending);
                let worker = thread::spawn(move || (0..3).for_each(|value| sender.send(value)));
                let received = block_on(async {
                    let mut received = Vec::new();
                    while let Some(value) = receiver.recv().await {
                        received.push(value);
                    }
                    received
                });
                assert_eq!(received, [0, 1, 2]);
                join(worker);
                assert!(receiver.is_empty());
            }
        }
    };
}

tests!(of_source of source);
tests!(of_expanded of expanded);

/// Else it would not be compiled.
#[test]
fn every_case_is_listed() {
    let package = env!("CARGO_MANIFEST_DIR");
    let cases = format!("{package}/../spmc-waker-macros/expansions/source");
    for case in std::fs::read_dir(cases).unwrap() {
        let name = case.unwrap().file_name().into_string().unwrap();
        let module = format!("pub mod {};", name.trim_end_matches(".rs"));
        let times = include_str!("mod.rs").matches(&module).count();
        assert_eq!(times, 2, "`{module}` belongs in `source` and in `expanded`");
    }
}
