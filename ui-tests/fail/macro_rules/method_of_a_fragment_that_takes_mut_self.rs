//! A marked method takes another receiver than `&self`.
//~ error at `&mut self`: a `#[notify]` method must take `&self`
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

macro_rules! flag {
 ($name:ident { $($methods:tt)* }) => {
  struct $name {
   raised: AtomicBool,
  }

  #[waitable]
  impl $name {
   $($methods)*
  }
 };
}

flag!(Flag {
 #[notify]
 fn raise(&mut self) {
  *self.raised.get_mut() = true;
 }

 #[wait]
 fn is_raised(&self) -> bool {
  self.raised.load(SeqCst)
 }
});

fn main() {}
