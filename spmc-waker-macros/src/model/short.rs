//! The short form: a condition with one wait, whose check is a closure, and a notifier that takes its
//! changes as closures.

use super::{
    condition::Model,
    context::Context,
    method::{Method, Role},
    wait::{Until, Wait},
};
use crate::parse::{Options, StructItem};
use quote::format_ident;
use syn::{
    Expr, Generics, Macro, ReturnType, Stmt, Visibility, parse_quote, punctuated::Punctuated,
};

pub(super) fn add_methods(model: &mut Model<'_>, options: &Options, item: &StructItem) {
    let closure = options.until.as_ref().map(|until| {
        // A trailing comma is no part of a parameter.
        let mut closure = until.value.clone();
        closure.inputs = closure.inputs.into_iter().collect::<Punctuated<_, _>>();
        closure
    });
    let declared = options.until_type.clone();
    let is_unwritten = closure
        .as_ref()
        .is_some_and(|closure| is_unwritten(&closure.body));
    let until = Until {
        closure,
        is_declared: declared.is_some() || is_unwritten,
        ret: declared.unwrap_or_else(|| parse_quote!(bool)),
    };
    let (notifier, waiter) = (model.notifier(), model.waiters().next().map(|(of, _)| of));
    let method = |name, output, role, on: Option<usize>| Method {
        written: None,
        attrs: &[],
        allows: Vec::new(),
        vis: Visibility::Inherited,
        marker: parse_quote!(waitable),
        name,
        generics: Generics::default(),
        params: Vec::new(),
        output,
        role,
        on: on.into_iter().collect(),
        wakes: None,
        wrong_names: Vec::new(),
        is_broken: false,
    };
    let vis = |handle: Option<usize>| {
        let handle = handle.and_then(|handle| model.handles.get(handle));
        let own = handle.and_then(|handle| handle.own_vis.clone());
        own.unwrap_or_else(|| item.vis.clone())
    };
    let ret = &until.ret;
    let output: ReturnType = parse_quote!(-> #ret);
    let context = Context {
        names: model.names,
        condition: &model.condition,
        self_path: &model.path(),
        generics: &model.generics,
        borrow: &model.borrow,
        handles: &model.handles,
    };
    let wait = Wait::of_closure(until, waiter, &context);
    let (wait_vis, apply_vis) = (vis(waiter), vis(notifier));
    let check = method(
        format_ident!("try_wait"),
        output,
        Role::Wait(Box::new(wait)),
        waiter,
    );
    let apply = method(
        format_ident!("notify"),
        ReturnType::Default,
        Role::Apply,
        notifier,
    );
    let check = Method {
        vis: wait_vis,
        ..check
    };
    let apply = Method {
        vis: apply_vis,
        ..apply
    };
    model.methods.extend([check, apply]);
}

/// Whether a check ends in `todo!()` or the like, so that what it returns cannot be wrong.
fn is_unwritten(body: &Expr) -> bool {
    let never_returns = |called: &Macro| {
        let words = ["todo", "unimplemented", "unreachable", "panic"];
        let last = called.path.segments.last();
        last.is_some_and(|last| words.iter().any(|word| last.ident == word))
    };
    match body {
        Expr::Macro(called) => never_returns(&called.mac),
        Expr::Loop(_) => true,
        Expr::Group(group) => is_unwritten(&group.expr),
        Expr::Paren(paren) => is_unwritten(&paren.expr),
        Expr::Block(block) => match block.block.stmts.last() {
            Some(Stmt::Macro(called)) => never_returns(&called.mac),
            Some(Stmt::Expr(last, _)) => is_unwritten(last),
            _ => false,
        },
        _ => false,
    }
}
