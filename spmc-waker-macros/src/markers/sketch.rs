//! Markers as far as they can be understood, when they are wrong or on the wrong method.

use super::Side;
use crate::{markers::wait, names};
use proc_macro2::{TokenStream, TokenTree};
use syn::{Attribute, Ident, Meta};

/// Which handles would have a method, and as what.
pub(crate) struct Sketch {
    /// Both, where it cannot be told.
    pub(crate) sides: Vec<Side>,
    pub(crate) is_wait: bool,
    pub(crate) wait_name: Option<Ident>,
    pub(crate) is_default: bool,
}

impl Sketch {
    /// Nothing if no handle would have the method.
    pub(crate) fn of(attrs: &[Attribute], method: &Ident) -> Option<Self> {
        let mut sketch = Self {
            sides: Vec::new(),
            is_wait: false,
            wait_name: None,
            is_default: false,
        };
        for attr in attrs {
            let words = words(attr);
            if attr.path().is_ident("shared") {
                sketch.add_sides(&Side::BOTH);
            } else if attr.path().is_ident("notify") {
                sketch.add_sides(&sides(&words, Side::Notifier));
            } else if attr.path().is_ident("wait") {
                sketch.add_sides(&sides(&words, Side::Waiter));
                sketch.is_wait = true;
                sketch.is_default = words.iter().any(|words| words.is("default"));
                let name = words.first().and_then(Words::wait_name);
                sketch.wait_name = name.or_else(|| names::wait_name(method));
            }
        }
        (!sketch.sides.is_empty()).then_some(sketch)
    }

    fn add_sides(&mut self, sides: &[Side]) {
        for side in sides {
            if !self.sides.contains(side) {
                self.sides.push(*side);
            }
        }
    }
}

/// What stands between two commas.
struct Words(Vec<TokenTree>);

impl Words {
    fn is(&self, word: &str) -> bool {
        matches!(self.0.first(), Some(TokenTree::Ident(first)) if first == word)
    }

    /// The name of a wait, or a string in the place of it.
    fn wait_name(&self) -> Option<Ident> {
        match self.0.as_slice() {
            [TokenTree::Ident(word)] if wait::OPTIONS.iter().any(|option| word == option) => None,
            [word @ TokenTree::Ident(_)] => syn::parse2(word.clone().into()).ok(),
            [TokenTree::Literal(name)] => syn::parse_str(name.to_string().trim_matches('"')).ok(),
            _ => None,
        }
    }
}

/// The words in a marker's parentheses, or after its `=`.
fn words(attr: &Attribute) -> Vec<Words> {
    let tokens = match &attr.meta {
        Meta::Path(_) => TokenStream::new(),
        Meta::List(list) => list.tokens.clone(),
        Meta::NameValue(meta) => quote::ToTokens::to_token_stream(&meta.value),
    };
    let tokens: Vec<_> = tokens.into_iter().collect();
    let is_comma =
        |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',');
    let split = tokens.split(is_comma);
    split.map(|words| Words(words.to_vec())).collect()
}

/// The side that `by` names.
fn sides(words: &[Words], default: Side) -> Vec<Side> {
    let Some(Words(by)) = words.iter().find(|words| words.is("by")) else {
        return vec![default];
    };
    match by.last() {
        Some(TokenTree::Ident(side)) => {
            Side::of(side).map_or_else(|| Side::BOTH.to_vec(), |side| vec![side])
        }
        _ => Side::BOTH.to_vec(),
    }
}
