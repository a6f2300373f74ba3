//! Half-typed code in the middle of an impl, as in an editor: the methods before and after it stay on their handles.

use super::{
    fuzz::{check_output, flatten},
    prefixes::{assert_on_handles, beginning, invocations, marked_methods},
};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;

/// The number of gaps that are tried, of all sources together.
const LIMIT: usize = 800;

/// An impl, one of whose members is cut.
struct Impl {
    header: Vec<TokenTree>,
    members: Vec<TokenStream>,
}

#[test]
fn methods_around_a_half_typed_one_stay_on_their_handles() {
    let invocations = invocations();
    let expanding = invocations
        .iter()
        .filter_map(|of| Some((of, of.expanded.as_ref()?)));
    let impls: Vec<_> = expanding
        .filter_map(|(of, expanded)| Some((&of.args, expanded, Impl::parse(&of.item)?)))
        .collect();
    let gaps: Vec<_> = impls
        .iter()
        .flat_map(|all| all.2.gaps().into_iter().map(move |gap| (all, gap)))
        .collect();
    // The same gaps in each run, spread over all sources.
    let step = gaps.len().div_ceil(LIMIT);
    for ((args, expanded, of), (cut, end)) in gaps.into_iter().step_by(step) {
        let (item, whole) = of.cut(cut, end);
        check(args, &item, whole, expanded);
    }
}

#[test]
fn methods_stay_on_their_handles_while_the_options_are_typed() {
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
                check(&args, &of.item, whole.clone(), expanded);
            }
        }
    }
}

#[test]
fn a_type_that_is_cut_in_parentheses_takes_no_other_method_with_it() {
    let item = |adopt: TokenStream| {
        quote!(impl Node {
            #[notify] fn cancel(&self) {}
            #[wait(cancelled, query)] fn is_cancelled(&self) -> bool { self.0.load(SeqCst) }
            #adopt
        })
    };
    let args = TokenStream::new();
    let whole = item(quote!(
        #[notify]
        fn adopt(&self, make: &mut (dyn FnMut(u64) -> u8)) {}
    ));
    let cut = item(quote!(#[notify] fn adopt(&self, make: &mut (dyn FnMut(u64) -)) {}));
    let expanded = check_output(&args, &whole);
    let methods = ["cancel", "is_cancelled"].map(str::to_owned).to_vec();
    check(&args, &cut, methods, &expanded);
}

fn check(args: &TokenStream, item: &TokenStream, whole: Vec<String>, expanded: &TokenStream) {
    let output = check_output(args, item);
    assert_on_handles(whole, &output, expanded, || {
        format!("#[waitable({args})]\n{item}")
    });
}

impl Impl {
    fn parse(item: &TokenStream) -> Option<Self> {
        let mut header: Vec<TokenTree> = item.clone().into_iter().collect();
        let Some(TokenTree::Group(body)) = header.pop() else {
            return None;
        };
        let is_impl = header
            .iter()
            .any(|token| matches!(token, TokenTree::Ident(ident) if ident == "impl"));
        (is_impl && body.delimiter() == Delimiter::Brace).then(|| Self {
            header,
            members: members(body.stream()),
        })
    }

    /// Returns where it can be cut: in each of its members, after each token.
    fn gaps(&self) -> Vec<(usize, usize)> {
        let members = self.members.iter().enumerate();
        let gaps = members.flat_map(|(cut, member)| {
            let length = flatten(member.clone()).len();
            (1..length).map(move |end| (cut, end))
        });
        gaps.collect()
    }

    /// Returns the item with this member cut after `end` tokens, and the marked methods before and after it.
    fn cut(&self, cut: usize, end: usize) -> (TokenStream, Vec<String>) {
        let around = |members: &[TokenStream]| members.iter().cloned().collect::<TokenStream>();
        let (before, after) = (
            around(&self.members[..cut]),
            around(&self.members[cut + 1..]),
        );
        let half = beginning(self.members[cut].clone(), &mut { end });
        let whole = [&before, &after].map(marked_methods).concat();
        let body = [before, half, after].into_iter().collect();
        let body = TokenTree::Group(Group::new(Delimiter::Brace, body));
        let item = self.header.iter().cloned().chain([body]).collect();
        (item, whole)
    }
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
