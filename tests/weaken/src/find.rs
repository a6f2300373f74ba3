//! Finds the orderings of a source file, by its syntax.
//!
//! An ordering stands as an argument of an operation, or in a constant or a variable that is such an
//! argument. Each *use* of a constant is a site of its own: two operations with one constant may need it for
//! different reasons. An ordering that stands anywhere else is an error, so that none is overlooked.

use crate::{
    named::{Named, is_for_tests, is_strong, is_test, orders},
    order::{Order, Role, roles},
};
use proc_macro2::{Span, TokenStream, TokenTree};
use std::{collections::BTreeSet, ops::Range};
use syn::{
    Expr, Item, Pat, Stmt,
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
    if is_for_tests(&file.attrs) {
        return Ok(Vec::new());
    }
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
        if !is_test(item) {
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

    fn visit_trait_item_fn(&mut self, function: &syn::TraitItemFn) {
        let name = function.sig.ident.to_string();
        self.within(name, |this| visit::visit_trait_item_fn(this, function));
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
