struct Inner {
    state: AtomicUsize,
}

#[waitable(notifier = Shared, waiter = Give, sync = false)]
impl Inner {
    #[wait(want, by = Give, query)]
    fn try_want(&self) -> Poll<Result<(), Closed>> {
        match self.state() {
            State::Idle => Poll::Pending,
            State::Want => Poll::Ready(Ok(())),
            State::Closed => Poll::Ready(Err(Closed { _inner: () })),
        }
    }

    #[notify]
    fn signal(&self, state: State) {
        self.state.store(state.into(), SeqCst);
    }

    #[notify(by = [Shared, Give], wakes = none)]
    fn give(&self) -> bool {
        let (want, idle) = (State::Want.into(), State::Idle.into());
        self.state.compare_exchange(want, idle, SeqCst, SeqCst).is_ok()
    }

    #[query]
    fn state(&self) -> State {
        self.state.load(SeqCst).into()
    }
}

