/// The queue that the handles share.
struct Inner<T>(Queue<T>);

#[waitable(waiters = Sending, waiter = Receiving)]
impl<T> Inner<T> {
    #[wait(send, by = Sending, wakes = Receiving)]
    fn try_send(&self, #[once] message: &mut Option<T>) -> Poll<Result<(), SendError<T>>> {
        match self.0.push(message.take().expect("it is not sent yet")) {
            Ok(()) => Poll::Ready(Ok(())),
            Err(PushError::Closed(m)) => Poll::Ready(Err(SendError(m))),
            Err(PushError::Full(m)) => {
                *message = Some(m);
                Poll::Pending
            }
        }
    }

    #[wait(recv, by = Receiving, wakes = one(send))]
    fn try_recv(&self) -> Poll<Result<T, RecvError>> {
        // Safety: only the receiver calls this, and it is borrowed mutably.
        match unsafe { self.0.pop() } {
            Ok(message) => Poll::Ready(Ok(message)),
            Err(PopError::Closed) => Poll::Ready(Err(RecvError)),
            Err(PopError::Empty) => Poll::Pending,
        }
    }

    #[notify(by = [Sending, Receiving])]
    fn close(&self) {
        self.0.close();
    }

    #[query]
    fn is_closed(&self) -> bool {
        self.0.is_closed()
    }

    #[on_drop(Sending, Receiving)]
    fn hang_up(&self) {
        self.close();
    }
}

/// Polls a future until the deadline, which is polled after it.
async fn before_deadline<O>(
    mut wait: impl Future<Output = O> + Unpin,
    deadline: impl Future<Output = ()>,
) -> Option<O> {
    let mut deadline = pin!(deadline);
    poll_fn(|cx| match Pin::new(&mut wait).poll(cx) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => deadline.as_mut().poll(cx).map(|()| None),
    })
    .await
}

