//! One side of a waker or of a condition runs in the main loop, the other in an interrupt. The interrupt
//! arrives after each instruction of the main loop's side, one instruction per run. See `.ci/no-cas`.

#![no_std]
#![no_main]

mod board;
mod condition;
mod interrupt;
mod many;
mod task;
mod waker;

use board::{debug, entry, hprintln};
use core::panic::PanicInfo;

#[entry]
fn main() -> ! {
    let mut timer = interrupt::Timer::new();
    waker::test(&mut timer);
    condition::test(&mut timer);
    many::test(&mut timer);
    debug::exit(debug::EXIT_SUCCESS);
    unreachable!("the emulator has ended");
}

#[panic_handler]
fn panic(info: &PanicInfo) -> ! {
    hprintln!("{}", info);
    debug::exit(debug::EXIT_FAILURE);
    loop {}
}
