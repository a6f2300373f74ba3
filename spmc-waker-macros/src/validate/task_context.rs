//! A rule against checks that take a task's `Context`. A check has no task: the wait registers the task, and runs the
//! check.

use crate::{
    errors::at,
    model::{Method, ParamKind, Wait},
    names,
    syntax::{module_of, ungroup},
};
use syn::{GenericArgument, Path, PathArguments, Type};

/// Refuses the `Context` of a task among the arguments of a check.
pub(super) fn refuse(method: &Method<'_>, wait: &Wait) -> syn::Result<()> {
    for param in &method.params {
        if matches!(param.kind, ParamKind::Plain) && is_task_context(&param.ty) {
            return at(
                &param.ty,
                format!(
                    "a check has no task, it only looks at the condition: leave this argument out, and \
                     poll by `{}`, which is generated and takes the context. Another type of this name \
                     needs its path",
                    names::poll_name(&wait.name)
                ),
            );
        }
    }
    Ok(())
}

/// Whether a type is `&mut Context<'_>`, or `Context<'_>`, and its path does not lead to another module than `task`.
fn is_task_context(ty: &Type) -> bool {
    match ungroup(ty) {
        Type::Reference(reference) => is_task_context(&reference.elem),
        Type::Path(path) if path.qself.is_none() => names_task_context(&path.path),
        _ => false,
    }
}

fn names_task_context(path: &Path) -> bool {
    let has_name = path
        .segments
        .last()
        .is_some_and(|last| last.ident == "Context" && has_lifetimes_alone(&last.arguments));
    has_name && module_of(path).is_none_or(|module| module == "task")
}

fn has_lifetimes_alone(arguments: &PathArguments) -> bool {
    match arguments {
        PathArguments::None => true,
        PathArguments::AngleBracketed(arguments) => arguments
            .args
            .iter()
            .all(|argument| matches!(argument, GenericArgument::Lifetime(_))),
        PathArguments::Parenthesized(_) => false,
    }
}
