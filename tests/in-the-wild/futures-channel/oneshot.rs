const OPEN: u8 = 0;
const SENT: u8 = 1;
const CLOSED: u8 = 2;

struct Inner<T> {
    state: AtomicU8,
    /// The sender's until the state is `SENT`, then the receiver's.
    data: Lock<Option<T>>,
}

#[waitable(waiter = Tx, waiter = Rx, sync = false, cached = false)]
impl<T> Inner<T> {
    #[notify(last, by = Tx, wakes = Rx)]
    fn send(&self, t: T) -> Result<(), T> {
        *self.data.try_lock().expect("it is the sender's") = Some(t);
        if self.end(SENT) { Ok(()) } else { Err(self.take().expect("it is still the sender's")) }
    }

    #[wait(recv, by = Rx, wakes = none)]
    fn try_recv(&self) -> Poll<Result<T, Canceled>> {
        match self.state.load(SeqCst) {
            OPEN => Poll::Pending,
            SENT => Poll::Ready(self.take().ok_or(Canceled)),
            _ => Poll::Ready(Err(Canceled)),
        }
    }

    #[wait(canceled, by = Tx, query)]
    fn is_canceled(&self) -> bool {
        self.state.load(SeqCst) == CLOSED
    }

    #[query]
    fn is_complete(&self) -> bool {
        self.state.load(SeqCst) != OPEN
    }

    #[query]
    fn address(&self) -> *const Self {
        self
    }

    #[notify(by = Rx, wakes = Tx)]
    fn close_rx(&self) {
        self.end(CLOSED);
    }

    #[on_drop(Tx, wakes = Rx)]
    fn drop_tx(&self) {
        self.end(CLOSED);
    }

    #[on_drop(Rx, wakes = Tx)]
    fn drop_rx(&self) {
        // A load is cheaper than an exchange that fails.
        if self.state.load(SeqCst) == OPEN {
            self.end(CLOSED);
        }
    }

    /// Returns whether the channel was open.
    fn end(&self, state: u8) -> bool {
        self.state.compare_exchange(OPEN, state, SeqCst, SeqCst).is_ok()
    }

    /// Takes the data, for the side that has it.
    fn take(&self) -> Option<T> {
        // Nobody waits for this change: the sender is done.
        self.state.store(CLOSED, Relaxed);
        self.data.try_lock().expect("the other side has left it").take()
    }
}

