use spmc_waker::{Waitable, waitable};
use std::sync::atomic::{
    AtomicU16,
    Ordering::{AcqRel, Release},
};

/// A word with this bit holds a byte.
const FULL: u16 = 0x100;

struct Uart {
    word: AtomicU16,
}

#[waitable(notifier = Interrupt, waiter = Reader, storage = borrowed)]
impl Uart {
    #[notify]
    fn on_received(&self, byte: u8) {
        self.word.store(FULL | u16::from(byte), Release);
    }

    #[wait(byte)]
    fn try_byte(&self) -> Option<u8> {
        let word = self.word.swap(0, AcqRel);
        (word & FULL != 0).then_some(word as u8)
    }
}

static UART: Waitable<Uart> = Waitable::new(Uart {
    word: AtomicU16::new(0),
});

pub fn on_interrupt(byte: u8) {
    Interrupt::new(&UART).on_received(byte);
}

pub async fn read() -> u8 {
    let mut reader = Reader::claim(&UART).expect("one task reads");
    reader.byte().await
}
