//! The attribute is on something other than a struct or an inherent impl.
//~ error at `enum`: `#[waitable]` cannot be put on an enum
use spmc_waker::waitable;

macro_rules! waitable_item {
    ($item:item) => {
        #[waitable]
        $item
    };
}

waitable_item! {
 enum State {
  Busy,
  Done,
 }
}

fn main() {
    let _ = (State::Busy, State::Done);
}
