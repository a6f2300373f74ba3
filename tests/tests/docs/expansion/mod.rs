//! The expansions in the documentation compile as shown, and behave like the macro's output.
//! (`cargo test -p spmc-waker-macros` checks that they are what the macro generates from their sources.)
#![allow(missing_docs, reason = "the cases are small")]

#[path = "../../../../spmc-waker-macros/expansions/source"]
pub mod source {
    pub mod button;
    pub mod channel;
    pub mod flag;
    pub mod jobs;
    pub mod permits;
}

#[rustfmt::skip]
#[allow(unused_qualifications, reason = "whatever is in scope, expansions name all by its path")]
#[allow(clippy::all, clippy::nursery, clippy::pedantic, reason = "style is for what people write")]
#[path = "../../../../spmc-waker-macros/expansions/expanded"]
pub mod expanded {
    pub mod button;
    pub mod channel;
    pub mod flag;
    pub mod jobs;
    pub mod permits;
}

/// Makes the same tests for the sources and for their stored expansions.
macro_rules! tests {
    ($tests:ident of $module:ident) => {
        mod $tests {
            use crate::docs::expansion::$module::{
                button::{BUTTON, Interrupt, Presses},
                channel::Channel,
                flag::Flag,
                jobs::{Job, Jobs, Rejected},
                permits::{Permits, Semaphore},
            };
            use futures::StreamExt as _;
            use spmc_waker::TimedOut;
            use spmc_waker_tests::time_limit::{block_on, join};
            use std::{
                future::Future as _,
                pin::Pin,
                sync::atomic::Ordering::Release,
                task::{Context, Poll, Waker},
                thread,
                time::{Duration, Instant},
            };

            #[test]
            fn a_flag_ends_each_wait() {
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
            fn a_channel_delivers_all_messages() {
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

            #[test]
            fn jobs_are_received_or_rejected() {
                let (mut client, mut worker) = Jobs::default().into_pair();
                let submitter = thread::spawn(move || {
                    for id in 0..8 {
                        assert_eq!(client.blocking_submit(Job(id)), Ok(()));
                    }
                    client
                });
                let first = block_on(async { [worker.receive().await, worker.next().await] });
                assert_eq!(first, [Some(Job(0)), Some(Job(1))]);
                let rest = block_on((&mut worker).take(6).count());
                assert_eq!(rest, 6);

                let mut client = join(submitter);
                for id in 8..12 {
                    assert_eq!(block_on(client.submit(Job(id))), Ok(()));
                }
                let late = client.submit_timeout(Duration::ZERO, Job(12));
                assert_eq!(late, Err(TimedOut(Job(12))));
                drop(worker);
                let after = client.submit_deadline(Instant::now(), Job(13));
                assert_eq!(after, Ok(Err(Rejected(Job(13)))));
            }

            #[test]
            fn a_permit_goes_to_one_of_the_tasks_that_wait() {
                let permits = Semaphore::default().into_handle();
                let other = Permits::of(&permits);
                let waiting = [permits.clone(), other.clone()]
                    .map(|permits| thread::spawn(move || block_on(permits.take())));
                for _ in 0..2 {
                    permits.release();
                }
                waiting.into_iter().for_each(join);
                assert!(!other.try_take());
            }

            #[test]
            fn a_button_counts_presses_and_enables_its_interrupt() {
                let cx = &mut Context::from_waker(Waker::noop());
                let interrupt = Interrupt::new(&BUTTON);
                let mut presses = Presses::claim(&BUTTON).unwrap();
                assert!(Presses::claim(&BUTTON).is_none());
                let mut press = presses.press();
                assert!(Pin::new(&mut press).poll(cx).is_pending());
                assert!(interrupt.is_enabled());
                interrupt.pressed();
                interrupt.clone().pressed();
                assert_eq!(Pin::new(&mut press).poll(cx), Poll::Ready(2));
                drop(press);
                assert!(!interrupt.is_enabled());

                assert!(presses.poll_press(cx).is_pending());
                assert!(presses.is_enabled());
                assert!(presses.unregister());
                assert!(!presses.is_enabled());
            }
        }
    };
}

tests!(of_source of source);
tests!(of_expanded of expanded);

/// A case that is missing from the lists above would not be compiled.
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
