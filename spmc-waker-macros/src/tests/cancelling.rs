//! The documentation of what is generated, where it says what is left of a wait that is given up.

use super::fuzz::flatten;
use crate::features::Features;
use proc_macro2::{TokenStream, TokenTree};

const WAITS: &str = "impl Pipe {
    #[wait(plain, by = Out, within, wakes = none)] fn try_plain(&self) -> Option<u8> { 1 }
    #[wait(single, by = In, within, blocking, wakes = Out)] fn try_single(&self, #[once] item: &mut Option<u8>) -> bool { 1 }
    #[wait(double, by = In, within, wakes = Out)]
    fn try_double(&self, #[once] first: &mut Option<u8>, #[once] second: &mut Option<u8>) -> bool { 1 }
    #[arm(plain)] fn arm(&self) {}
    #[wait(pub shut, by = Out, query)] fn is_hidden(&self) -> bool { 1 }
    #[wait(pub sent, by = In, within, blocking, wakes = Out)]
    fn try_hidden(&self, #[once] item: &mut Option<u8>) -> Poll<u8> { 1 }
}";

/// The documentation of a generated method.
fn doc_of(method: &str) -> String {
    let args = "waiter = pub In, waiter = pub Out".parse().unwrap();
    let expanded: TokenStream = crate::expand(args, WAITS.parse().unwrap(), Features::ALL);
    let tokens = flatten(expanded);
    let is = |token: &TokenTree, word: &str| token.to_string() == word;
    let name = tokens
        .windows(2)
        .position(|pair| is(&pair[0], "fn") && is(&pair[1], method))
        .expect(method);
    let before = &tokens[..name];
    // The end of the method before this one: its body, which is a group in braces.
    let begin = before
        .iter()
        .rposition(|token| is(token, "fn"))
        .map_or(0, |begin| begin + 1);
    let mut doc = String::new();
    for token in &before[begin..] {
        if let TokenTree::Literal(text) = token {
            doc += text.to_string().trim_matches('"');
            doc += " ";
        }
    }
    doc
}

#[test]
fn each_wait_says_what_a_future_that_is_dropped_leaves() {
    for method in [
        "plain",
        "poll_plain",
        "plain_within",
        "single",
        "poll_single",
        "single_within",
        "double",
        "poll_double",
        "double_within",
    ] {
        let doc = doc_of(method);
        assert!(doc.contains("# Cancel safety"), "{method}: {doc}");
    }
    assert!(doc_of("plain").contains("The drop disarms the wait."));
    assert!(doc_of("poll_plain").contains("the wait armed"));
    assert!(!doc_of("poll_single").contains("armed"));
}

/// Only a future with one item has `into_item`, and the one of `NAME_within` has no methods at all.
#[test]
fn the_way_to_keep_an_item_exists() {
    assert!(doc_of("single").contains("`into_item`"));
    let double = doc_of("double");
    assert!(double.contains("drops `first` and `second`"), "{double}");
    assert!(!double.contains("into_item"), "{double}");
    let within = doc_of("single_within");
    assert!(!within.contains("into_item"), "{within}");
    assert!(
        within.contains("has taken it. To give up and keep it, let the timer end"),
        "{within}"
    );
    let within = doc_of("double_within");
    assert!(
        within.contains("has taken them. To give up and keep them, let the timer end"),
        "{within}"
    );
}

/// Its name would tell nothing to readers who see only the wait, and a link to it would lead nowhere.
#[test]
fn a_check_that_readers_cannot_see_is_not_named() {
    for method in [
        "shut",
        "poll_shut",
        "sent",
        "poll_sent",
        "sent_within",
        "blocking_sent",
        "sent_timeout",
    ] {
        let doc = doc_of(method);
        assert!(!doc.contains("_hidden"), "{method}: {doc}");
    }
    assert!(doc_of("shut").contains("Waits until the condition holds."));
    assert!(doc_of("sent").contains("Waits until there is a result, and returns it."));
    assert!(doc_of("blocking_sent").contains("until [`sent`](Self::sent) is ready"));
    assert!(doc_of("single").contains("[`try_single`](Self::try_single)"));
}
