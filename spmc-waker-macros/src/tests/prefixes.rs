//! Half-typed code, as in an editor: the beginnings of all UI cases and examples, up to a limit.
//!
//! No beginning makes the macro panic, the item is in the output, and a complete method is on its handle, even if what
//! follows is incomplete.

use super::fuzz::{check_output, flatten};
use crate::features::Features;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

/// The number of beginnings that are tried, of all sources together.
const LIMIT: usize = 3_000;

/// An invocation: the arguments, and the item.
pub(super) struct Invocation {
    pub(super) args: TokenStream,
    pub(super) item: TokenStream,
    /// Its expansion, if there is no error.
    pub(super) expanded: Option<TokenStream>,
}

#[test]
fn beginnings_of_items_come_out_again() {
    let invocations = invocations();
    assert!(invocations.len() > 100, "the sources are elsewhere");
    let total: usize = invocations
        .iter()
        .map(|of| flatten(of.item.clone()).len())
        .sum();
    // The same beginnings in each run, spread over all sources.
    let step = total.div_ceil(LIMIT);
    let mut count = 0;
    for invocation in &invocations {
        let length = flatten(invocation.item.clone()).len();
        for end in 0..length {
            count += 1;
            if count % step == 0 {
                let mut left = end;
                check(invocation, &beginning(invocation.item.clone(), &mut left));
            }
        }
    }
}

fn check(invocation: &Invocation, item: &TokenStream) {
    let args = &invocation.args;
    let output = check_output(args, item);
    let Some(expanded) = &invocation.expanded else {
        return;
    };
    assert_on_handles(complete_methods(item), &output, expanded, || {
        format!("#[waitable({args})]\n{item}")
    });
}

/// Asserts that these methods are on handles, if they are in the expansion of the whole item. (A method with a mistake
/// that rustc reports is on none.)
pub(super) fn assert_on_handles(
    names: Vec<String>,
    output: &TokenStream,
    expanded: &TokenStream,
    shown: impl Fn() -> String,
) {
    let functions = functions(output);
    let lost: Vec<_> = names
        .into_iter()
        .filter(|name| functions.get(name).is_none_or(|count| *count < 2))
        .collect();
    if lost.is_empty() {
        return;
    }
    let in_whole = self::functions(expanded);
    for name in lost {
        assert!(
            in_whole.get(&name).is_none_or(|count| *count < 2),
            "`{name}` is on no handle:\n{}\n{output}",
            shown()
        );
    }
}

/// Returns the first `left` tokens. A group that is cut ends there.
pub(super) fn beginning(tokens: TokenStream, left: &mut usize) -> TokenStream {
    let mut beginning = Vec::new();
    for token in tokens {
        if *left == 0 {
            break;
        }
        *left -= 1;
        beginning.push(match token {
            TokenTree::Group(group) => {
                let inner = beginning_of_group(&group, left);
                TokenTree::Group(Group::new(group.delimiter(), inner))
            }
            token => token,
        });
    }
    beginning.into_iter().collect()
}

fn beginning_of_group(group: &Group, left: &mut usize) -> TokenStream {
    beginning(group.stream(), left)
}

/// Returns the names of the marked methods in an impl that have bodies, except the last one, whose body may be cut.
fn complete_methods(item: &TokenStream) -> Vec<String> {
    let Some(TokenTree::Group(body)) = item.clone().into_iter().last() else {
        return Vec::new();
    };
    let is_impl = item
        .clone()
        .into_iter()
        .any(|token| matches!(&token, TokenTree::Ident(ident) if ident == "impl"));
    if !is_impl || body.delimiter() != Delimiter::Brace {
        return Vec::new();
    }
    let mut names = marked_methods(&body.stream());
    names.pop();
    names
}

/// Returns the names of the marked methods among these members that have bodies, except those that return `impl Trait`:
/// if such a method has a mistake, no stub stands for it.
pub(super) fn marked_methods(members: &TokenStream) -> Vec<String> {
    let tokens: Vec<_> = members.clone().into_iter().collect();
    let mut names = Vec::new();
    let (mut is_marked, mut name) = (false, None);
    for (index, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                let marker = group.stream().to_string();
                is_marked |= ["notify", "wait", "query"]
                    .iter()
                    .any(|word| marker.split([' ', '(']).next() == Some(word));
            }
            TokenTree::Ident(ident) if ident == "fn" => {
                name = tokens.get(index + 1).map(ToString::to_string);
            }
            TokenTree::Ident(ident) if ident == "impl" => name = None,
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                names.extend(name.take().filter(|_| is_marked));
                is_marked = false;
            }
            TokenTree::Punct(punct) if punct.as_char() == ';' => is_marked = false,
            _ => {}
        }
    }
    names
}

/// Counts the functions of each name.
fn functions(output: &TokenStream) -> HashMap<String, usize> {
    let mut functions = HashMap::new();
    for pair in flatten(output.clone()).windows(2) {
        if matches!(&pair[0], TokenTree::Ident(ident) if ident == "fn") {
            *functions.entry(pair[1].to_string()).or_default() += 1;
        }
    }
    functions
}

/// Returns the invocations in all UI cases and examples.
pub(super) fn invocations() -> Vec<Invocation> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut folders: Vec<PathBuf> = ["ui-tests/pass", "ui-tests/fail", "examples/src"]
        .iter()
        .map(|folder| root.join(folder))
        .collect();
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    let mut invocations = Vec::new();
    for file in files {
        let source = fs::read_to_string(&file).unwrap();
        if let Ok(tokens) = source.parse::<TokenStream>() {
            find(tokens, &mut invocations);
        }
    }
    invocations
}

/// Returns the items with `#[waitable]` among these tokens, at any depth.
fn find(tokens: TokenStream, found: &mut Vec<Invocation>) {
    let tokens: Vec<_> = tokens.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else {
            continue;
        };
        let Some(args) = waitable_args(group) else {
            find(group.stream(), found);
            continue;
        };
        let mut item = Vec::new();
        for token in &tokens[index + 1..] {
            item.push(token.clone());
            let ends = match token {
                TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
                TokenTree::Punct(punct) => punct.as_char() == ';',
                _ => false,
            };
            if ends {
                break;
            }
        }
        let item: TokenStream = item.into_iter().collect();
        let output = crate::expand(args.clone(), item.clone(), Features::ALL);
        let expanded = Some(output).filter(|output| {
            let output = output.to_string();
            !output.contains("compile_error")
        });
        found.push(Invocation {
            args,
            item,
            expanded,
        });
    }
}

/// Returns the arguments of `[waitable(…)]`.
fn waitable_args(group: &Group) -> Option<TokenStream> {
    let mut tokens = group.stream().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(ident)), None) if ident == "waitable" => Some(TokenStream::new()),
        (Some(TokenTree::Ident(ident)), Some(TokenTree::Group(args))) if ident == "waitable" => {
            Some(args.stream())
        }
        _ => None,
    }
}
