//! Tests of the structures, most of them on each executor. They are in one program, so that the executors are linked
//! only once.

#![forbid(unsafe_code)]

mod bounded;
mod channel;
mod channels;
mod cooperative;
mod flag;
mod join;
mod latch;
mod oneshot;
mod race;
mod readiness;
mod registering;
mod select;
mod shutdown;
mod spsc;
mod support;
mod uart;
mod wait_group;
mod watch;
