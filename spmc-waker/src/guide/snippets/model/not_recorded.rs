use spmc_waker::{model::{self, atomic::AtomicBool}, waitable};
use std::sync::{Arc, atomic::Ordering::{Acquire, Release}};

#[derive(Default)]
struct Button { is_pressed: AtomicBool, reset: Arc<AtomicBool> }

#[waitable(notifier = Finger, waiter = Lamp)]
impl Button {
    #[notify]
    fn press(&self) {} // and records nothing

    #[wait(pressed, query)]
    fn is_pressed(&self) -> bool { self.is_pressed.load(Acquire) }

    #[wait(reset, query)]
    fn is_reset(&self) -> bool { self.reset.load(Acquire) }
}

pub fn check_press() {
    model::check(|model| {
        let (finger, lamp) = Button::default().into_pair();
        model.handle("finger", finger).call("press", |finger| finger.press());
        model.handle("lamp", lamp).wait("pressed", async |lamp| lamp.pressed().await);
    });
}

pub fn check_reset() {
    model::check(|model| {
        let button = Button::default();
        let reset = Arc::clone(&button.reset); // no handle
        let (_, lamp) = button.into_pair();
        model.handle("outside", reset).call("reset", |reset| reset.store(true, Release));
        model.handle("lamp", lamp).wait("reset", async |lamp| lamp.reset().await);
    });
}
