//! Tasks on embassy's executors wait for `#[waitable]` conditions in statics. An interrupt changes the condition,
//! after each instruction of what an executor does from a wake to its sleep. See `.ci/embassy`.

#![no_std]
#![no_main]

mod board;
mod echo;
mod gate;
mod line;
mod sweep;

use cortex_m_semihosting::{debug, hprintln};
use embassy_executor::Spawner;

#[embassy_executor::main]
async fn main(spawner: Spawner) {
    let preempting = board::start_preempting_executor();
    line::test(true).await;
    line::test(false).await;
    gate::test(1, spawner, preempting).await;
    gate::test(3, spawner, preempting).await;
    echo::test(preempting).await;
    debug::exit(debug::EXIT_SUCCESS);
}

#[panic_handler]
fn panic(info: &core::panic::PanicInfo) -> ! {
    hprintln!("{}", info);
    debug::exit(debug::EXIT_FAILURE);
    loop {}
}
