//! Rules for `wakes`: the names in it, and who must have it.

use super::{names, report::Report};
use crate::{
    errors::{self, at},
    model::{Handle, HandleId, HandleKind, Method, Model, Param, ParamKind, Role},
    parse::Target,
    syntax::ungroup,
};
use proc_macro2::Ident;
use syn::{Type, ext::IdentExt as _};

/// Requires that each name in `wakes` is that of something that can be woken.
pub(super) fn require(model: &Model<'_>, report: &mut Report) {
    require_one_meaning(model, report);
    names::require_each(model, report, require_names);
}

/// Reports a wait whose name means something else in `wakes`, if it stands there.
fn require_one_meaning(model: &Model<'_>, report: &mut Report) {
    for wait in model.methods.iter().filter_map(Method::wait) {
        let name = &wait.name;
        if !is_word(name) && model.handles.find(name).is_none() {
            continue;
        }
        let mut is_used = false;
        for method in &report.sound(model) {
            let wakes = method.wakes_names.as_ref();
            let mut targets = wakes.iter().flat_map(|wakes| &wakes.0);
            if targets
                .any(|target| matches!(target, Target::Named(used) if used.unraw() == name.unraw()))
            {
                is_used = true;
                report.breaks(method);
            }
        }
        if is_used && !report.handles_are_unclear {
            report.errors.at(
                name,
                format!("`{name}` means something else in `wakes`: give this wait another name"),
            );
        }
    }
}

fn is_word(name: &Ident) -> bool {
    name == "all" || name == "none"
}

fn require_names(method: &Method<'_>, model: &Model<'_>) -> syn::Result<()> {
    let Some(wakes) = &method.wakes_names else {
        return Ok(());
    };
    let is_alone = wakes.0.len() == 1;
    let mut seen: Vec<(&Ident, u64)> = Vec::new();
    for target in &wakes.0 {
        let name = target.name();
        let waits = match target {
            Target::One { word, wait } => {
                require_one(word, wait, method, model)?;
                model.waits_called(wait)
            }
            Target::Named(name) => waits_of(name, is_alone, method, model)?,
        };
        for (other, before) in &seen {
            if other.unraw() == name.unraw() {
                return at(name, format!("`{name}` is given twice: remove one"));
            }
            if before & waits != 0 {
                return at(
                    name,
                    format!("`{other}` and `{name}` have a wait in common: remove one"),
                );
            }
        }
        seen.push((name, waits));
    }
    Ok(())
}

/// Returns the waits that a name means.
fn waits_of(
    name: &Ident,
    is_alone: bool,
    method: &Method<'_>,
    model: &Model<'_>,
) -> syn::Result<u64> {
    let (handle, waits) = (model.handles.find(name), model.waits_called(name));
    if is_word(name) && handle.is_none() {
        return if is_alone {
            Ok(0)
        } else {
            at(name, format!("`{name}` stands alone: `wakes = {name}`"))
        };
    }
    if let Some(handle) = handle {
        return waits_of_handle(name, handle, method, model);
    }
    if waits != 0 {
        require_pending(
            waits,
            method,
            model,
            name,
            "is this very wait, which is over then",
        )?;
        return Ok(waits);
    }
    require_known(name, model)?;
    Ok(0)
}

fn waits_of_handle(
    name: &Ident,
    handle: HandleId,
    method: &Method<'_>,
    model: &Model<'_>,
) -> syn::Result<u64> {
    if model.handles[handle].kind == HandleKind::Notifier {
        return at(
            name,
            "the notifier does not wait, so there is nobody to wake",
        );
    }
    let waits = model.waits_of(handle);
    let is_over = match method.role {
        Role::OnDrop => "is the handle that is dropped, so it does not wait",
        _ => "is the handle that does this, and so it does not wait meanwhile",
    };
    require_pending(waits, method, model, name, is_over)?;
    Ok(waits)
}

/// Requires that at least one of these waits may be pending when the method wakes.
fn require_pending(
    waits: u64,
    method: &Method<'_>,
    model: &Model<'_>,
    name: &Ident,
    is_over: &str,
) -> syn::Result<()> {
    let mut by = method.on.iter();
    if waits == 0 || method.on.is_empty() || by.any(|by| waits & !model.over(method, *by) != 0) {
        return Ok(());
    }
    at(
        name,
        format!("`{name}` {is_over}: name the waits to wake, or `none`"),
    )
}

/// Reports a name that is unknown. It may also be that of a wait whose handle is unclear.
fn require_known(name: &Ident, model: &Model<'_>) -> syn::Result<()> {
    if is_called(name, model) {
        return Ok(());
    }
    if name == "one" {
        return at(name, "one of which? `wakes = one(WAIT)` names a wait");
    }
    let mut known = Vec::new();
    for handle in model.handles.waiters() {
        known.push(handle.ident.to_string());
    }
    known.append(&mut names_of_waits(model));
    names::find(name, &model.handles, "handle or wait", &known).map(drop)
}

/// Requires that `one` names a wait of `waiters`, all of whose tasks can use the change.
fn require_one(
    word: &Ident,
    wait: &Ident,
    method: &Method<'_>,
    model: &Model<'_>,
) -> syn::Result<()> {
    if matches!(method.role, Role::OnDrop) {
        return at(
            word,
            format!(
                "`one` is for a change that one task can use, and the end of a handle concerns all: \
                 `wakes = {wait}`"
            ),
        );
    }
    if model.waits_called(wait) == 0 {
        return require_wait(wait, model);
    }
    for own in &model.waits {
        let Handle { ident, kind, .. } = &model.handles[own.handle];
        if own.is_called(wait) && matches!(kind, HandleKind::Waiter(_)) {
            return at(
                wait,
                format!(
                    "`{wait}` is a wait of one waiter, `{ident}`, so there is nothing to choose: \
                     `wakes = {wait}`"
                ),
            );
        }
    }
    require_alike(wait, model)
}

/// Reports a wait that does not exist, unless its handle is unclear.
fn require_wait(wait: &Ident, model: &Model<'_>) -> syn::Result<()> {
    if is_called(wait, model) {
        return Ok(());
    }
    if model.handles.find(wait).is_some() {
        return at(
            wait,
            format!(
                "`one` chooses among the tasks of one wait, and `{wait}` is a handle: name a wait, as in \
                 `one(recv)`"
            ),
        );
    }
    at(
        wait,
        format!(
            "there is no wait `{wait}`: {}",
            errors::expected(&wait.to_string(), &errors::words(&names_of_waits(model)))
        ),
    )
}

/// Whether a wait has this name. Its handle may be unclear.
fn is_called(name: &Ident, model: &Model<'_>) -> bool {
    model.methods.iter().any(|method| is_check_of(method, name))
}

/// Whether a method is the check of a wait of this name.
fn is_check_of(method: &Method<'_>, name: &Ident) -> bool {
    let wait = method.wait();
    wait.is_some_and(|wait| wait.name.unraw() == name.unraw())
}

fn names_of_waits(model: &Model<'_>) -> Vec<String> {
    let mut names = Vec::new();
    for wait in &model.waits {
        names.push(wait.name.to_string());
    }
    names
}

/// Requires that no argument of the check tells its tasks apart, because each task must be able to use the change.
fn require_alike(wait: &Ident, model: &Model<'_>) -> syn::Result<()> {
    let differs = |param: &&Param| {
        let is_mut = matches!(ungroup(&param.ty), Type::Reference(ty) if ty.mutability.is_some());
        matches!(param.kind, ParamKind::Plain) && !is_mut
    };
    for method in &model.methods {
        if !is_check_of(method, wait) {
            continue;
        }
        if let Some(param) = method.params.iter().find(differs) {
            return at(
                wait,
                format!(
                    "`one` chooses any task, and those that wait by `{wait}` differ in `{}`: the change may \
                     be for a task other than the one that is woken. Wake them all: `wakes = {wait}`",
                    param.ident
                ),
            );
        }
    }
    Ok(())
}

/// Requires that a wait says which tasks it wakes when it is ready, if there are others that wait.
pub(super) fn require_said(method: &Method<'_>, model: &Model<'_>) -> syn::Result<()> {
    let mut on = method.on.iter();
    let others_wait = model.waits.len() > 1 || on.any(|on| model.handles[*on].is_many());
    if method.wakes.is_some() || method.is_query() || !others_wait {
        return Ok(());
    }
    let own = method.wait().map(|wait| &wait.name);
    let mut waits = model.waits.iter();
    let other = waits.find(|wait| own.is_some_and(|own| !wait.is_called(own)));
    let name = other.map(|other| &other.name).or(own);
    let can_choose = |name: &&Ident| require_alike(name, model).is_ok();
    let is_many = other.is_none_or(|other| model.handles[other.handle].is_many());
    let one = name.filter(can_choose).is_some() && is_many;
    let name = name.map(ToString::to_string).unwrap_or_default();
    let one = if one {
        format!(", or `wakes = one({name})` if one task can use it")
    } else {
        String::new()
    };
    at(
        &method.marker,
        format!(
            "whom does this wake when it is ready? Say one of these:\n\
             `query` if the check takes nothing,\n\
             `wakes = {name}`, with the waits or handles that may be ready after it{one},\n\
             `wakes = none` if none is,\n\
             `wakes = all` if each may be.\n\
             No default is right: with all, a task whose wait is always ready can wake itself for ever, and \
             with fewer, a wakeup can be lost."
        ),
    )
}
