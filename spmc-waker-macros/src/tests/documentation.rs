//! The documentation of what is generated.

use super::fuzz::flatten;
use crate::features::Features;
use proc_macro2::TokenStream;

fn expand(args: &str, item: &str) -> TokenStream {
    let (args, item) = (args.parse().unwrap(), item.parse().unwrap());
    crate::expand(args, item, Features::ALL)
}

#[test]
fn a_change_says_whether_it_wakes_one_task_or_several() {
    let on_impl =
        "impl Flag { #[notify] fn raise(&self) {} #[wait(query)] fn is_raised(&self) -> bool {} }";
    let doc = |args: &str, item: &str, text: &str| {
        let expanded = expand(args, item).to_string();
        assert!(expanded.contains(text), "{args} {item}");
    };
    let one = "Changes a `Flag`, and wakes the task that waits for it.";
    let several = "Changes a `Flag`, and wakes the tasks that wait for it.";
    doc("", on_impl, one);
    doc("waiters", on_impl, several);
    let until = "until = |flag| flag.is_raised()";
    doc(until, "struct Flag;", one);
    doc(until, "struct Flag;", "wakes the waiting task once");
    let until = format!("{until}, waiters");
    doc(&until, "struct Flag;", several);
    doc(&until, "struct Flag;", "wakes the waiting tasks once");
}

#[test]
fn a_hidden_check_hides_its_waits_and_their_future() {
    let count = |hidden: &str| {
        let item = format!(
            "impl Pipe {{
                #[notify] pub fn put(&self) {{}}
                #[wait(take, within, blocking)] {hidden} pub fn try_take(&self) -> bool {{ true }}
            }}"
        );
        let tokens = flatten(expand("", &item));
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
