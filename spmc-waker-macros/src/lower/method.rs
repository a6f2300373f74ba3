//! Makes a marked method.

use super::{names::resolve, params, wait};
use crate::{
    model::{Arming, HandleId, Method, MethodId, Model, Notify, Query, Role},
    parse::{
        Event, HandleNames, Hook, Item, Marker, MemberFn, NotifyOptions, Role as Marked, Wakes,
    },
    syntax::{allows, attrs_of, declare_lifetimes, generics_without_self, output_without_self},
    tokens::replace_self,
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the method, if it has a marker.
pub(super) fn lower<'a>(member: &'a MemberFn, model: &Model<'a>) -> Option<Method<'a>> {
    let Marker {
        path,
        role,
        is_unclear,
        is_one_of_several,
    } = member.marker.as_ref()?;
    let (sig, self_path) = (&member.sig, &model.path());
    let params = params::lower(sig, model.names, self_path);
    let repeats_a_field = params::repeat_a_field(&params);
    let by = by(role);
    let (on, is_known) = handles(role, by, model);
    let wakes_names = wakes(role);
    let role = match role {
        Marked::Notify(options) => Role::Notify(Box::new(notify(options, self_path))),
        Marked::Query(options) => Role::Query(Query {
            guard: options.guard.clone(),
        }),
        Marked::OnDrop(_) => Role::OnDrop,
        Marked::Arming(event, hook) => Role::Arming(arming(*event, hook)),
        Marked::Wait(options) => {
            let handle = on.first().copied();
            let wait = wait::lower(&sig.ident, &sig.output, options, &params, handle, model);
            Role::Wait(Box::new(wait))
        }
    };
    let mut generics = generics_without_self(&sig.generics, self_path);
    if let Item::Impl(item) = model.item {
        declare_lifetimes(&mut generics, sig, &item.generics, &model.generics);
    }
    Some(Method {
        id: MethodId(model.methods.len()),
        written: Some(member),
        attrs: &member.attrs,
        allows: allows_of(member),
        vis: member.vis.clone(),
        marker: path.clone(),
        name: sig.ident.clone(),
        generics,
        output: output_without_self(&sig.output, self_path),
        params,
        role,
        by,
        on,
        is_on_any: *is_one_of_several || !is_known,
        wakes: None,
        wakes_names,
        is_broken: *is_unclear || repeats_a_field,
    })
}

/// Returns the handles that have the method, or whose hook it is, as written.
const fn by(role: &Marked) -> Option<&HandleNames> {
    match role {
        Marked::Notify(options) => options.by.as_ref(),
        Marked::Wait(options) => options.by.as_ref(),
        Marked::OnDrop(hook) => Some(&hook.of),
        Marked::Arming(_, hook) => hook.by.as_ref(),
        Marked::Query(options) => options.by.as_ref(),
    }
}

const fn wakes(role: &Marked) -> Option<&Wakes> {
    match role {
        Marked::Notify(options) => options.wakes.as_ref(),
        Marked::Wait(options) => options.wakes.as_ref(),
        Marked::OnDrop(hook) => hook.wakes.as_ref(),
        Marked::Query(_) | Marked::Arming(..) => None,
    }
}

/// Finds the handles of these names, and returns whether it is clear which handles are meant.
fn handles(role: &Marked, by: Option<&HandleNames>, model: &Model<'_>) -> (Vec<HandleId>, bool) {
    let handles = &model.handles;
    if let Some(by) = by {
        let (on, are_all) = resolve(by, handles);
        let can_wait = !matches!(role, Marked::Wait(_))
            || on.iter().all(|handle| handles[*handle].waiter().is_some());
        return (on, are_all && can_wait);
    }
    let only = match role {
        Marked::Notify(_) => handles.notifier(),
        Marked::Wait(_) => handles.only_waiter(),
        Marked::Query(_) => {
            let mut all = Vec::new();
            for handle in handles.iter() {
                all.push(handle.id);
            }
            return (all, true);
        }
        Marked::OnDrop(_) | Marked::Arming(..) => return (Vec::new(), true),
    };
    match only {
        Some(only) => (vec![only], true),
        None => (Vec::new(), false),
    }
}

fn notify(options: &NotifyOptions, self_path: &TokenStream) -> Notify {
    let when = options.when.as_ref();
    Notify {
        when_tokens: when
            .map(|when| replace_self(quote!(#when), self_path))
            .unwrap_or_default(),
        when: options.when.clone(),
        is_cold: options.cold.is_some(),
        guard: options.guard.clone(),
        last: options.last.clone(),
    }
}

fn arming(event: Event, hook: &Hook) -> Arming {
    Arming {
        event,
        named: hook.of.0.first().cloned(),
        wait: None,
    }
}

/// Returns the lints of a method and of its arguments, because these are fields of its future.
fn allows_of(member: &MemberFn) -> TokenStream {
    let mut all = allows(&member.attrs);
    for input in &member.sig.inputs {
        all.extend(allows(attrs_of(input)));
    }
    all
}
