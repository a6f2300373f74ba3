//! Tests of the structures, most of them on each executor. They are in one program, so that the executors are linked
//! only once.

#![forbid(unsafe_code)]

mod barrier;
mod bounded;
mod broadcast;
mod budget;
mod channel;
mod channels;
mod cooperative;
mod event;
mod flag;
mod join;
mod latch;
mod mpmc;
mod oneshot;
mod race;
mod readiness;
mod registering;
mod select;
mod semaphore;
mod shutdown;
mod spsc;
mod support;
mod uart;
mod wait_group;
mod watch;
