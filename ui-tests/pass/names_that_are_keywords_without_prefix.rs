//! A wait whose name would be a keyword of some edition is raw: the wait of `is_gen` is `r#gen`.

#![deny(warnings)]

use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[derive(Default)]
pub struct Words(AtomicBool);

#[waitable(notifier = pub Tx, waiter = pub Rx, waiter = pub Other)]
impl Words {
    #[notify]
    pub fn set(&self) {
        self.0.store(true, SeqCst);
    }

    #[wait(by = Rx, wakes = Other)]
    pub fn is_gen(&self) -> bool {
        self.0.load(SeqCst)
    }

    #[wait(by = Rx, await, wakes = Other)]
    pub fn try_async(&self) -> bool {
        self.0.load(SeqCst)
    }

    #[wait(by = Rx, wakes = Other)]
    pub fn try_await(&self, r#gen: &str, #[once] r#await: &mut Option<u8>) -> Option<u8> {
        r#await.take_if(|_| r#gen.is_empty() && self.0.load(SeqCst))
    }

    #[wait(by = Rx, wakes = Other)]
    pub fn is_dyn(&self) -> bool {
        self.0.load(SeqCst)
    }

    #[wait(by = Rx, wakes = Other)]
    pub fn try_try(&self) -> bool {
        self.0.load(SeqCst)
    }

    #[wait(by = Other, wakes = Rx)]
    pub fn try_match(&self) -> bool {
        self.0.load(SeqCst)
    }

    #[wait(by = Other, future = Moving, wakes = Rx)]
    pub fn try_move(&self) -> bool {
        self.0.load(SeqCst)
    }

    #[wait(by = Other, wakes = Rx)]
    pub fn is_static(&self) -> bool {
        self.0.load(SeqCst)
    }

    #[wait(by = Other, wakes = Rx)]
    pub fn is_final(&self) -> bool {
        self.0.load(SeqCst)
    }

    #[wait(by = Other, wakes = Rx)]
    pub fn try_yield(&self) -> bool {
        self.0.load(SeqCst)
    }

    #[wait(by = Other, wakes = Rx)]
    pub fn is_box(&self) -> bool {
        self.0.load(SeqCst)
    }

    #[wait(by = Other, wakes = Rx)]
    pub fn is_union(&self) -> bool {
        self.0.load(SeqCst)
    }

    #[arm(r#gen)]
    fn arm(&self) {}

    #[disarm(r#match)]
    fn disarm(&self) {}

    #[arm(union)]
    fn arm_union(&self) {}
}

/// Of the short form, and of macros that make the names.
macro_rules! words {
    ($name:ident: $($check:ident)*) => {
        #[derive(Default)]
        pub struct $name(AtomicBool);

        #[waitable(storage = borrowed)]
        impl $name {
            #[notify]
            pub fn set(&self) {
                self.0.store(true, SeqCst);
            }

            $(
                #[wait(wakes = none)]
                pub fn $check(&self) -> bool {
                    self.0.load(SeqCst)
                }
            )*
        }
    };
}

words!(Made: is_gen try_loop is_ref is_pub try_fn is_true try_return is_unsized is_virtual);

#[test]
fn compiles_and_works() {
    let (tx, mut rx, mut other) = Words::default().into_handles();
    tx.set();
    assert!(rx.is_gen() && rx.try_async() && rx.is_dyn() && rx.try_try());
    assert_eq!(rx.try_await("", &mut Some(1)), Some(1));
    drop::<RxGen<'_>>(rx.r#gen());
    drop::<RxAsync<'_>>(rx.r#async());
    drop(rx.r#await("", 1));
    drop(rx.r#dyn());
    drop(rx.r#try());
    assert!(other.try_match() && other.try_move() && other.is_static() && other.is_final());
    assert!(other.try_yield() && other.is_box() && other.is_union());
    drop::<OtherMatch<'_>>(other.r#match());
    drop::<Moving<'_>>(other.r#move());
    drop(other.r#static());
    drop(other.r#final());
    drop(other.r#yield());
    drop(other.r#box());
    drop(other.union());

    let made = spmc_waker::Waitable::new(Made::default());
    MadeNotifier::new(&made).set();
    let mut waiter = MadeWaiter::claim(&made).unwrap();
    drop(waiter.r#gen());
    drop(waiter.r#loop());
    drop(waiter.r#unsized());
    assert!(waiter.is_gen() && waiter.try_loop() && waiter.is_ref() && waiter.is_pub());
    assert!(waiter.try_fn() && waiter.is_true() && waiter.try_return());
    assert!(waiter.is_unsized() && waiter.is_virtual());
}
