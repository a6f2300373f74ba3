//! Expressions that are orderings, and the constants and variables of a file that have them.

use crate::order::Order;
use proc_macro2::{Span, TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use syn::{
    Attribute, Expr, Item, Pat, Stmt,
    visit::{self, Visit},
};

/// The orderings that an expression may have, if it is made of them alone, and where they stand.
pub(crate) fn orders(expr: &Expr) -> Option<Vec<(Order, Span)>> {
    match expr {
        Expr::Path(path) => {
            let name = &path.path.segments.last()?.ident;
            Some(vec![(Order::parse(&name.to_string())?, name.span())])
        }
        Expr::Paren(paren) => orders(&paren.expr),
        Expr::Block(block) => tail(&block.block),
        Expr::If(branches) => {
            let mut all = tail(&branches.then_branch)?;
            all.extend(orders(&branches.else_branch.as_ref()?.1)?);
            Some(all)
        }
        Expr::Match(arms) => {
            let arms: Option<Vec<_>> = arms.arms.iter().map(|arm| orders(&arm.body)).collect();
            Some(arms?.concat())
        }
        _ => None,
    }
}

fn tail(block: &syn::Block) -> Option<Vec<(Order, Span)>> {
    match block.stmts.as_slice() {
        [Stmt::Expr(expr, None)] => orders(expr),
        _ => None,
    }
}

/// Whether one of these can be weakened.
pub(crate) fn is_strong(orders: &BTreeSet<Order>) -> bool {
    orders.iter().any(|order| *order != Order::Relaxed)
}

/// Whether this is only there for tests.
pub(crate) fn is_test(item: &Item) -> bool {
    let attrs = match item {
        Item::Mod(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        _ => return false,
    };
    is_for_tests(attrs)
}

/// Whether these attributes leave what has them to tests.
pub(crate) fn is_for_tests(attrs: &[Attribute]) -> bool {
    let has_test = |tokens: TokenStream| tokens.into_iter().any(|token| has_word(&token, "test"));
    attrs.iter().any(|attr| {
        attr.path().is_ident("cfg")
            && matches!(&attr.meta, syn::Meta::List(list) if has_test(list.tokens.clone()))
    })
}

fn has_word(token: &TokenTree, word: &str) -> bool {
    match token {
        TokenTree::Ident(ident) => ident == word,
        TokenTree::Group(group) => group
            .stream()
            .into_iter()
            .any(|token| has_word(&token, word)),
        _ => false,
    }
}

/// Constants and variables of a file that are orderings, by name.
#[derive(Default)]
pub(crate) struct Named {
    pub(crate) orders: BTreeMap<String, BTreeSet<Order>>,
    /// The lines that they stand in.
    pub(crate) lines: BTreeMap<String, usize>,
    /// Where their orderings stand.
    pub(crate) understood: BTreeSet<usize>,
}

impl Named {
    fn add(&mut self, name: &syn::Ident, value: &Expr) {
        if let Some(orders) = orders(value) {
            self.understood
                .extend(orders.iter().map(|(_, span)| span.byte_range().start));
            let known = self.orders.entry(name.to_string()).or_default();
            known.extend(orders.iter().map(|(order, _)| *order));
            self.lines
                .insert(name.to_string(), name.span().start().line);
        }
    }
}

impl Visit<'_> for Named {
    fn visit_item(&mut self, item: &Item) {
        if !is_test(item) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_const(&mut self, item: &syn::ItemConst) {
        self.add(&item.ident, &item.expr);
        visit::visit_item_const(self, item);
    }

    fn visit_impl_item_const(&mut self, item: &syn::ImplItemConst) {
        self.add(&item.ident, &item.expr);
        visit::visit_impl_item_const(self, item);
    }

    fn visit_local(&mut self, local: &syn::Local) {
        let mut pat = &local.pat;
        while let Pat::Type(typed) = pat {
            pat = &typed.pat;
        }
        if let (Pat::Ident(name), Some(init)) = (pat, &local.init) {
            self.add(&name.ident, &init.expr);
        }
        visit::visit_local(self, local);
    }
}
