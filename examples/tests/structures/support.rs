//! Runs a test on tokio, on smol's executor, on a plain thread and, with the feature `embassy`, on
//! embassy's executor.

use std::{sync::mpsc, thread, time::Duration};

/// The tests take milliseconds. A test that takes this long has lost a wakeup.
const LIMIT: Duration = Duration::from_secs(20);

/// Makes a `#[test]` per executor of each test, which is an `async fn`.
macro_rules! on_each_executor {
    ($($test:ident),* $(,)?) => {
        on_each_executor!(@ tokio: $($test)*);
        on_each_executor!(@ smol: $($test)*);
        #[cfg(feature = "embassy")]
        on_each_executor!(@ embassy: $($test)*);
        on_each_executor!(@ threads: $($test)*);
    };
    (@ $executor:ident: $($test:ident)*) => {
        mod $executor {
            $(#[test]
            fn $test() {
                crate::support::$executor(super::$test());
            })*
        }
    };
}
pub(crate) use on_each_executor;

type Test = futures::future::BoxFuture<'static, ()>;

pub(crate) fn tokio(test: impl Future<Output = ()> + Send + 'static) {
    fn run(test: Test) {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime can be built");
        runtime
            .block_on(runtime.spawn(test))
            .expect("the test failed");
    }
    let test = Box::pin(test);
    within_limit(|| run(test));
}

pub(crate) fn smol(test: impl Future<Output = ()> + Send + 'static) {
    fn run(test: Test) {
        let executor = async_executor::Executor::new();
        let task = executor.spawn(test);
        futures::executor::block_on(executor.run(task));
    }
    let test = Box::pin(test);
    within_limit(|| run(test));
}

/// An embassy executor and its tasks live for `'static`, so they are leaked.
#[cfg(feature = "embassy")]
pub(crate) fn embassy(test: impl Future<Output = ()> + Send + 'static) {
    use embassy_executor::{Executor, raw::TaskStorage};
    use std::{cell::Cell, rc::Rc};

    fn run(test: Test) {
        let is_done = Rc::new(Cell::new(false));
        let done = Rc::clone(&is_done);
        let task = async move {
            test.await;
            done.set(true);
        };
        let executor = Box::leak(Box::new(Executor::new()));
        let storage = Box::leak(Box::new(TaskStorage::new()));
        executor.run_until(
            |spawner| spawner.spawn(storage.spawn(|| task).expect("it is new")),
            || is_done.get(),
        );
    }
    let test = Box::pin(test);
    within_limit(|| run(test));
}

pub(crate) fn threads(test: impl Future<Output = ()> + Send + 'static) {
    within_limit(|| futures::executor::block_on(test));
}

/// Runs a test on a thread of its own. Panics if the test panics or hangs.
pub(crate) fn within_limit<R: Send + 'static>(test: impl FnOnce() -> R + Send + 'static) -> R {
    let (running, done) = mpsc::channel::<()>();
    let thread = thread::spawn(move || {
        // This is dropped at the end of the test, even if it panics.
        let _running = running;
        test()
    });
    let hangs = done.recv_timeout(LIMIT) == Err(mpsc::RecvTimeoutError::Timeout);
    assert!(
        !hangs,
        "the test still runs after {LIMIT:?}: a wakeup has been lost"
    );
    thread
        .join()
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}
