//! Makes the wait of a check.

use crate::{
    model::{Argument, Field, HandleId, Model, Param, ParamKind, Until, Wait, WaitField},
    names::{self, Names},
    parse::WaitOptions,
    syntax::{
        Readiness, borrow_of, name_lifetimes, output_without_self, readiness_of, without_self,
    },
};
use quote::format_ident;
use syn::{Ident, Lifetime, ReturnType, ext::IdentExt as _};

pub(super) fn lower(
    check: &Ident,
    output: &ReturnType,
    options: &WaitOptions,
    params: &[Param],
    handle: Option<HandleId>,
    model: &Model<'_>,
) -> Wait {
    let written = options.name.clone();
    let name = written.or_else(|| names::wait_name(check));
    let lacks_name = name.is_none();
    let name = name.unwrap_or_else(|| check.clone());
    let self_path = &model.path();
    let readiness = readiness_of(&output_without_self(output, self_path));
    let budget = options.budget.as_deref();

    // The lifetimes of the arguments are in the same generics as those of the handle: in its methods, and in the
    // future.
    let mut taken = Vec::new();
    if let Some(borrow) = model.handle_lifetime() {
        taken.push(borrow);
    }
    let shared = taken.len();
    let own = handle.map_or(&[][..], |handle| &model.handles[handle].fields);
    let fields = fields(params, own, model.names, &mut taken);
    let lifetimes = taken.split_off(shared);
    let borrow = model.names.fresh_borrow(&lifetimes);
    let borrows = match output {
        ReturnType::Type(_, ty) => borrow_of(ty),
        ReturnType::Default => None,
    };
    Wait {
        lacks_name,
        vis: options.vis.clone(),
        doc: options.doc.clone(),
        awaited: options.awaited.clone(),
        stream: options.stream.clone(),
        sink: options.sink.clone(),
        blocking: options.blocking.clone(),
        lacks_blocking: false,
        within: options.within.is_some(),
        budget: budget.map(|budget| Box::new(without_self(budget, self_path))),
        query: options.query.clone(),
        future: options.future.clone(),
        until: None,
        future_readiness: with_named_lifetimes(&readiness, &borrow),
        readiness,
        borrows,
        fields,
        lifetimes,
        borrow,
        name,
    }
}

/// Makes the wait of the short form.
pub(super) fn of_closure(until: Until, output: &ReturnType, model: &Model<'_>) -> Wait {
    let name = format_ident!("wait");
    let options = WaitOptions {
        name: Some(name.clone()),
        awaited: Some(name.clone()),
        ..WaitOptions::default()
    };
    let mut wait = lower(&name, output, &options, &[], None, model);
    wait.until = Some(until);
    wait
}

fn with_named_lifetimes(readiness: &Readiness, lifetime: &Lifetime) -> Readiness {
    let mut readiness = readiness.clone();
    if let Readiness::Of(ty) | Readiness::Projected(ty) = &mut readiness {
        name_lifetimes(ty, &mut || lifetime.clone());
    }
    readiness
}

/// Makes the future's fields for the arguments. Adds the lifetimes that it makes up to `taken`.
fn fields(
    params: &[Param],
    own: &[Field],
    names: &Names,
    taken: &mut Vec<Lifetime>,
) -> Vec<WaitField> {
    let mut fields = Vec::new();
    for param in params {
        let (kind, ty) = match &param.kind {
            ParamKind::Plain => (Argument::Plain, &param.ty),
            ParamKind::Once { value, .. } => (Argument::Once, value.as_ref().unwrap_or(&param.ty)),
            // If the argument has another type than the field, rustc reports that where the check is called.
            ParamKind::Field { target, is_mut, .. } => {
                let field = own.iter().find(|field| field.ident == param.ident);
                let ty = field.map(|field| &field.ty).or(target.as_ref());
                (Argument::Field { is_mut: *is_mut }, ty.unwrap_or(&param.ty))
            }
        };
        let mut ty = ty.clone();
        name_lifetimes(&mut ty, &mut || {
            let name = param.ident.unraw().to_string();
            let lifetime = names.fresh_lifetime(&name, taken);
            taken.push(lifetime.clone());
            lifetime
        });
        fields.push(WaitField {
            ident: param.ident.clone(),
            ty,
            kind,
        });
    }
    fields
}
