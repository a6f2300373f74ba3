#![allow(missing_docs)]
use spmc_waker::waitable;
use std::sync::Mutex;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::*};
use std::task::Poll;

#[derive(Default)]
pub struct Shutdown { triggered: AtomicBool }

#[waitable(notifier = Trigger, waiters = Token)]
impl Shutdown {
    #[notify] pub fn trigger(&self) { self.triggered.store(true, Release) }
    #[wait(triggered, query)] pub fn is_triggered(&self) -> bool { self.triggered.load(Acquire) }
}

pub struct Semaphore { free: AtomicUsize }
#[waitable(waiters = Permits, notifier = none)]
impl Semaphore {
    #[notify(by = Permits, wakes = one(take))] pub fn release(&self) { self.free.fetch_add(1, SeqCst); }
    #[wait(take, wakes = none)] pub fn try_take(&self) -> bool { self.free.fetch_update(SeqCst, SeqCst, |n| n.checked_sub(1)).is_ok() }
}

pub struct Bounded<T> { queue: Mutex<VecDeque<T>>, closed: AtomicBool, gone: AtomicBool }
#[waitable(waiters = Sender, waiter = Receiver)]
impl<T> Bounded<T> {
    #[wait(send, by = Sender, wakes = Receiver, blocking, sink)]
    pub fn try_send(&self, #[once] value: &mut Option<T>) -> Poll<Result<(), T>> {
        let mut queue = self.queue.lock().unwrap();
        if self.gone.load(Acquire) { return Poll::Ready(value.take().map_or(Ok(()), Err)); }
        if queue.len() == 2 { return Poll::Pending }
        queue.extend(value.take());
        Poll::Ready(Ok(()))
    }
    #[wait(recv, by = Receiver, wakes = one(send), stream)]
    pub fn try_recv(&self) -> Poll<Option<T>> {
        let closed = self.closed.load(Acquire);
        match self.queue.lock().unwrap().pop_front() {
            Some(v) => Poll::Ready(Some(v)),
            None if closed => Poll::Ready(None),
            None => Poll::Pending,
        }
    }
    #[on_drop(Sender)] fn close(&self) { self.closed.store(true, Release) }
    #[on_drop(Receiver)] fn abandon(&self) { self.gone.store(true, Release) }
}

pub struct Bus { value: AtomicUsize }
#[waitable(notifier = Writer, waiters = Reader[4] { seen: usize = 0 }, storage = borrowed)]
impl Bus {
    #[notify] pub fn publish(&self) { self.value.fetch_add(1, AcqRel); }
    #[wait(changed, wakes = none)] pub fn try_changed(&self, #[field] seen: &mut usize) -> Option<usize> {
        let v = self.value.load(Acquire);
        (v != *seen).then(|| { *seen = v; v })
    }
}

#[test]
fn all() {
    use futures::{executor::block_on, future::join, FutureExt as _};
    let (trigger, token) = Shutdown::default().into_pair();
    let other = token.clone();
    let third = Token::of(&trigger);
    assert!(token.triggered().now_or_never().is_none());
    std::thread::scope(|s| {
        s.spawn(|| block_on(join(token.triggered(), token.triggered())));
        s.spawn(|| block_on(other.triggered()));
        s.spawn(|| block_on(third.triggered()));
        s.spawn(move || { std::thread::sleep(std::time::Duration::from_millis(50)); trigger.trigger() });
    });
    let permits = Semaphore { free: AtomicUsize::new(1) }.into_handle();
    std::thread::scope(|s| {
        for _ in 0..4 { let p = permits.clone(); s.spawn(move || for _ in 0..10_000 { block_on(p.take()); p.release(); }); }
    });
    let (sender, mut receiver) = Bounded { queue: Mutex::default(), closed: false.into(), gone: false.into() }.into_pair();
    std::thread::scope(|s| {
        for i in 0..4 { let p = sender.clone(); s.spawn(move || for n in 0..10_000 { block_on(p.send((i, n))).unwrap(); }); }
        drop(sender);
        let mut count = 0;
        while block_on(receiver.recv()).is_some() { count += 1 }
        assert_eq!(count, 40_000);
    });
    static BUS: spmc_waker::Waitable<Bus> = spmc_waker::Waitable::new(Bus { value: AtomicUsize::new(0) });
    let mut a = Reader::claim(&BUS).unwrap();
    let mut b = Reader::claim(&BUS).unwrap();
    std::thread::scope(|s| {
        s.spawn(|| while block_on(a.changed()) != 100 {});
        s.spawn(|| while block_on(b.changed()) != 100 {});
        s.spawn(|| for _ in 0..100 { Writer::new(&BUS).publish(); std::thread::yield_now() });
    });
    let c = Reader::claim(&BUS).unwrap();
    let d = Reader::claim(&BUS).unwrap();
    assert!(Reader::claim(&BUS).is_none());
    drop((c, d));
    assert!(Reader::claim(&BUS).is_some());
}
