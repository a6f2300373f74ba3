//! Messages that depend on the features of the runtime crate, so that no UI case can show them.

use crate::features::Features;
use proc_macro2::{TokenStream, TokenTree};

const FLAG: &str = "impl Flag {
    #[notify] fn raise(&self) {}
    #[wait(raised)] fn is_raised(&self) -> bool { true }
    #[on_drop(notifier)] fn close(&self) {}
}";

#[test]
fn a_box_needs_alloc() {
    let features = Features {
        alloc: false,
        ..Features::ALL
    };
    for args in ["", "storage = owned"] {
        let messages = messages(args, FLAG, features);
        let [message] = messages.as_slice() else {
            panic!("not one message: {messages:?}");
        };
        assert!(message.contains("the feature `alloc` of `spmc-waker`"));
        assert!(message.contains("or write `storage = borrowed`"));
    }
    let borrowed = FLAG.replace("#[on_drop(notifier)]", "#[on_drop(waiter)]");
    assert!(messages("storage = borrowed", &borrowed, features).is_empty());
}

#[test]
fn one_handle_is_one_stream() {
    let item = "impl Flag {
        #[wait(a, by = Left, stream, wakes = none)] fn try_a(&self) -> Poll<Option<u8>> { a }
        #[wait(b, by = Right, stream, wakes = all)] fn try_b(&self) -> Poll<Option<u8>> { b }
        #[wait(c, by = Right, stream, wakes = [a, b])] fn try_c(&self) -> Poll<Option<u8>> { c }
    }";
    assert_eq!(
        messages("waiter = Left, waiter = Right", item, Features::ALL),
        ["`Right` has a stream already: it can be only one"]
    );
}

#[test]
fn a_sink_has_a_method_called_unsent() {
    let item = |name: &str| {
        format!(
            "impl Flag {{
                #[wait(push, by = In, sink, wakes = Out)]
                fn try_push(&self, #[once] item: &mut Option<u8>) -> Poll<Result<(), ()>> {{ push }}
                #[wait(pop, by = Out, wakes = In)] fn try_pop(&self) -> Option<u8> {{ pop }}
                #[query] fn {name}(&self) -> bool {{ unsent }}
            }}"
        )
    };
    let messages = |name: &str| messages("waiter = In, waiter = Out", &item(name), Features::ALL);
    let expected = "`In` would have two methods called `unsent`: that of a sink, which takes its item \
                    back, and the method `unsent`. Give that another name";
    assert_eq!(messages("unsent"), [expected]);
    assert!(messages("has_unsent").is_empty());
}

/// Apart from the error, such a wait expands as without `blocking`.
#[test]
fn features_are_asked_for_at_each_word() {
    let item = "impl Flag {
        #[notify] fn raise(&self) {}
        #[wait(a, blocking, query)] fn try_a(&self) -> bool { a }
        #[wait(b, stream, blocking, wakes = none)] fn try_b(&self) -> Poll<Option<u8>> { b }
    }";
    let features = Features {
        std: false,
        stream: false,
        ..Features::ALL
    };
    let messages = messages("", item, features);
    let of = |word: &str| {
        let of_word = messages.iter().filter(|message| message.contains(word));
        of_word.count()
    };
    let counts = (of("feature `std`"), of("feature `stream`"), messages.len());
    assert_eq!(counts, (2, 1, 3));
}

/// What `compile_error!` is called with.
fn messages(args: &str, item: &str, features: Features) -> Vec<String> {
    let (args, item) = (args.parse().unwrap(), item.parse().unwrap());
    let mut tokens = crate::expand(args, item, features).into_iter();
    let mut messages = Vec::new();
    while tokens.any(|token| matches!(token, TokenTree::Ident(ident) if ident == "compile_error")) {
        if let Some(TokenTree::Group(message)) = tokens.nth(1) {
            messages.push(string(message.stream()));
        }
    }
    messages
}

fn string(literal: TokenStream) -> String {
    syn::parse2::<syn::LitStr>(literal).unwrap().value()
}
