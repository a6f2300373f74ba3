//! Waiters that are streams.

use crate::waitable::poll_once;
use futures::{
    StreamExt as _,
    future::FusedFuture as _,
    stream::{FusedStream as _, Stream},
};
use spmc_waker::{Waitable, waitable};
use spmc_waker_tests::time_limit::{block_on, join};
use std::{collections::VecDeque, sync::Mutex, task::Poll, thread};

#[derive(Default)]
struct Lines {
    state: Mutex<(VecDeque<String>, bool)>,
}

#[waitable(notifier = Writer, waiter = Reader, storage = borrowed)]
impl Lines {
    #[notify]
    fn write(&self, line: &str) {
        self.state.lock().unwrap().0.push_back(line.to_owned());
    }

    #[notify]
    fn set_closed(&self, closed: bool) {
        self.state.lock().unwrap().1 = closed;
    }

    #[wait(read, stream)]
    fn try_read(&self) -> Poll<Option<String>> {
        let (lines, closed) = &mut *self.state.lock().unwrap();
        match lines.pop_front() {
            Some(line) => Poll::Ready(Some(line)),
            None if *closed => Poll::Ready(None),
            None => Poll::Pending,
        }
    }
}

#[test]
fn a_stream_yields_what_the_wait_returns() {
    static LINES: Mutex<Option<&Waitable<Lines>>> = Mutex::new(None);
    let lines: &Waitable<Lines> = Box::leak(Box::new(Waitable::new(Lines::default())));
    *LINES.lock().unwrap() = Some(lines);
    let thread = thread::spawn(|| {
        let writer = Writer::new(LINES.lock().unwrap().unwrap());
        writer.write("a");
        writer.write("b");
        writer.set_closed(true);
    });
    let read: Vec<_> = block_on(Reader::claim(lines).unwrap().collect());
    assert_eq!(read, ["a", "b"]);
    join(thread);
}

#[test]
fn a_stream_that_has_ended_stays_ended() {
    let lines = Waitable::new(Lines::default());
    let (writer, mut reader) = (Writer::new(&lines), Reader::claim(&lines).unwrap());
    writer.write("a");
    writer.set_closed(true);
    assert_eq!(block_on(reader.next()).as_deref(), Some("a"));
    assert!(!reader.is_terminated());
    assert_eq!(block_on(reader.next()), None);
    assert!(reader.is_terminated());
    writer.set_closed(false);
    writer.write("b");
    assert_eq!(block_on(reader.next()), None);
    // The wait itself does not remember the end.
    assert_eq!(block_on(reader.read()).as_deref(), Some("b"));
}

#[test]
fn a_future_of_a_lone_waiter_is_fused() {
    let lines = Waitable::new(Lines::default());
    let (writer, mut reader) = (Writer::new(&lines), Reader::claim(&lines).unwrap());
    let mut read = reader.read();
    assert!(poll_once(&mut read).is_pending() && !read.is_terminated());
    writer.set_closed(true);
    assert!(poll_once(&mut read).is_ready() && read.is_terminated());
}

#[test]
fn two_waiters_are_two_streams() {
    /// Two waiters that send numbers to each other.
    struct Exchange(Mutex<[VecDeque<u32>; 2]>);

    #[waitable(waiter = Left, waiter = Right)]
    impl Exchange {
        #[notify(by = Left)]
        fn to_right(&self, number: u32) {
            self.0.lock().unwrap()[1].push_back(number);
        }

        #[notify(by = Right)]
        fn to_left(&self, number: u32) {
            self.0.lock().unwrap()[0].push_back(number);
        }

        #[wait(left, by = Left, stream, wakes = Right)]
        fn try_left(&self) -> Option<Option<u32>> {
            self.0.lock().unwrap()[0].pop_front().map(Some)
        }

        #[wait(right, by = Right, stream, wakes = Left)]
        fn try_right(&self) -> Option<Option<u32>> {
            self.0.lock().unwrap()[1].pop_front().map(Some)
        }
    }

    async fn first(numbers: &mut (impl Stream<Item = u32> + Unpin)) -> Option<u32> {
        numbers.next().await
    }

    let (mut left, mut right) = Exchange(Mutex::default()).into_pair();
    left.to_right(1);
    right.to_left(2);
    assert_eq!(block_on(first(&mut left)), Some(2));
    assert_eq!(block_on(first(&mut right)), Some(1));
}
