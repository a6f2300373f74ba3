//! Half-typed code in the middle of an impl, as an editor has it most of the time: what stands before the
//! gap and after it keeps its handles.

use super::{
    fuzz::{check_output, flatten},
    prefixes::{beginning, count_fns, invocations, marked_methods},
};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// How many gaps are tried of all sources together.
const LIMIT: usize = 800;

/// An impl with one member cut, and the methods that are not.
struct Gap {
    item: TokenStream,
    whole: Vec<String>,
}

#[test]
fn what_stands_around_a_gap_keeps_its_handles() {
    let invocations = invocations();
    let expanding = invocations
        .iter()
        .filter_map(|of| Some((of, of.expanded.as_ref()?)));
    let gaps: Vec<_> = expanding
        .flat_map(|(of, expanded)| {
            gaps(&of.item)
                .into_iter()
                .map(move |gap| (of, expanded, gap))
        })
        .collect();
    // The same in each run, spread over all sources.
    let step = gaps.len().div_ceil(LIMIT);
    for (of, expanded, gap) in gaps.into_iter().step_by(step) {
        check(&of.args, &gap.item, &gap.whole, expanded);
    }
}

#[test]
fn methods_keep_their_handles_while_the_options_are_typed() {
    let mut count = 0;
    for of in invocations() {
        let (Some(expanded), Some(TokenTree::Group(body))) =
            (&of.expanded, of.item.clone().into_iter().last())
        else {
            continue;
        };
        let whole = marked_methods(&body.stream());
        for end in 0..flatten(of.args.clone()).len() {
            count += 1;
            if count % 3 == 0 {
                let args = beginning(of.args.clone(), &mut { end });
                check(&args, &of.item, &whole, expanded);
            }
        }
    }
}

/// Expects these methods on handles, where the whole item has them there: what rustc alone finds wrong
/// is on none.
fn check(args: &TokenStream, item: &TokenStream, whole: &[String], expanded: &TokenStream) {
    let output = check_output(args, item);
    for name in whole {
        let is_on_handle = |output| count_fns(output, name) >= 2;
        assert!(
            is_on_handle(&output) || !is_on_handle(expanded),
            "`{name}` is on no handle:\n#[waitable({args})]\n{item}\n{output}"
        );
    }
}

/// Each member of an impl, cut after each of its tokens.
fn gaps(item: &TokenStream) -> Vec<Gap> {
    let mut header: Vec<TokenTree> = item.clone().into_iter().collect();
    let Some(TokenTree::Group(body)) = header.pop() else {
        return Vec::new();
    };
    if body.delimiter() != Delimiter::Brace
        || !header
            .iter()
            .any(|token| matches!(token, TokenTree::Ident(ident) if ident == "impl"))
    {
        return Vec::new();
    }
    let members = members(body.stream());
    let mut gaps = Vec::new();
    for (cut, member) in members.iter().enumerate() {
        let length = flatten(member.clone()).len();
        for end in 1..length {
            let around = |members: &[TokenStream]| members.iter().cloned().collect::<TokenStream>();
            let (before, after) = (around(&members[..cut]), around(&members[cut + 1..]));
            let half = beginning(member.clone(), &mut { end });
            let whole = [&before, &after].map(marked_methods).concat();
            let body = [before, half, after].into_iter().collect();
            let body = TokenTree::Group(Group::new(Delimiter::Brace, body));
            let item = header.iter().cloned().chain([body]).collect();
            gaps.push(Gap { item, whole });
        }
    }
    gaps
}

/// The members of an impl.
fn members(body: TokenStream) -> Vec<TokenStream> {
    let mut members = vec![TokenStream::new()];
    for token in body {
        let ends = match &token {
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            TokenTree::Punct(punct) => punct.as_char() == ';',
            _ => false,
        };
        if let Some(last) = members.last_mut() {
            last.extend([token]);
        }
        if ends {
            members.push(TokenStream::new());
        }
    }
    members
}
