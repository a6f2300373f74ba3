#[waitable(waiter = ReadEnd, waiter = WriteEnd)]
impl Pipe {
    /// Whether there is data, or `false` if there will be none. Updates `tail` if it has become stale.
    #[wait(data, by = ReadEnd, wakes = none)]
    fn try_data(&self, head: usize, tail: &mut usize) -> Poll<bool> {
        if *tail == head {
            // First, because the writer writes before it closes.
            let is_closed = self.closed.load(Ordering::Acquire);
            *tail = self.tail.load(Ordering::Acquire);
            if *tail == head {
                return if is_closed { Poll::Ready(false) } else { Poll::Pending };
            }
        }
        Poll::Ready(true)
    }

    /// Whether there is space, or `false` if the pipe is closed. Updates `head` if it has become stale.
    #[wait(space, by = WriteEnd, wakes = none)]
    fn try_space(&self, head: &mut usize, tail: usize) -> Poll<bool> {
        if self.closed.load(Ordering::Relaxed) {
            return Poll::Ready(false);
        }
        if tail.abs_diff(*head) == self.cap {
            *head = self.head.load(Ordering::Acquire);
            if tail.abs_diff(*head) == self.cap {
                return Poll::Pending;
            }
        }
        Poll::Ready(true)
    }

    #[notify(by = ReadEnd, wakes = WriteEnd)]
    fn set_head(&self, head: usize) {
        self.head.store(head, Ordering::Release);
    }

    #[notify(by = WriteEnd, wakes = ReadEnd)]
    fn set_tail(&self, tail: usize) {
        self.tail.store(tail, Ordering::Release);
    }

    #[notify(by = WriteEnd)]
    fn close(&self) {
        self.closed.store(true, Ordering::SeqCst);
    }

    #[on_drop(ReadEnd, WriteEnd)]
    fn leave(&self) {
        self.close();
    }

    #[query]
    fn is_closed(&self) -> bool {
        self.closed.load(Ordering::SeqCst)
    }

    #[query]
    fn cap(&self) -> usize {
        self.cap
    }

    #[query]
    fn buffer(&self) -> *mut u8 {
        self.buffer
    }

