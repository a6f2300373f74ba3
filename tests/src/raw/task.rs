//! A task whose waker detects misuse.

use crate::facade::{AtomicBool, AtomicUsize, NOTIFIED, UnsafeCell};
use std::{
    fmt,
    marker::PhantomData,
    mem::{self, ManuallyDrop},
    ops::Deref,
    sync::{
        Arc, Mutex, MutexGuard, TryLockError,
        atomic::{
            AtomicUsize as Counter,
            Ordering::{Acquire, Relaxed, Release},
        },
    },
    task::{RawWaker, RawWakerVTable, Waker},
};

/// An event in the life of a waker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Its clone begins.
    Clone,
    /// It is being woken, by value or by reference.
    Wake,
    /// A clone has been dropped.
    Drop,
}

type Hook = Box<dyn FnOnce() + Send>;

/// What all clones of a task's waker point to.
struct Body {
    /// The number of owners: the [`Task`], and each clone of its waker. Its orderings are those of a
    /// reference count, so this waker adds no more synchronisation than a real one.
    owners: AtomicUsize,
    /// Read by each use, and written by the last drop. A use that is not ordered before that drop is a data
    /// race, which loom and the sanitizers report.
    alive: UnsafeCell<bool>,
    notified: AtomicBool,
    /// Counters that tests read at the end. They are not loom's, so they add nothing to the models.
    clones: Counter,
    drops: Counter,
    wakes: Counter,
    hooks: Mutex<Vec<(Event, Hook)>>,
}

// SAFETY: only `alive` is not `Sync`. Owners read it, and the last owner writes it. The orderings of `owners`
// put that write after all reads. (A bug in the `SpmcWaker` under test can break this. The field exists to
// detect that.)
unsafe impl Sync for Body {}
// SAFETY: as above.
unsafe impl Send for Body {}

impl Body {
    #[track_caller]
    fn assert_alive(&self) {
        // SAFETY: the caller is an owner, and the only write comes when no owner is left.
        let alive = self.alive.with(|alive| unsafe { *alive });
        assert!(alive, "a waker is used after its last clone was dropped");
    }

    /// Spins instead of blocking: ThreadSanitizer does not see the synchronisation of a contended lock, because
    /// the standard library is not built with it.
    fn lock_hooks(&self) -> MutexGuard<'_, Vec<(Event, Hook)>> {
        loop {
            match self.hooks.try_lock() {
                Ok(hooks) => return hooks,
                Err(TryLockError::Poisoned(poisoned)) => return poisoned.into_inner(),
                Err(TryLockError::WouldBlock) => std::thread::yield_now(),
            }
        }
    }

    /// Runs the first hook for this event, outside of the lock.
    fn run_hook(&self, event: Event) {
        let mut hooks = self.lock_hooks();
        let hook = hooks
            .iter()
            .position(|(of, _)| *of == event)
            .map(|index| hooks.remove(index).1);
        drop(hooks);
        if let Some(hook) = hook {
            hook();
        }
    }

    fn add_owner(&self) {
        self.run_hook(Event::Clone);
        self.assert_alive();
        self.owners.fetch_add(1, Relaxed);
        self.clones.fetch_add(1, Relaxed);
    }

    fn wake(&self) {
        self.assert_alive();
        self.wakes.fetch_add(1, Relaxed);
        self.notified.store(true, NOTIFIED);
        self.run_hook(Event::Wake);
        self.assert_alive();
    }

    fn remove_owner(&self) {
        self.assert_alive();
        self.drops.fetch_add(1, Relaxed);
        if self.owners.fetch_sub(1, Release) == 1 {
            self.owners.load(Acquire);
            // SAFETY: this was the last owner, and the load above acquires what the others did before they left.
            self.alive.with_mut(|alive| unsafe { *alive = false });
        }
        self.run_hook(Event::Drop);
    }
}

/// Observes a task without owning it.
#[derive(Clone)]
pub struct Probe {
    body: Arc<Body>,
}

impl Probe {
    /// Returns how often the waker was cloned.
    pub fn clones(&self) -> usize {
        self.body.clones.load(Relaxed)
    }

    /// Returns how often the task was woken.
    pub fn wakes(&self) -> usize {
        self.body.wakes.load(Relaxed)
    }

    /// Returns the number of owners: the [`Task`], and the clones of its waker.
    pub fn owners(&self) -> usize {
        1 + self.clones() - self.body.drops.load(Relaxed)
    }

    /// Returns whether the task was woken since the last [`discard`](Self::discard).
    pub fn is_notified(&self) -> bool {
        self.body.notified.load(NOTIFIED)
    }

    /// Forgets a notification, as an executor does before it polls.
    pub fn discard(&self) {
        self.body.notified.swap(false, NOTIFIED);
    }

    /// Runs a hook at the next such event. Each event runs one hook, the oldest.
    pub fn on(&self, event: Event, hook: impl FnOnce() + Send + 'static) {
        let mut hooks = self.body.lock_hooks();
        hooks.push((event, Box::new(hook)));
    }
}

impl fmt::Debug for Probe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Probe")
            .field("owners", &self.owners())
            .field("wakes", &self.wakes())
            .finish_non_exhaustive()
    }
}

/// A task. It is an owner until it is dropped, and so are the clones of its waker.
#[derive(Debug)]
pub struct Task {
    probe: Probe,
}

impl Task {
    /// Creates a task that has not been woken.
    pub fn new() -> Self {
        let body = Body {
            owners: AtomicUsize::new(1),
            alive: UnsafeCell::new(true),
            notified: AtomicBool::new(false),
            clones: Counter::new(0),
            drops: Counter::new(0),
            wakes: Counter::new(0),
            hooks: Mutex::new(Vec::new()),
        };
        Self {
            probe: Probe {
                body: Arc::new(body),
            },
        }
    }

    /// Borrows the task's waker. The result is not an owner and not counted as a clone.
    pub fn waker(&self) -> WakerRef<'_> {
        let data = Arc::as_ptr(&self.body).cast();
        // SAFETY: the functions keep `RawWaker`'s contract for as long as the body lives. This waker is not
        // dropped, and it is used only while `self` owns the body.
        let waker = unsafe { Waker::new(data, &VTABLE) };
        WakerRef {
            waker: ManuallyDrop::new(waker),
            task: PhantomData,
        }
    }

    /// Returns an observer.
    pub fn probe(&self) -> Probe {
        self.probe.clone()
    }
}

impl Default for Task {
    fn default() -> Self {
        Self::new()
    }
}

impl Deref for Task {
    type Target = Probe;

    fn deref(&self) -> &Probe {
        &self.probe
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.body.remove_owner();
    }
}

/// A waker that borrows a [`Task`].
#[derive(Debug)]
pub struct WakerRef<'a> {
    waker: ManuallyDrop<Waker>,
    task: PhantomData<&'a Task>,
}

impl Deref for WakerRef<'_> {
    type Target = Waker;

    fn deref(&self) -> &Waker {
        &self.waker
    }
}

static VTABLE: RawWakerVTable = RawWakerVTable::new(clone, wake, wake_by_ref, drop_waker);

/// Borrows the body of a waker.
///
/// # Safety
///
/// `data` must belong to an owner, which must outlive the result.
unsafe fn borrow(data: *const ()) -> ManuallyDrop<Arc<Body>> {
    // SAFETY: the pointer comes from an `Arc` that the owner holds, and the result is not dropped.
    ManuallyDrop::new(unsafe { Arc::from_raw(data.cast()) })
}

/// # Safety
///
/// `data` must belong to an owner.
unsafe fn clone(data: *const ()) -> RawWaker {
    // SAFETY: as the caller promises.
    let body = unsafe { borrow(data) };
    body.add_owner();
    mem::forget(Arc::clone(&body));
    RawWaker::new(data, &VTABLE)
}

/// # Safety
///
/// `data` must belong to an owner, which this call consumes.
unsafe fn wake(data: *const ()) {
    // SAFETY: as the caller promises. The waker is dropped on unwinding, too.
    let waker = unsafe { Waker::new(data, &VTABLE) };
    waker.wake_by_ref();
}

/// # Safety
///
/// `data` must belong to an owner.
unsafe fn wake_by_ref(data: *const ()) {
    // SAFETY: as the caller promises.
    unsafe { borrow(data) }.wake();
}

/// # Safety
///
/// `data` must belong to an owner, which this call consumes.
unsafe fn drop_waker(data: *const ()) {
    // SAFETY: as the caller promises.
    let body = unsafe { borrow(data) };
    // A second drop of the same owner panics here, and keeps the body alive.
    body.assert_alive();
    let body = ManuallyDrop::into_inner(body);
    body.remove_owner();
}
