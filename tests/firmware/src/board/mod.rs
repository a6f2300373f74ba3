//! What differs between the targets: start, output, and the timer whose interrupt arrives.

#[cfg(target_arch = "arm")]
mod cortex_m0;
#[cfg(target_arch = "arm")]
pub(crate) use cortex_m0::*;
#[cfg(target_arch = "riscv32")]
mod riscv32;
#[cfg(target_arch = "riscv32")]
pub(crate) use riscv32::*;
