//! The short form: a condition with one wait, whose check is a closure, and a notifier that takes its
//! changes as closures.

use super::wait;
use crate::{
    model::{HandleId, Method, MethodId, Model, Role, Until, Woken},
    parse::{Options, StructItem},
    tokens::is_one_of,
};
use proc_macro2::{Ident, TokenStream};
use quote::format_ident;
use syn::{Expr, Generics, Macro, Path, PathSegment, ReturnType, Stmt, Token, Type, TypePath};

/// Adds the check, and the method that changes the condition.
pub(super) fn add_methods(model: &mut Model<'_>, options: &Options, item: &StructItem) {
    let until = until(options, &model.runtime);
    let (notifier, waiter) = (model.handles.notifier(), model.handles.only_waiter());
    let ret = &until.ret;
    let output = ReturnType::Type(<Token![->]>::default(), Box::new(ret.clone()));
    let method = |id, name: &str, output, role, on: Option<HandleId>| {
        let own_vis = on.and_then(|handle| model.handles[handle].own_vis.clone());
        Method {
            id: MethodId(id),
            written: None,
            attrs: &[],
            allows: TokenStream::new(),
            vis: own_vis.unwrap_or_else(|| item.vis.clone()),
            marker: format_ident!("waitable").into(),
            name: format_ident!("{name}"),
            generics: Generics::default(),
            params: Vec::new(),
            output,
            by: None,
            on: on.map_or_else(Vec::new, |on| vec![on]),
            is_on_any: false,
            // In the short form, a ready wait wakes nobody.
            wakes: matches!(role, Role::Wait(_)).then(Woken::default),
            wakes_names: None,
            role,
            is_broken: false,
        }
    };
    let wait = Role::Wait(Box::new(wait::of_closure(until, &output, model)));
    let check = method(0, "try_wait", output, wait, waiter);
    let change = method(1, "notify", ReturnType::Default, Role::Apply, notifier);
    model.methods = vec![check, change];
}

fn until(options: &Options, runtime: &Ident) -> Until {
    let closure = options.until.as_ref().map(|until| {
        // The trailing comma after the parameter is not needed in the expansion.
        let mut closure = until.value.clone();
        closure.inputs.pop_punct();
        closure
    });
    let declared = options.until_type.clone();
    let is_unwritten = closure
        .as_ref()
        .is_some_and(|closure| is_unwritten(&closure.body));
    Until {
        closure,
        is_declared: declared.is_some() || is_unwritten,
        ret: declared.unwrap_or_else(|| {
            Type::Path(TypePath {
                attrs: Vec::new(),
                qself: None,
                path: Path {
                    leading_colon: None,
                    segments: [runtime.clone(), format_ident!("bool")]
                        .map(PathSegment::from)
                        .into_iter()
                        .collect(),
                },
            })
        }),
    }
}

/// Whether a check ends in `todo!()` or the like, so that its return type cannot be wrong.
fn is_unwritten(body: &Expr) -> bool {
    let never_returns = |called: &Macro| {
        let words = ["todo", "unimplemented", "unreachable", "panic"];
        let last = called.path.segments.last();
        last.is_some_and(|last| is_one_of(&last.ident, &words))
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
