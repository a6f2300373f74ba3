//! After a panic, the registrar is usable, or free to be claimed.

use crate::waker::registrar::poll;
use spmc_waker::ClaimWaker;
use spmc_waker_tests::raw::{Event, Task};
use std::{
    mem,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

in_all_modes! {
    a_panic_in_the_drop_of_a_waker_gives_the_claim_up
    a_panic_in_reset_frees_the_registrar
    a_panic_in_a_check_leaves_the_registrar_usable
}

fn panics<R>(act: impl FnOnce() -> R) {
    assert!(
        catch_unwind(AssertUnwindSafe(act)).is_err(),
        "the panic was not passed on"
    );
}

fn a_panic_in_the_drop_of_a_waker_gives_the_claim_up<const SYNC: bool, const CACHED: bool>() {
    let waker = Arc::new(ClaimWaker::<SYNC, CACHED>::new());
    let task = Task::new();
    let registered = || {
        let mut registrar = waker.claim_arc().expect("the registrar is free");
        registrar.register(&task.waker());
        task.on(Event::Drop, || panic!("a waker's panic"));
        registrar
    };
    let registrar = registered();
    panics(|| drop(registrar));
    assert_eq!((task.owners(), Arc::strong_count(&waker)), (1, 1));
    let mut registrar = registered();
    panics(|| registrar.clear());
    registrar.register(&task.waker());
    waker.wake();
    assert_eq!(task.wakes(), 1);
}

fn a_panic_in_reset_frees_the_registrar<const SYNC: bool, const CACHED: bool>() {
    let mut waker = ClaimWaker::<SYNC, CACHED>::new();
    let task = Task::new();
    let mut registrar = waker.claim().expect("the registrar is free");
    registrar.register(&task.waker());
    mem::forget(registrar);
    task.on(Event::Drop, || panic!("a waker's panic"));
    panics(|| waker.reset());
    assert_eq!(task.owners(), 1);
    assert!(waker.claim().is_some());
}

fn a_panic_in_a_check_leaves_the_registrar_usable<const SYNC: bool, const CACHED: bool>() {
    let waker = ClaimWaker::<SYNC, CACHED>::new();
    let task = Task::new();
    let mut registrar = waker.claim().expect("the registrar is free");
    for panicking in 1..=2 {
        let mut checks = 0;
        let mut wait = registrar.wait_until(|| {
            checks += 1;
            assert!(checks != panicking, "a check's panic");
            false
        });
        panics(|| poll(&mut wait, &task));
    }
    registrar.register(&task.waker());
    waker.wake();
    assert_eq!(task.wakes(), 1);
    // A panic that unwinds drops the registrar.
    panics(move || {
        let _registrar = registrar;
        panic!("the task's panic");
    });
    assert!(waker.claim().is_some());
}
