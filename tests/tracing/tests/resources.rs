//! A condition is a resource and a wait an operation of it, in the shape that tokio-console knows.

use std::{
    pin::pin,
    task::{Context, Waker},
};
use tracing_tests::{
    record::{line, record_resources, without_columns},
    stuck::pool,
};

fn cx() -> Context<'static> {
    Context::from_waker(Waker::noop())
}

#[test]
fn a_condition_is_a_resource_and_a_wait_an_operation_of_it() {
    let (mut waits, mut by) = Default::default();
    let lines = record_resources(|| {
        let connections = pool();
        // Its only connection is taken.
        assert!(connections.try_take());
        waits = line(1);
        let mut take = pin!(connections.take());
        assert!(take.as_mut().poll(&mut cx()).is_pending());
        by = line(1);
        connections.give_back();
        assert!(take.as_mut().poll(&mut cx()).is_ready());
    });
    let resource = "runtime.resource: begins concrete_type=tracing_tests::stuck::Pool kind=spmc-waker \
                    loc.file=src/stuck.rs loc.line=";
    assert!(lines[0].starts_with(resource), "{}", lines[0]);
    assert_eq!(
        without_columns(&lines[1..]),
        [
            "runtime.resource.async_op: begins source=Connections::take inherits_child_attrs=false",
            "runtime.resource.async_op.poll: begins",
            &format!("runtime.resource.async_op:  at={waits}"),
            "runtime.resource.async_op.poll:  op_name=Connections::take is_ready=false",
            "runtime.resource:  pending=1 pending.op=add",
            &format!("runtime.resource.async_op:  woken_by={by}"),
            "runtime.resource.async_op.poll:  op_name=Connections::take is_ready=true",
            "runtime.resource:  pending=1 pending.op=sub",
            "runtime.resource.async_op.poll: ends",
            "runtime.resource.async_op: ends",
            "runtime.resource: ends",
        ]
    );
}

#[test]
fn a_condition_that_was_there_before_its_subscriber_becomes_a_resource() {
    let mut connections = pool();
    assert!(connections.try_take());
    assert!(connections.poll_take(&mut cx()).is_pending());
    assert!(connections.unregister());
    let lines = record_resources(|| {
        assert!(connections.poll_take(&mut cx()).is_pending());
    });
    assert!(
        lines[0].starts_with("runtime.resource: begins"),
        "{lines:?}"
    );
}
