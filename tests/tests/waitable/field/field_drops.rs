//! Fields are dropped before other waiters are woken, because those may wait for that drop.

use crate::waitable::{Task, Tasks};
use spmc_waker::{Waitable, waitable};
use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering::Relaxed},
        mpsc,
    },
    task::{Context, Poll, Wake, Waker},
};

/// Logs the steps, and panics at one of them.
#[derive(Clone, Default)]
struct Log {
    steps: Arc<Mutex<Vec<&'static str>>>,
    panics_at: &'static str,
}

impl Log {
    fn step(&self, step: &'static str) {
        self.steps
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(step);
        if self.panics_at == step {
            // Panic without a message.
            resume_unwind(Box::new(()));
        }
    }

    fn take(&self) -> Vec<&'static str> {
        std::mem::take(&mut *self.steps.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A value whose drop is logged.
struct Noted(&'static str, Log);

impl Drop for Noted {
    fn drop(&mut self) {
        self.1.step(self.0);
    }
}

/// A task whose wakes and whose drop are logged.
struct NotedTask {
    wake: &'static str,
    _end: Noted,
}

impl Wake for NotedTask {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self._end.1.step(self.wake);
    }
}

fn noted_waker(wake: &'static str, end: &'static str, log: &Log) -> Waker {
    let end = Noted(end, log.clone());
    Waker::from(Arc::new(NotedTask { wake, _end: end }))
}

struct Stage {
    log: Log,
    _condition: Noted,
}

#[waitable(
    notifier = Crew { first: Noted, _second: Noted },
    waiter = Actor { first: Noted, _second: Noted },
    waiter = Audience,
)]
impl Stage {
    #[notify(last, by = [Crew, Actor])]
    fn end(&self) {
        self.log.step("body");
    }

    #[notify(last, by = [Crew, Actor])]
    fn end_with_a_field(&self, #[field] first: &mut Noted) -> usize {
        assert_eq!(first.0, "first");
        self.log.step("body");
        7
    }

    #[notify(last, by = [Crew, Actor], when = |is_change| *is_change)]
    fn end_when(&self, is_change: bool) -> bool {
        self.log.step("body");
        is_change
    }

    #[wait(called, by = Actor, wakes = Audience)]
    fn is_called(&self) -> bool {
        false
    }

    #[wait(over, by = Audience, wakes = Actor)]
    fn is_over(&self) -> bool {
        false
    }

    #[disarm(called)]
    fn disarm(&self) {
        self.log.step("disarm");
    }

    #[on_drop(Crew, Actor)]
    fn hook(&self) {
        self.log.step("hook");
    }
}

/// Makes the actor and the audience wait, and passes the handles to `act`. Returns the steps of `act`, and whether it
/// panicked.
fn what_happens(
    panics_at: &'static str,
    act: impl FnOnce(&mut Option<Crew>, &mut Option<Actor>),
) -> (Vec<&'static str>, bool) {
    let log = Log {
        panics_at,
        ..Log::default()
    };
    let noted = |name| Noted(name, log.clone());
    let stage = Stage {
        log: log.clone(),
        _condition: noted("condition"),
    };
    let (crew, mut actor, mut audience) = stage.into_handles(
        noted("first"),
        noted("second"),
        noted("first"),
        noted("second"),
    );
    let own = noted_waker("wake itself", "own waker", &log);
    let other = noted_waker("wake", "other waker", &log);
    assert!(
        actor
            .poll_called(&mut Context::from_waker(&own))
            .is_pending()
    );
    assert!(
        audience
            .poll_over(&mut Context::from_waker(&other))
            .is_pending()
    );
    drop(own);
    log.take();
    let (mut crew, mut actor) = (Some(crew), Some(actor));
    let act = AssertUnwindSafe(|| act(&mut crew, &mut actor));
    let panicked = catch_unwind(act).is_err();
    let steps = log.take();
    let rest = AssertUnwindSafe(|| drop((crew, actor, audience)));
    _ = catch_unwind(rest);
    (steps, panicked)
}

#[test]
fn the_last_change_of_a_notifier_wakes_after_its_fields_are_dropped() {
    // Here the crew ends, so the actor is woken, too.
    let steps = vec!["body", "first", "second", "wake itself", "wake"];
    let by = |act: fn(Crew)| what_happens("nowhere", |crew, _| act(crew.take().unwrap()));
    assert_eq!(by(|crew| crew.end()), (steps.clone(), false));
    let with_field = by(|crew| assert_eq!(crew.end_with_a_field(), 7));
    assert_eq!(with_field, (steps.clone(), false));
    assert_eq!(by(|crew| assert!(crew.end_when(true))), (steps, false));
}

#[test]
fn the_last_change_of_a_waiter_wakes_after_its_fields_are_dropped() {
    let steps = vec!["body", "disarm", "own waker", "first", "second", "wake"];
    let by = |act: fn(Actor)| what_happens("nowhere", |_, actor| act(actor.take().unwrap()));
    assert_eq!(by(|actor| actor.end()), (steps.clone(), false));
    let with_field = by(|actor| assert_eq!(actor.end_with_a_field(), 7));
    assert_eq!(with_field, (steps.clone(), false));
    assert_eq!(by(|actor| assert!(actor.end_when(true))), (steps, false));
}

#[test]
fn a_last_call_without_a_change_still_wakes_when_fields_are_dropped() {
    let (steps, _) = what_happens("nowhere", |crew, _| {
        assert!(!crew.take().unwrap().end_when(false));
    });
    assert_eq!(steps, ["body", "first", "second", "wake itself", "wake"]);
    let (steps, _) = what_happens("nowhere", |_, actor| {
        assert!(!actor.take().unwrap().end_when(false));
    });
    assert_eq!(
        steps,
        ["body", "disarm", "own waker", "first", "second", "wake"]
    );
}

#[test]
fn a_panic_in_a_fields_drop_skips_no_other_step_of_a_last_change() {
    for panics_at in ["first", "second"] {
        let by_crew = what_happens(panics_at, |crew, _| crew.take().unwrap().end());
        let steps = vec!["body", "first", "second", "wake itself", "wake"];
        assert_eq!(by_crew, (steps, true));
        let by_actor = what_happens(panics_at, |_, actor| actor.take().unwrap().end());
        let steps = vec!["body", "disarm", "own waker", "first", "second", "wake"];
        assert_eq!(by_actor, (steps, true));
    }
}

#[test]
fn a_panic_in_the_body_of_a_last_change_wakes_and_drops_the_handle_like_any_other() {
    let by_crew = what_happens("body", |crew, _| crew.take().unwrap().end());
    let steps = vec!["body", "wake itself", "wake", "first", "second", "hook"];
    assert_eq!(by_crew, (steps, true));
    let by_actor = what_happens("body", |_, actor| actor.take().unwrap().end());
    let steps = vec![
        "body",
        "wake",
        "disarm",
        "own waker",
        "first",
        "second",
        "hook",
    ];
    assert_eq!(by_actor, (steps, true));
}

#[test]
fn a_waiter_ends_its_waits_then_drops_its_fields_runs_its_hook_and_wakes() {
    let steps = ["disarm", "own waker", "first", "second", "hook", "wake"];
    let dropped = |panics_at| what_happens(panics_at, |_, actor| drop(actor.take()));
    assert_eq!(dropped("nowhere"), (steps.to_vec(), false));
    for panics_at in &steps {
        assert_eq!(dropped(panics_at), (steps.to_vec(), true), "{panics_at}");
    }
}

#[test]
fn a_notifier_drops_its_fields_runs_its_hook_and_wakes() {
    let steps = ["first", "second", "hook", "wake itself", "wake"];
    let dropped = |panics_at| what_happens(panics_at, |crew, _| drop(crew.take()));
    assert_eq!(dropped("nowhere"), (steps.to_vec(), false));
    for panics_at in &steps {
        assert_eq!(dropped(panics_at), (steps.to_vec(), true), "{panics_at}");
    }
}

/// The handle releases its share of the condition last.
#[test]
fn a_last_change_frees_the_condition_after_the_wake() {
    let log = Log::default();
    let noted = |name| Noted(name, log.clone());
    let stage = Stage {
        log: log.clone(),
        _condition: noted("condition"),
    };
    let (crew, actor, audience) = stage.into_handles(
        noted("first"),
        noted("second"),
        noted("third"),
        noted("fourth"),
    );
    drop((crew, audience));
    log.take();
    actor.end();
    assert_eq!(
        log.take(),
        ["body", "disarm", "third", "fourth", "condition"]
    );
}

/// A channel whose handles hold the ends of a channel of `std`.
struct Chan;

#[waitable(notifier = Sender { tx: mpsc::Sender<u32> }, waiter = Receiver { rx: mpsc::Receiver<u32> })]
impl Chan {
    #[notify]
    fn send(&self, #[field] tx: &mut mpsc::Sender<u32>, item: u32) {
        tx.send(item).unwrap();
    }

    #[wait(recv)]
    fn try_recv(&self, #[field] rx: &mut mpsc::Receiver<u32>) -> Poll<Option<u32>> {
        match rx.try_recv() {
            Ok(item) => Poll::Ready(Some(item)),
            Err(mpsc::TryRecvError::Disconnected) => Poll::Ready(None),
            Err(mpsc::TryRecvError::Empty) => Poll::Pending,
        }
    }
}

#[test]
fn the_last_notifier_with_fields_wakes_when_it_is_dropped() {
    let (tx, rx) = mpsc::channel();
    let (mut sender, mut receiver) = Chan.into_pair(tx, rx);
    let (task, waker) = Task::new();
    let cx = &mut Context::from_waker(&waker);
    let clone = sender.clone();
    sender.send(1);
    assert_eq!(receiver.poll_recv(cx), Poll::Ready(Some(1)));
    assert!(receiver.poll_recv(cx).is_pending());
    drop(clone);
    assert_eq!(task.wakes(), 0, "another sender is left");
    drop(sender);
    assert_eq!(
        (task.wakes(), receiver.poll_recv(cx)),
        (1, Poll::Ready(None))
    );
}

/// A notifier and two waiters with fields that need no drop.
#[derive(Default)]
struct Plain(AtomicUsize);

#[waitable(notifier = Giver { _given: u32 = 0 }, waiter = A { _taken: [u8; 4] = [0; 4] }, waiter = B)]
impl Plain {
    #[notify]
    fn give(&self) {
        self.0.fetch_add(1, Relaxed);
    }

    #[notify(last, by = [Giver, A], when = |is_change| *is_change)]
    fn give_last(&self, is_change: bool) -> bool {
        is_change
    }

    #[wait(a, by = A, wakes = B)]
    fn is_a(&self) -> bool {
        false
    }

    #[wait(b, by = B, wakes = A)]
    fn is_b(&self) -> bool {
        false
    }
}

/// Makes both waiters wait, and returns how often `act` wakes each.
fn woken_by(act: impl FnOnce(&mut Option<(Giver, A)>)) -> [usize; 2] {
    let (giver, mut a, mut b) = Plain::default().into_handles();
    let tasks = Tasks::<2>::new();
    assert!(a.poll_a(&mut tasks.cx(0)).is_pending());
    assert!(b.poll_b(&mut tasks.cx(1)).is_pending());
    giver.give();
    assert!(a.poll_a(&mut tasks.cx(0)).is_pending());
    assert!(b.poll_b(&mut tasks.cx(1)).is_pending());
    let [before_a, before_b] = tasks.wakes();
    let mut handles = Some((giver, a));
    act(&mut handles);
    let [a, b] = tasks.wakes();
    [a - before_a, b - before_b]
}

#[test]
fn fields_that_need_not_be_dropped_wake_nobody() {
    assert_eq!(woken_by(|handles| drop(handles.take())), [0, 0]);
    let no_change = |handles: &mut Option<(Giver, A)>| {
        let (giver, a) = handles.take().unwrap();
        giver.give_last(false);
        a.give_last(false);
    };
    assert_eq!(woken_by(no_change), [0, 0]);
    let change = |handles: &mut Option<(Giver, A)>| {
        let (giver, a) = handles.take().unwrap();
        giver.give_last(true);
        drop(a);
    };
    assert_eq!(woken_by(change), [1, 1]);
}

/// A borrowed condition. Another waiter may wait for the drop of any of its notifiers.
struct Board;

#[waitable(
    notifier = Pin { held: Arc<()> },
    waiter = Reader { held: Arc<()> },
    waiter = Watcher,
    storage = borrowed
)]
impl Board {
    #[notify]
    fn pinned(&self, #[field] held: &mut Arc<()>) -> usize {
        Arc::strong_count(held)
    }

    #[notify(last, by = Reader)]
    fn last_read(&self, #[field] held: &mut Arc<()>) -> usize {
        Arc::strong_count(held)
    }

    #[wait(read, by = Reader, wakes = Watcher)]
    fn is_read(&self) -> bool {
        false
    }

    #[wait(alone, by = Watcher, wakes = Reader)]
    fn is_alone(&self, held: &Arc<()>) -> bool {
        Arc::strong_count(held) == 1
    }
}

#[test]
fn each_borrowed_notifier_with_fields_wakes_when_it_is_dropped() {
    let (board, held) = (Waitable::new(Board), Arc::new(()));
    let tasks = Tasks::<1>::new();
    let mut watcher = Watcher::claim(&board).unwrap();
    let mut first = Pin::new(&board, Arc::clone(&held));
    let second = Pin::new(&board, Arc::clone(&held));
    assert_eq!(first.pinned(), 3);
    for (pin, woken) in [(first, 1), (second, 2)] {
        assert!(watcher.poll_alone(&mut tasks.cx(0), &held).is_pending());
        drop(pin);
        assert_eq!(tasks.wakes(), [woken]);
    }
    assert!(watcher.is_alone(&held));
}

#[test]
fn a_waiter_with_fields_wakes_when_it_is_dropped() {
    let (board, held) = (Waitable::new(Board), Arc::new(()));
    let tasks = Tasks::<1>::new();
    let mut watcher = Watcher::claim(&board).unwrap();
    let reader = Reader::claim(&board, Arc::clone(&held)).unwrap();
    assert!(watcher.poll_alone(&mut tasks.cx(0), &held).is_pending());
    drop(reader);
    assert_eq!(tasks.wakes(), [1]);
    assert!(watcher.is_alone(&held));
}

/// A task that tries to claim the reader when it is woken.
struct Claims {
    board: &'static Waitable<Board>,
    claimed: Mutex<Vec<bool>>,
}

impl Wake for Claims {
    fn wake(self: Arc<Self>) {
        let reader = Reader::claim(self.board, Arc::new(()));
        self.claimed.lock().unwrap().push(reader.is_some());
        // Dropping the reader would wake again.
        std::mem::forget(reader);
    }
}

#[test]
fn a_borrowed_waiter_gives_its_claim_up_after_the_wake() {
    static DROPPED: Waitable<Board> = Waitable::new(Board);
    static ENDED: Waitable<Board> = Waitable::new(Board);
    let ends: [(_, fn(Reader<'static>)); 2] = [
        (&DROPPED, |reader| drop(reader)),
        (&ENDED, |reader| assert_eq!(reader.last_read(), 2)),
    ];
    for (board, end) in ends {
        let claims = Arc::new(Claims {
            board,
            claimed: Mutex::default(),
        });
        let waker = Waker::from(Arc::clone(&claims));
        let held = Arc::new(());
        let reader = Reader::claim(board, Arc::clone(&held)).unwrap();
        let mut watcher = Watcher::claim(board).unwrap();
        let cx = &mut Context::from_waker(&waker);
        assert!(watcher.poll_alone(cx, &held).is_pending());
        end(reader);
        assert_eq!(
            *claims.claimed.lock().unwrap(),
            [false],
            "the waiter is still claimed"
        );
        assert!(Reader::claim(board, held).is_some());
    }
}
