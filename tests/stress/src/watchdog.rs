//! Prints the state and aborts if nothing has been woken for long.

use crate::executor::Shared;
use std::{
    process,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    thread,
    time::Duration,
};

/// A batch takes far less, also on a busy machine.
const LIMIT: Duration = Duration::from_secs(60);

static PROGRESS: AtomicUsize = AtomicUsize::new(0);
static STATE: Mutex<(&str, Vec<Arc<Shared>>)> = Mutex::new(("nothing", Vec::new()));

fn state() -> MutexGuard<'static, (&'static str, Vec<Arc<Shared>>)> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A scenario begins.
pub(crate) fn begin(name: &'static str) {
    *state() = (name, Vec::new());
}

/// A task begins.
pub(crate) fn watch(task: &Arc<Shared>) {
    state().1.push(Arc::clone(task));
}

/// So many wakes are done.
pub(crate) fn progress(wakes: usize) {
    PROGRESS.fetch_add(wakes, Relaxed);
}

pub(crate) fn start() {
    thread::spawn(|| {
        let mut last = usize::MAX;
        loop {
            let wakes = PROGRESS.load(Relaxed);
            if wakes == last {
                let (name, tasks) = &*state();
                eprintln!(
                    "{name}: nothing was woken in {LIMIT:?}, after {wakes} wakes: a wakeup is lost"
                );
                tasks
                    .iter()
                    .for_each(|task| eprintln!("  {}", task.state()));
                process::abort();
            }
            last = wakes;
            thread::sleep(LIMIT);
        }
    });
}
