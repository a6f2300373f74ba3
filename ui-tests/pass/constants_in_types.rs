//! Constants that are less visible than the condition, in its type, in fields and in arguments.

#![deny(warnings)]
#![allow(dead_code)]

use spmc_waker::{Waitable, waitable};
use std::{
    sync::{
        Mutex, MutexGuard,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
    task::{Context, Poll, Waker},
};

pub mod ring {
    use super::*;

    pub(crate) const N: usize = 4;
    const HALF: usize = N / 2;

    #[derive(Clone)]
    pub struct Frame<const LEN: usize>(pub [u8; LEN]);

    #[derive(Default)]
    pub struct Ring<T, const LEN: usize> {
        pub frames: Mutex<Vec<Frame<LEN>>>,
        pub extra: Mutex<Option<T>>,
    }

    #[waitable(
        notifier = pub Sender { sent: [usize; HALF] = [0; HALF] },
        waiter = pub Receiver { last: Option<Frame<N>> = None, rest: [u8; N], double: Frame<{ 2 * N }> },
    )]
    impl<T> Ring<T, N> {
        #[notify]
        pub fn send(&self, frame: Frame<N>, #[field] sent: &mut [usize; HALF]) {
            sent[0] += 1;
            self.frames.lock().unwrap().push(frame);
        }

        #[notify(guard)]
        pub fn lock(&self) -> Option<MutexGuard<'_, Vec<Frame<N>>>> {
            self.frames.lock().ok()
        }

        #[wait(recv, wakes = none)]
        pub fn try_recv(&self, #[field] last: &mut Option<Frame<N>>) -> Poll<Frame<N>> {
            match self.frames.lock().unwrap().pop() {
                Some(frame) => {
                    *last = Some(frame.clone());
                    Poll::Ready(frame)
                }
                None => Poll::Pending,
            }
        }

        #[wait(fill, wakes = none)]
        pub fn try_fill(&self, with: [u8; N], #[once] frame: &mut Option<Frame<N>>) -> bool {
            frame.take().is_some_and(|frame| frame.0 == with)
        }

        #[query]
        pub fn len(&self) -> [usize; HALF] {
            [self.frames.lock().unwrap().len(); HALF]
        }
    }
}

pub struct Flags<const LEN: usize = { Flags::<1>::DEFAULT }>([AtomicBool; LEN]);

impl Flags<1> {
    pub(crate) const DEFAULT: usize = 2;
}

#[waitable(storage = borrowed)]
impl Flags {
    #[notify]
    pub fn raise(&self, number: usize) {
        self.0[number].store(true, SeqCst);
    }

    #[wait(raised)]
    pub fn try_raised(&self) -> Option<&[AtomicBool; Flags::<1>::DEFAULT]> {
        self.0
            .iter()
            .any(|flag| flag.load(SeqCst))
            .then_some(&self.0)
    }
}

static FLAGS: Waitable<Flags> = Waitable::new(Flags([const { AtomicBool::new(false) }; 2]));

#[test]
fn compiles_and_works() {
    let cx = &mut Context::from_waker(Waker::noop());
    let ring = ring::Ring::<(), { ring::N }> {
        frames: Mutex::default(),
        extra: Mutex::default(),
    };
    let (mut sender, mut receiver) = ring.into_pair([0; ring::N], ring::Frame([0; 8]));
    sender.send(ring::Frame([1; 4]));
    assert_eq!(
        (sender.len(), sender.lock().map(|frames| frames.len())),
        ([1, 1], Some(1))
    );
    assert!(matches!(
        receiver.poll_recv(cx),
        Poll::Ready(ring::Frame([1, ..]))
    ));
    assert!(receiver.try_fill([2; 4], &mut Some(ring::Frame([2; 4]))));

    let mut waiter = FlagsWaiter::claim(&FLAGS).unwrap();
    FlagsNotifier::new(&FLAGS).raise(1);
    assert!(waiter.poll_raised(cx).is_ready());
}
