//! The four classic mistakes, as the guide shows them, and how the model reports each.
//!
//! `MODEL=overwrite cargo test -p spmc-waker-tests --test model` writes these reports anew.

use super::{Booth, Tickets, failure};
use std::{env, fs, future::poll_fn, path::Path};

macro_rules! snippets {
    ($($file:literal $name:ident)*) => { $(
        #[path = $file]
        #[rustfmt::skip]
        #[allow(clippy::missing_const_for_fn, reason = "the guide shows a method that forgets something")]
        #[expect(unreachable_pub, reason = "the guide shows it as a module of its own")]
        mod $name;
    )* };
}

snippets! {
    "../../../spmc-waker/src/guide/snippets/model/closed_last.rs" closed_last
    "../../../spmc-waker/src/guide/snippets/model/not_recorded.rs" not_recorded
    "../../../spmc-waker/src/guide/snippets/model/narrow_when.rs" narrow_when
    "../../../spmc-waker/src/guide/snippets/model/changing_query.rs" changing_query
}

/// The model panics, in the words that the guide shows.
#[track_caller]
fn is_found(name: &str, check: fn()) {
    let panic = std::panic::catch_unwind(check).expect_err("nothing is found");
    if cfg!(loom) {
        // The report is shorter: loom does not find the shortest program or the step.
        return;
    }
    let said = panic
        .downcast_ref::<String>()
        .expect("the panic has a message");
    let file = format!("../spmc-waker/src/guide/snippets/model/{name}.txt");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if env::var("MODEL").is_ok_and(|what| what == "overwrite") {
        fs::write(&file, said).expect("it can be written");
    }
    let shown = fs::read_to_string(&file).expect("the guide shows it");
    assert_eq!(*said, shown, "the guide shows something else");
}

#[test]
fn a_check_that_reads_closed_last_is_found() {
    is_found("closed_last", closed_last::check);
}

#[test]
fn a_notify_that_records_nothing_is_found() {
    is_found("not_recorded", not_recorded::check_press);
}

#[test]
fn a_change_beside_the_handles_is_found() {
    is_found("beside", not_recorded::check_reset);
}

#[test]
fn a_when_that_is_too_narrow_is_found() {
    is_found("narrow_when", narrow_when::check);
}

#[test]
fn a_query_that_changes_is_found() {
    is_found("changing_query", changing_query::check);
}

/// A poll that is not repeated leaves its task registered, and a wake by `one` may go there.
#[test]
#[cfg_attr(loom, ignore = "loom does not find the step")]
fn a_wake_that_a_cancelled_poll_has_kept_is_explained() {
    let said = failure(|model| {
        let booth = Tickets::default().into_handle();
        for name in ["first", "second"] {
            let handle = model.handle(name, booth.clone()).kept();
            handle.wait("take", async |booth: &mut Booth| {
                poll_fn(|cx| booth.poll_take(cx)).await;
            });
        }
        let adder = model.handle("adder", booth).kept();
        adder.call("add", |booth| booth.add());
    });
    assert!(said.contains("is cancelled"), "{said}");
    assert!(
        said.contains("may have kept the wake: one by `poll_NAME`"),
        "{said}"
    );
}
