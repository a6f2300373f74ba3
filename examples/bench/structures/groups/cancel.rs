//! Cancellation of a task.

use crate::{
    tasks::{self, Task},
    timing::{Kind, Table, time},
};
use spmc_waker_examples::shutdown::Token;
use std::{hint::black_box, pin::pin, task::Context};
use tokio_util::sync::CancellationToken;

trait Cancel {
    const PEER: &'static str;

    type Canceller;
    type Token;

    fn new() -> (Self::Canceller, Self::Token);

    fn cancel(canceller: &Self::Canceller);

    fn is_cancelled(token: &Self::Token) -> bool;

    async fn cancelled(token: &mut Self::Token);
}

struct Ours;

impl Cancel for Ours {
    const PEER: &'static str = "ours";

    type Canceller = Token;
    type Token = Token;

    fn new() -> (Token, Token) {
        let token = Token::new();
        (token.clone(), token)
    }

    fn cancel(canceller: &Token) {
        canceller.cancel();
    }

    fn is_cancelled(token: &Token) -> bool {
        token.is_cancelled()
    }

    async fn cancelled(token: &mut Token) {
        token.cancelled().await;
    }
}

struct TokioUtil;

impl Cancel for TokioUtil {
    const PEER: &'static str = "tokio-util";

    type Canceller = CancellationToken;
    type Token = CancellationToken;

    fn new() -> (CancellationToken, CancellationToken) {
        let token = CancellationToken::new();
        (token.clone(), token)
    }

    fn cancel(canceller: &CancellationToken) {
        canceller.cancel();
    }

    fn is_cancelled(token: &CancellationToken) -> bool {
        token.is_cancelled()
    }

    async fn cancelled(token: &mut CancellationToken) {
        token.cancelled().await;
    }
}

pub(crate) fn add(table: &mut Table) {
    add_peer::<Ours>(table);
    add_peer::<TokioUtil>(table);
}

fn add_peer<C: Cancel>(table: &mut Table) {
    let mut add = |title, batch| table.add(Kind::Cost, title, C::PEER, batch);
    add("is_cancelled: it is not", is_cancelled::<C>);
    add("cancelled: poll, drop the future", pending::<C>);
    add("cancelled: it is", ready::<C>);
    add("new, poll cancelled, cancel, poll, drop", woken::<C>);
}

fn is_cancelled<C: Cancel>(operations: u64) -> Vec<f64> {
    let (_canceller, token) = C::new();
    time(operations, || {
        black_box(C::is_cancelled(black_box(&token)));
    })
}

/// As in a loop of `select!`.
fn pending<C: Cancel>(operations: u64) -> Vec<f64> {
    let (_canceller, mut token) = C::new();
    let waker = Task::default().waker();
    let mut cx = Context::from_waker(&waker);
    time(operations, || {
        let poll = pin!(C::cancelled(&mut token)).poll(&mut cx);
        assert!(poll.is_pending(), "not cancelled");
    })
}

fn ready<C: Cancel>(operations: u64) -> Vec<f64> {
    let (canceller, mut token) = C::new();
    C::cancel(&canceller);
    let waker = Task::default().waker();
    let mut cx = Context::from_waker(&waker);
    time(operations, || {
        tasks::ready(&mut cx, C::cancelled(black_box(&mut token)));
    })
}

fn woken<C: Cancel>(operations: u64) -> Vec<f64> {
    let task = Task::default();
    let waker = task.waker();
    let mut cx = Context::from_waker(&waker);
    let samples = time(operations, || {
        let (canceller, mut token) = C::new();
        tasks::woken(&mut cx, C::cancelled(&mut token), || C::cancel(&canceller));
    });
    assert_eq!(task.wakes(), operations, "{}: a lost wakeup", C::PEER);
    samples
}
