//! Finds the orderings of a source file, by its syntax.
//!
//! An ordering stands as an argument of an operation, or in a constant or a variable that is such an
//! argument. Each *use* of a constant is a site of its own: two operations with one constant may need it for
//! different reasons. An ordering that stands anywhere else is an error, so that none is overlooked.

use crate::order::{Order, Role, roles};
use proc_macro2::{Span, TokenStream, TokenTree};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};
use syn::{
    Attribute, Expr, Item, Pat, Stmt,
    spanned::Spanned as _,
    visit::{self, Visit},
};

/// An ordering in an operation.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Site {
    /// The function that it stands in.
    pub(crate) function: String,
    pub(crate) operation: String,
    pub(crate) role: Role,
    /// What it may be: more than one ordering where a constant or a variable depends on something.
    pub(crate) orders: BTreeSet<Order>,
    /// The bytes of the argument.
    pub(crate) argument: Range<usize>,
    /// The bytes of the called function, if it is a fence.
    pub(crate) fence: Option<Range<usize>>,
    /// The lines of the statement, from one, with its attributes.
    pub(crate) lines: Range<usize>,
}

/// All sites of a file, in order. Or why there is one that this does not understand.
pub(crate) fn find(source: &str) -> Result<Vec<Site>, String> {
    let file = syn::parse_file(source).map_err(|error| error.to_string())?;
    let mut named = Named::default();
    named.visit_file(&file);
    let mut sites = Sites {
        understood: named.understood.clone(),
        named,
        used: BTreeSet::new(),
        functions: Vec::new(),
        lines: Vec::new(),
        sites: Vec::new(),
        stray: Vec::new(),
    };
    sites.visit_file(&file);
    let Named { orders, lines, .. } = &sites.named;
    let mut unused = orders
        .iter()
        .filter(|(name, orders)| is_strong(orders) && !sites.used.contains(*name));
    match sites
        .stray
        .first()
        .or(unused.next().map(|(name, _)| &lines[name]))
    {
        None => Ok(sites.sites),
        Some(line) => Err(format!(
            "line {line}: an ordering that is neither an argument of an atomic operation nor in a constant \
             or a variable that is one: write it so, or teach tests/weaken/src/find.rs"
        )),
    }
}

/// The orderings that an expression may have, if it is made of them alone, and where they stand.
fn orders(expr: &Expr) -> Option<Vec<(Order, Span)>> {
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
fn is_strong(orders: &BTreeSet<Order>) -> bool {
    orders.iter().any(|order| *order != Order::Relaxed)
}

/// Whether this is only there for tests.
fn is_test(attrs: &[Attribute]) -> bool {
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
struct Named {
    orders: BTreeMap<String, BTreeSet<Order>>,
    lines: BTreeMap<String, usize>,
    /// Where their orderings stand.
    understood: BTreeSet<usize>,
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

struct Sites {
    named: Named,
    functions: Vec<String>,
    /// Of the statements that are open.
    lines: Vec<Range<usize>>,
    sites: Vec<Site>,
    /// The names that are arguments of operations.
    used: BTreeSet<String>,
    /// Where orderings stand that have been understood.
    understood: BTreeSet<usize>,
    /// The lines of others.
    stray: Vec<usize>,
}

impl Sites {
    fn call<'e>(
        &mut self,
        operation: &syn::Ident,
        fence: Option<Range<usize>>,
        args: impl DoubleEndedIterator<Item = &'e Expr>,
    ) {
        let roles = roles(&operation.to_string());
        let args: Vec<_> = args.rev().take(roles.len()).collect();
        for (arg, role) in args.into_iter().rev().zip(roles) {
            if let Some(literals) = orders(arg) {
                for (order, span) in literals {
                    self.understood.insert(span.byte_range().start);
                    self.add(
                        operation,
                        *role,
                        [order].into(),
                        place(arg, span),
                        fence.clone(),
                    );
                }
            } else if let Expr::Path(path) = arg {
                let name = path.path.segments.last().map(|it| &it.ident);
                let known = name.map(|name| (name, self.named.orders.get(&name.to_string())));
                if let Some((name, Some(orders))) = known {
                    self.understood.insert(name.span().byte_range().start);
                    self.used.insert(name.to_string());
                    let (orders, place) = (orders.clone(), arg.span().byte_range());
                    self.add(operation, *role, orders, place, fence.clone());
                }
            }
        }
    }

    fn add(
        &mut self,
        operation: &syn::Ident,
        role: Role,
        orders: BTreeSet<Order>,
        argument: Range<usize>,
        fence: Option<Range<usize>>,
    ) {
        if !is_strong(&orders) {
            return;
        }
        let line = operation.span().start().line;
        self.sites.push(Site {
            function: self.functions.join("::"),
            operation: operation.to_string(),
            role,
            orders,
            argument,
            fence,
            lines: self.lines.last().cloned().unwrap_or(line..line + 1),
        });
    }

    fn stray(&mut self, name: &syn::Ident) {
        let own = Order::parse(&name.to_string()).map(|order| [order].into());
        let orders = own.as_ref().or(self.named.orders.get(&name.to_string()));
        if orders.is_some_and(is_strong)
            && !self.understood.contains(&name.span().byte_range().start)
        {
            self.stray.push(name.span().start().line);
        }
    }

    fn stray_tokens(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Ident(name) => self.stray(&name),
                TokenTree::Group(group) => self.stray_tokens(group.stream()),
                _ => {}
            }
        }
    }

    fn within(&mut self, function: String, visit: impl FnOnce(&mut Self)) {
        self.functions.push(function);
        visit(self);
        self.functions.pop();
    }
}

/// The bytes of a path to an ordering, which may stand inside the argument.
fn place(arg: &Expr, name: Span) -> Range<usize> {
    struct Place(Span, Option<Range<usize>>);

    impl Visit<'_> for Place {
        fn visit_expr_path(&mut self, path: &syn::ExprPath) {
            let span = path.span().byte_range();
            if span.contains(&self.0.byte_range().start) {
                self.1 = Some(span);
            }
        }
    }

    let mut place = Place(name, None);
    place.visit_expr(arg);
    place.1.expect("the argument has this ordering")
}

impl Visit<'_> for Sites {
    fn visit_item(&mut self, item: &Item) {
        let attrs = match item {
            Item::Mod(item) => &item.attrs,
            Item::Fn(item) => &item.attrs,
            Item::Impl(item) => &item.attrs,
            _ => return visit::visit_item(self, item),
        };
        if !is_test(attrs) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_fn(&mut self, function: &syn::ItemFn) {
        let name = function.sig.ident.to_string();
        self.within(name, |this| visit::visit_item_fn(this, function));
    }

    fn visit_impl_item_fn(&mut self, function: &syn::ImplItemFn) {
        let name = function.sig.ident.to_string();
        self.within(name, |this| visit::visit_impl_item_fn(this, function));
    }

    fn visit_stmt(&mut self, stmt: &Stmt) {
        let span = stmt.span();
        self.lines.push(span.start().line..span.end().line + 1);
        visit::visit_stmt(self, stmt);
        self.lines.pop();
    }

    fn visit_expr_method_call(&mut self, call: &syn::ExprMethodCall) {
        self.call(&call.method, None, call.args.iter());
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_call(&mut self, call: &syn::ExprCall) {
        if let Expr::Path(path) = &*call.func
            && let Some(function) = path.path.segments.last()
        {
            let is_fence = roles(&function.ident.to_string()) == [Role::Fence];
            let fence = is_fence.then(|| path.span().byte_range());
            self.call(&function.ident, fence, call.args.iter());
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_path(&mut self, path: &syn::ExprPath) {
        if let Some(name) = path.path.segments.last() {
            self.stray(&name.ident);
        }
    }

    // An import is no use, but under another name the uses would not be found.
    fn visit_use_rename(&mut self, rename: &syn::UseRename) {
        self.stray(&rename.ident);
    }

    // What an ordering is compared with is none.
    fn visit_pat(&mut self, pat: &Pat) {
        if !matches!(pat, Pat::Path(_)) {
            visit::visit_pat(self, pat);
        }
    }

    fn visit_macro(&mut self, invocation: &syn::Macro) {
        self.stray_tokens(invocation.tokens.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The arguments that are found, as they stand there, each with its operation and its orderings.
    fn arguments(source: &str) -> Result<Vec<String>, String> {
        let sites = find(source)?.into_iter().map(|site| {
            let orders: Vec<_> = site.orders.iter().map(Order::to_string).collect();
            let argument = &source[site.argument];
            format!(
                "{} {} {argument}: {}",
                site.function,
                site.operation,
                orders.join(" ")
            )
        });
        Ok(sites.collect())
    }

    #[test]
    fn orderings_in_calls_are_found_whatever_their_path() {
        let source = "
            impl T {
                fn f(&self) {
                    let claim = || self.x.compare_exchange(1, 2, Ordering::AcqRel, Acquire);
                    self.x.load(if S { crate::sync::Ordering::Acquire } else { SeqCst });
                    self.x.store(1, Relaxed);
                    loop { x().fetch_or(bit(SIZE), Release); }
                }
            }";
        let found = [
            "f compare_exchange Ordering::AcqRel: AcqRel",
            "f compare_exchange Acquire: Acquire",
            "f load crate::sync::Ordering::Acquire: Acquire",
            "f load SeqCst: SeqCst",
            "f fetch_or Release: Release",
        ];
        assert_eq!(arguments(source), Ok(found.map(str::to_owned).to_vec()));
    }

    #[test]
    fn each_use_of_a_constant_or_a_variable_is_found() {
        let source = "
            const FREE: Ordering = Release;
            impl T {
                const RMW: Ordering = if S { AcqRel } else { SeqCst };
                fn f(&self, order: Ordering) {
                    self.x.swap(0, Self::RMW);
                    let success = match s { 1 => Acquire, _ => Relaxed };
                    self.x.fetch_add(0, Self::RMW);
                    self.x.compare_exchange_weak(1, 2, success, Relaxed);
                    self.x.store(0, FREE);
                    self.x.load(order)
                }
            }";
        let found = [
            "f swap Self::RMW: AcqRel SeqCst",
            "f fetch_add Self::RMW: AcqRel SeqCst",
            "f compare_exchange_weak success: Relaxed Acquire",
            "f store FREE: Release",
        ];
        assert_eq!(arguments(source), Ok(found.map(str::to_owned).to_vec()));
    }

    #[test]
    fn a_fence_is_found_with_the_function_that_it_calls() {
        let source = "fn f() { atomic::fence(SeqCst); }";
        let sites = find(source).expect("it is understood");
        let fence = sites[0].fence.clone().expect("it is a fence");
        assert_eq!(&source[fence], "atomic::fence");
    }

    #[test]
    fn tests_imports_and_patterns_are_left_out() {
        let source = "
            use core::sync::atomic::Ordering::{AcqRel, SeqCst};
            fn f(order: Ordering) { match order { SeqCst => 1, Ordering::AcqRel => 2, _ => 3 }; }
            #[cfg(all(test, not(loom)))]
            mod tests { fn f() { other(SeqCst); } }";
        assert_eq!(arguments(source), Ok(vec![]));
    }

    #[test]
    fn an_ordering_that_is_not_understood_is_an_error() {
        for body in [
            "other(SeqCst)",
            "x.fetch_update(SeqCst, Acquire, f)",
            "assert_eq!(x.load(Acquire), 1)",
            "let pair = (AcqRel, 1);",
            "matches!(order, SeqCst)",
            "const UNUSED: Ordering = AcqRel;",
            "const OTHER: Ordering = AcqRel; x.swap(1, OTHER); other(OTHER);",
        ] {
            let found = find(&format!("fn f() {{\n{body}\n}}"));
            assert!(
                found.is_err_and(|error| error.starts_with("line 2")),
                "{body}"
            );
        }
        assert!(find("use core::sync::atomic::Ordering::SeqCst as S;").is_err());
    }
}
