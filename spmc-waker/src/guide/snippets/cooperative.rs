use futures::Stream;
use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};
use tokio::task::coop::poll_proceed;

/// A stream each of whose items uses up some of the task's budget.
pub struct Cooperative<S>(pub S);

impl<S: Stream + Unpin> Stream for Cooperative<S> {
    type Item = S::Item;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<S::Item>> {
        let budget = ready!(poll_proceed(cx));
        let item = Pin::new(&mut self.0).poll_next(cx);
        if item.is_ready() {
            budget.made_progress();
        }
        item
    }
}
