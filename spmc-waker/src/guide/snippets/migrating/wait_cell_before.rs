use maitake_sync::WaitCell;
use std::sync::atomic::{
    AtomicU16,
    Ordering::{AcqRel, Release},
};

/// A word with this bit holds a byte.
const FULL: u16 = 0x100;

static WORD: AtomicU16 = AtomicU16::new(0);
static RECEIVED: WaitCell = WaitCell::new();

pub fn on_interrupt(byte: u8) {
    WORD.store(FULL | u16::from(byte), Release);
    RECEIVED.wake();
}

pub async fn read() -> u8 {
    let byte = RECEIVED.wait_for_value(|| {
        let word = WORD.swap(0, AcqRel);
        (word & FULL != 0).then_some(word as u8)
    });
    byte.await.expect("nobody closes it")
}
