//! The limit of a fixed set, as an error of the compiler that names the numbers.

use super::word::BITS;

/// Returns `each`, or fails to compile if a fixed set cannot have so many slots: one for each of `lone` waits, and `each`
/// for each of `many` waits. The error is at the caller.
#[doc(hidden)]
#[track_caller]
pub const fn require_slots(lone: usize, many: usize, each: usize) -> usize {
    let slots = lone.saturating_add(many.saturating_mul(each));
    if slots <= BITS {
        return each;
    }
    let text = Text::NEW
        .number(slots)
        .text(" waker slots: ")
        .number(lone)
        .text(" for the waits of `waiter`s, and ")
        .number(many)
        .text(" times ")
        .number(each)
        .text(" for those of `waiters = Name[N]`. There are at most ")
        .number(BITS)
        .text(", the bits of a `usize`");
    panic!("{}", text.as_str());
}

/// A text that is made while the program is compiled.
struct Text {
    bytes: [u8; 256],
    len: usize,
}

impl Text {
    const NEW: Self = Self {
        bytes: [0; 256],
        len: 0,
    };

    const fn text(mut self, text: &str) -> Self {
        let text = text.as_bytes();
        let mut next = 0;
        while next < text.len() {
            self.bytes[self.len] = text[next];
            self.len += 1;
            next += 1;
        }
        self
    }

    const fn number(mut self, number: usize) -> Self {
        if number >= 10 {
            self = self.number(number / 10);
        }
        self.bytes[self.len] = b'0' + (number % 10) as u8;
        self.len += 1;
        self
    }

    const fn as_str(&self) -> &str {
        match core::str::from_utf8(self.bytes.split_at(self.len).0) {
            Ok(text) => text,
            Err(_) => "too many waker slots",
        }
    }
}
