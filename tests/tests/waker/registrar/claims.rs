//! Claims of the registrar, and what a dropped registrar leaves behind.

use spmc_waker::{ClaimWaker, Registrar, SpmcWaker};
use spmc_waker_tests::raw::{Event, Task};
use spmc_waker_tests::time_limit::join;
use std::{
    mem,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    thread,
};

in_all_modes! {
    a_split_waker_registers_and_wakes
    a_dropped_registrar_leaves_no_waker
    a_registrar_dropped_inside_a_wake_leaves_no_waker
    there_is_one_claim_at_a_time
    a_shared_claim_keeps_the_waker_alive
    reset_frees_a_forgotten_registrar
    what_a_forgotten_registrar_leaves_is_dropped_with_the_waker
    a_claim_waker_wakes_in_each_way
}

fn a_split_waker_registers_and_wakes<const SYNC: bool, const CACHED: bool>() {
    let mut waker = SpmcWaker::<SYNC, CACHED>::new();
    let [first, second] = [Task::new(), Task::new()];
    // A second round is possible, because the borrow ends with the registrar.
    for wakes in 1..=2 {
        let (mut registrar, waking) = waker.split();
        assert!(std::ptr::eq(registrar.waker(), waking));
        assert!(registrar.register(&first.waker()));
        assert!(registrar.register(&second.waker()));
        assert!(waking.has_waker_registered());
        waking.wake();
        assert_eq!((first.wakes(), second.wakes()), (0, wakes));
        assert!(!registrar.unregister());
        registrar.register(&first.waker());
        assert!(registrar.unregister());
        assert!(!waking.has_waker_registered());
    }
    drop(waker);
    assert_eq!((first.owners(), second.owners()), (1, 1));
}

fn a_dropped_registrar_leaves_no_waker<const SYNC: bool, const CACHED: bool>() {
    let mut waker = SpmcWaker::<SYNC, CACHED>::new();
    let claimed = ClaimWaker::<SYNC, CACHED>::new();
    for count in 0..=3 {
        for wake in [false, true] {
            let tasks = [(); 3].map(|()| Task::new());
            let register = |mut registrar: Registrar<'_, SYNC, CACHED>| {
                for task in &tasks[..count] {
                    registrar.register(&task.waker());
                }
                if wake {
                    registrar.waker().wake();
                }
            };
            register(waker.split().0);
            register(claimed.claim().expect("the registrar is free"));
            assert!(tasks.iter().all(|task| task.owners() == 1));
            assert!(!waker.has_waker_registered() && !claimed.has_waker_registered());
        }
    }
}

/// A wake polls the task, which finishes and drops the registrar inside that wake. So the wake drops the waker.
fn a_registrar_dropped_inside_a_wake_leaves_no_waker<const SYNC: bool, const CACHED: bool>() {
    let waker = Arc::new(ClaimWaker::<SYNC, CACHED>::new());
    let task = Task::new();
    let mut registrar = waker.claim_arc().expect("the registrar is free");
    registrar.register(&task.waker());
    let registrar = Mutex::new(Some(registrar));
    task.on(Event::Wake, move || {
        drop(registrar.lock().unwrap().take());
    });
    waker.wake();
    assert_eq!((task.wakes(), task.owners()), (1, 1));
    assert!(waker.claim().is_some());
}

fn there_is_one_claim_at_a_time<const SYNC: bool, const CACHED: bool>() {
    let waker = Arc::new(ClaimWaker::<SYNC, CACHED>::new());
    let is_free = || waker.claim().is_some() && waker.claim_arc().is_some();
    for _ in 0..2 {
        let registrar = waker.claim();
        assert!(registrar.is_some() && waker.claim().is_none() && waker.claim_arc().is_none());
        drop(registrar);
        assert!(is_free());
        let registrar = waker.claim_arc();
        assert!(registrar.is_some() && waker.claim().is_none() && waker.claim_arc().is_none());
        drop(registrar);
        assert!(is_free());
    }
    assert_eq!(Arc::strong_count(&waker), 1);
}

fn a_shared_claim_keeps_the_waker_alive<const SYNC: bool, const CACHED: bool>() {
    let waker = Arc::new(ClaimWaker::<SYNC, CACHED>::new());
    let alive = Arc::downgrade(&waker);
    let task = Task::new();
    let mut registrar: Registrar<'static, SYNC, CACHED> =
        waker.claim_arc().expect("the registrar is free");
    drop(waker);
    registrar.register(&task.waker());
    alive
        .upgrade()
        .expect("the registrar keeps the waker")
        .wake();
    assert_eq!(task.wakes(), 1);
    registrar.register(&task.waker());
    drop(registrar);
    assert_eq!((alive.strong_count(), task.owners()), (0, 1));
}

fn reset_frees_a_forgotten_registrar<const SYNC: bool, const CACHED: bool>() {
    let mut waker = ClaimWaker::<SYNC, CACHED>::new();
    let task = Task::new();
    for count in [0, 1] {
        let mut registrar = waker.claim().expect("the registrar is free");
        if count == 1 {
            registrar.register(&task.waker());
        }
        mem::forget(registrar);
        assert!(waker.claim().is_none());
        waker.reset();
        assert_eq!(task.owners(), 1);
        assert!(!waker.has_waker_registered());
        assert!(waker.claim().is_some());
    }
}

/// The next split finds it registered.
fn what_a_forgotten_registrar_leaves_is_dropped_with_the_waker<
    const SYNC: bool,
    const CACHED: bool,
>() {
    let mut waker = SpmcWaker::<SYNC, CACHED>::new();
    let tasks = [Task::new(), Task::new()];
    let (mut registrar, _) = waker.split();
    registrar.register(&tasks[0].waker());
    mem::forget(registrar);
    assert!(waker.has_waker_registered());
    let (mut registrar, waking) = waker.split();
    waking.wake();
    registrar.register(&tasks[1].waker());
    mem::forget(registrar);
    drop(waker);
    assert_eq!(tasks.each_ref().map(|task| task.wakes()), [1, 0]);
    assert_eq!(tasks.each_ref().map(|task| task.owners()), [1, 1]);
}

fn a_claim_waker_wakes_in_each_way<const SYNC: bool, const CACHED: bool>() {
    let waker = ClaimWaker::<SYNC, CACHED>::default();
    assert_eq!(
        format!("{waker:?}"),
        "ClaimWaker { claimed: false, waker: SpmcWaker { registered: false, .. } }"
    );
    let mut registrar = waker.claim().expect("the registrar is free");
    let task = Task::new();
    let ways: [&dyn Fn(); 4] = [
        &|| waker.wake(),
        &|| waker.wake_cold(),
        &|| waker.take().expect("a waker is registered").wake(),
        &|| waker.take_cold().expect("a waker is registered").wake(),
    ];
    for (wakes, wake) in ways.iter().enumerate() {
        registrar.register(&task.waker());
        assert!(waker.has_waker_registered());
        wake();
        assert_eq!(task.wakes(), wakes + 1);
        assert!(waker.take().is_none() && !waker.has_waker_registered());
    }
    registrar.register(&task.waker());
    assert_eq!(
        format!("{waker:?} {registrar:?}"),
        "ClaimWaker { claimed: true, waker: SpmcWaker { registered: true, .. } } \
         Registrar { waker: SpmcWaker { registered: true, .. } }"
    );
}

#[test]
fn one_of_many_threads_has_the_registrar() {
    static WAKER: ClaimWaker = ClaimWaker::new();
    static HELD: AtomicUsize = AtomicUsize::new(0);
    let claims = || {
        let threads = [(); 4].map(|()| {
            thread::spawn(|| {
                (0..500)
                    .filter_map(|_| WAKER.claim())
                    .map(|mut registrar| {
                        assert_eq!(HELD.fetch_add(1, SeqCst), 0);
                        registrar.register(&Task::new().waker());
                        registrar.clear();
                        HELD.fetch_sub(1, SeqCst);
                    })
                    .count()
            })
        });
        threads.map(join)
    };
    assert!(claims().iter().sum::<usize>() > 0);
    assert!(WAKER.claim().is_some());
}
