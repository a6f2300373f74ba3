//! Conditions with the same name: in two modules, or one type with different arguments.

#![deny(warnings)]

use spmc_waker::waitable;
use std::sync::Mutex;

mod rx {
    #[derive(Default)]
    pub struct Queue(pub super::Mutex<Vec<u8>>);
}

mod tx {
    #[derive(Default)]
    pub struct Queue(pub super::Mutex<Vec<u8>>);
}

#[waitable(notifier = Filler, waiter = Emptier)]
impl rx::Queue {
    #[notify]
    fn fill(&self, item: u8) {
        self.0.lock().unwrap().push(item);
    }

    #[wait(pop)]
    fn try_pop(&self) -> Option<u8> {
        self.0.lock().unwrap().pop()
    }
}

#[waitable(waiter = Pusher, waiter = Popper)]
impl tx::Queue {
    #[wait(push, by = Pusher, wakes = Popper)]
    fn try_push(&self, item: u8) -> bool {
        self.0.lock().unwrap().push(item);
        true
    }

    #[wait(pop, by = Popper, wakes = Pusher)]
    fn try_pop(&self) -> Option<u8> {
        self.0.lock().unwrap().pop()
    }
}

/// One wait for each type of value, and no other.
pub struct Slot<T>(Mutex<Option<T>>);

impl<T> Slot<T> {
    pub const fn new() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self::new()
    }
}

#[waitable(notifier = Numbers, waiter = Number)]
impl Slot<u8> {
    #[notify]
    pub fn set(&self, number: u8) {
        *self.0.lock().unwrap() = Some(number);
    }

    #[wait(number)]
    pub fn try_number(&self) -> Option<u8> {
        self.0.lock().unwrap().take()
    }
}

#[waitable(notifier = Texts, waiter = Text)]
impl Slot<&'static str> {
    #[notify]
    pub fn write(&self, text: &'static str) {
        *self.0.lock().unwrap() = Some(text);
    }

    #[wait(text)]
    pub fn try_text(&self) -> Option<&'static str> {
        self.0.lock().unwrap().take()
    }
}

#[waitable(notifier = Lists, waiter = List)]
impl<T: Clone> Slot<Vec<T>> {
    #[notify]
    pub fn append(&self, items: &[T]) {
        let list = &mut *self.0.lock().unwrap();
        list.get_or_insert_with(Vec::new).extend_from_slice(items);
    }

    #[wait(list)]
    pub fn try_list(&self) -> Option<Vec<T>> {
        self.0.lock().unwrap().take()
    }
}

#[test]
fn compiles_and_works() {
    let (filler, mut emptier) = rx::Queue::default().into_pair();
    filler.fill(1);
    assert_eq!(emptier.try_pop(), Some(1));
    let (mut pusher, mut popper) = tx::Queue::default().into_pair();
    drop(pusher.push(1));
    assert!(pusher.try_push(2));
    assert_eq!(popper.try_pop(), Some(2));

    let (numbers, mut number) = Slot::<u8>::new().into_pair();
    numbers.set(7);
    assert_eq!(number.try_number(), Some(7));
    let (texts, mut text) = Slot::<&str>::new().into_pair();
    texts.write("seven");
    assert_eq!(text.try_text(), Some("seven"));
    let (lists, mut list) = Slot::<Vec<u8>>::new().into_pair();
    lists.append(&[7, 8]);
    assert_eq!(list.try_list(), Some(vec![7, 8]));
}
