//! Each wait of a handle has a waker of its own: two tasks, or a look in passing, do not replace each other's.

use crate::waitable::{Task, Tasks};
use futures::{FutureExt as _, SinkExt as _, StreamExt as _, future::poll_fn};
use spmc_waker::waitable;
use spmc_waker_tests::time_limit::{block_on, join, within_limit};
use std::{
    pin::{Pin, pin},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    task::{Context, Poll, Waker},
    thread,
};

/// One end of a connection: it reads as a stream and writes as a sink, which has room for one item.
#[derive(Default)]
struct Link {
    inbound: Mutex<Vec<u32>>,
    outbound: Mutex<Option<u32>>,
}

#[waitable(notifier = Remote, waiter = Local)]
impl Link {
    #[notify]
    fn deliver(&self, item: u32) {
        self.inbound.lock().unwrap().push(item);
    }

    #[notify]
    fn fetch(&self) -> Option<u32> {
        self.outbound.lock().unwrap().take()
    }

    #[wait(read, stream, wakes = none)]
    fn try_read(&self) -> Poll<Option<u32>> {
        match self.inbound.lock().unwrap().pop() {
            Some(item) => Poll::Ready(Some(item)),
            None => Poll::Pending,
        }
    }

    #[wait(write, sink, wakes = none)]
    fn try_write(&self, #[once] item: &mut Option<u32>) -> Poll<Result<(), ()>> {
        let mut outbound = self.outbound.lock().unwrap();
        if outbound.is_some() {
            return Poll::Pending;
        }
        *outbound = item.take();
        Poll::Ready(Ok(()))
    }
}

#[test]
fn the_halves_of_a_handle_are_woken_in_their_own_tasks() {
    let (remote, local) = Link::default().into_pair();
    let (mut writer, mut reader) = local.split();
    let tasks = Tasks::<2>::new();
    let mut writing = pin!(async {
        writer.send(1).await.unwrap();
        writer.send(2).await.unwrap();
    });
    assert!(writing.as_mut().poll(&mut tasks.cx(0)).is_pending());
    let mut reading = pin!(reader.next());
    assert!(reading.as_mut().poll(&mut tasks.cx(1)).is_pending());
    assert_eq!(remote.fetch(), Some(1));
    assert_eq!(tasks.wakes()[0], 1, "the reading task has not replaced it");
    assert!(writing.as_mut().poll(&mut tasks.cx(0)).is_ready());
    // The change has woken the reading task, too. It waits again.
    assert!(reading.as_mut().poll(&mut tasks.cx(1)).is_pending());
    let before = tasks.wakes()[1];
    remote.deliver(7);
    assert_eq!(tasks.wakes()[1], before + 1);
    assert_eq!(reading.poll(&mut tasks.cx(1)), Poll::Ready(Some(7)));
}

#[test]
fn two_threads_use_the_halves_of_a_handle() {
    let (remote, local) = Link::default().into_pair();
    let (mut writer, mut reader) = local.split();
    let writing = thread::spawn(move || {
        block_on(async {
            for item in 0..200 {
                writer.send(item).await.unwrap();
            }
            writer.flush().await.unwrap();
        });
        writer
    });
    let reading = thread::spawn(move || {
        let mut read = 0;
        while read < 200 {
            read += usize::from(block_on(reader.next()).is_some());
        }
        reader
    });
    within_limit(|| {
        let mut fetched = 0;
        while fetched < 200 {
            if let Some(item) = remote.fetch() {
                assert_eq!(item, fetched);
                remote.deliver(item);
                fetched += 1;
            }
            thread::yield_now();
        }
    });
    drop((join(writing), join(reading)));
}

/// Two counts that two waits take from, and a wait that is always ready.
#[derive(Default)]
struct Port {
    data: AtomicUsize,
    commands: AtomicUsize,
}

fn take(count: &AtomicUsize) -> bool {
    let one_less = |count: usize| count.checked_sub(1);
    count.fetch_update(Relaxed, Relaxed, one_less).is_ok()
}

#[waitable(notifier = Device, waiter = Driver)]
impl Port {
    #[notify]
    fn send_data(&self) {
        self.data.fetch_add(1, Relaxed);
    }

    #[notify(by = [Device, Driver])]
    fn send_command(&self) {
        self.commands.fetch_add(1, Relaxed);
    }

    #[wait(data, wakes = none)]
    fn try_data(&self) -> bool {
        take(&self.data)
    }

    #[wait(command, wakes = none)]
    fn try_command(&self) -> bool {
        take(&self.commands)
    }

    /// Turns data into a command, which ends the other wait.
    #[wait(forward, wakes = command)]
    fn try_forward(&self) -> bool {
        let took = take(&self.data);
        self.commands.fetch_add(usize::from(took), Relaxed);
        took
    }

    /// Is always ready. It wakes other waits than its own.
    #[wait(tick, wakes = forward)]
    fn try_tick(&self) -> bool {
        true
    }
}

#[test]
fn a_look_in_passing_leaves_the_tasks_registration() {
    let (device, mut driver) = Port::default().into_pair();
    let tasks = Tasks::<1>::new();
    let mut task = pin!(poll_fn(|cx| {
        if driver.poll_data(cx).is_ready() || driver.command().now_or_never().is_some() {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    }));
    assert!(task.as_mut().poll(&mut tasks.cx(0)).is_pending());
    device.send_data();
    assert_eq!(tasks.wakes(), [1]);
    assert!(task.poll(&mut tasks.cx(0)).is_ready());
}

#[test]
fn an_own_change_wakes_another_wait_of_the_same_task() {
    // By a method that makes the change, and by a wait that is ready.
    for by_wait in [false, true] {
        let (device, mut driver) = Port::default().into_pair();
        let tasks = Tasks::<1>::new();
        let mut has_changed = false;
        let mut task = pin!(poll_fn(|cx| {
            // The wait that ends last is polled first.
            let command = driver.poll_command(cx);
            if !has_changed {
                if by_wait {
                    has_changed = driver.poll_forward(cx).is_ready();
                } else {
                    driver.send_command();
                    has_changed = true;
                }
            }
            command
        }));
        device.send_data();
        assert!(task.as_mut().poll(&mut tasks.cx(0)).is_pending());
        assert_eq!(tasks.wakes(), [1]);
        assert!(task.as_mut().poll(&mut tasks.cx(0)).is_ready());
    }
}

#[test]
fn two_tasks_that_poll_two_waits_are_woken_each_by_its_own() {
    let (device, driver) = Port::default().into_pair();
    let driver = Mutex::new(driver);
    let tasks = Tasks::<2>::new();
    let mut data = poll_fn(|cx| driver.lock().unwrap().poll_data(cx));
    let mut command = poll_fn(|cx| driver.lock().unwrap().poll_command(cx));
    assert!(Pin::new(&mut data).poll(&mut tasks.cx(0)).is_pending());
    assert!(Pin::new(&mut command).poll(&mut tasks.cx(1)).is_pending());
    device.send_data();
    assert_eq!(tasks.wakes(), [1, 1]);
    assert!(Pin::new(&mut data).poll(&mut tasks.cx(0)).is_ready());
    assert!(Pin::new(&mut command).poll(&mut tasks.cx(1)).is_pending());
    device.send_command();
    assert_eq!(tasks.wakes(), [1, 2]);
}

#[test]
fn a_task_with_another_waker_at_each_poll_is_not_woken_without_a_change() {
    let (device, mut driver) = Port::default().into_pair();
    let mut all = Vec::new();
    for _ in 0..20 {
        let (task, waker) = Task::new();
        let cx = &mut Context::from_waker(&waker);
        assert!(driver.poll_data(cx).is_pending());
        assert!(driver.poll_command(cx).is_pending());
        all.push(task);
    }
    assert!(all.iter().all(|task| task.wakes() == 0), "it does not spin");
    device.send_data();
    let last = all.pop().unwrap();
    assert_eq!(last.wakes(), 2, "once by each wait");
    assert!(all.iter().all(|task| task.wakes() == 0));
}

#[test]
fn a_wait_that_is_always_ready_does_not_wake_its_own_task() {
    let (device, mut driver) = Port::default().into_pair();
    let tasks = Tasks::<1>::new();
    for _ in 0..20 {
        assert!(driver.poll_data(&mut tasks.cx(0)).is_pending());
        assert!(driver.poll_tick(&mut tasks.cx(0)).is_ready());
        assert!(driver.try_tick());
        block_on(driver.tick());
    }
    assert_eq!(tasks.wakes(), [0]);
    device.send_data();
    assert_eq!(tasks.wakes(), [1]);
    // It wakes the wait that it names.
    assert!(driver.poll_data(&mut tasks.cx(0)).is_ready());
    assert!(
        driver
            .poll_forward(&mut Context::from_waker(Waker::noop()))
            .is_pending()
    );
    assert!(driver.poll_forward(&mut tasks.cx(0)).is_pending());
    assert!(driver.try_tick());
    assert_eq!(tasks.wakes(), [2]);
}
