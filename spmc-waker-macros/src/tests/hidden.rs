//! What `#[doc(hidden)]` on a method hides.

use super::fuzz::flatten;
use crate::features::Features;
use proc_macro2::TokenStream;

#[test]
fn a_hidden_check_hides_its_waits_and_their_future() {
    let count = |hidden: &str| {
        let item = format!(
            "impl Pipe {{
                #[notify] pub fn put(&self) {{}}
                #[wait(take, within, blocking)] {hidden} pub fn try_take(&self) -> bool {{ true }}
            }}"
        );
        let item = item.parse().unwrap();
        let expanded = crate::expand(TokenStream::new(), item, Features::ALL);
        let tokens = flatten(expanded);
        let mut words = tokens.iter().map(ToString::to_string);
        words.by_ref().filter(|word| word == "hidden").count()
    };
    // The user's method, the check, `take`, `poll_take`, `take_within`, three that block, and the future.
    for hidden in [
        "#[doc(hidden)]",
        "#[doc(hidden, alias = \"get\")]",
        "#[cfg_attr(all(), doc(hidden))]",
    ] {
        assert_eq!(count(hidden) - count(""), 9, "{hidden}");
    }
    assert_eq!(count("#[doc = \"hidden\"]"), count(""));
}
