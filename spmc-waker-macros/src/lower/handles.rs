//! Makes the handles: those that the options name, and those that exist by default.

use crate::{
    model::{Field, Handle, HandleId, HandleKind, Handles},
    names,
    parse::{FieldOption, Given, HandleOption, Options, has_field},
    syntax::{allows, name_lifetimes, nameless_lifetime_of, without_self},
    tokens::{each, find_self},
};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::{Lifetime, Visibility};

pub(super) fn lower(
    options: &Options,
    condition: &Ident,
    self_path: &TokenStream,
    is_short: bool,
) -> Handles {
    // The short form has one waiter. Others are an error, which `validate` reports.
    let most = if is_short { 1 } else { usize::MAX };
    let named = &options.waiters[..options.waiters.len().min(most)];
    let mut handles = Handles::default();
    let mut add = |kind, given: Option<&Given<HandleOption>>, default| {
        let option = given.map(|given| &given.value);
        let attrs = option.map_or(&[][..], |option| &option.attrs);
        let mut fields = Vec::new();
        if let Some(option) = option {
            for (place, own) in option.fields.iter().enumerate() {
                // A second field of the same name is an error, which `validate` reports.
                if !has_field(&option.fields[..place], &own.ident) {
                    fields.push(field(own, self_path));
                }
            }
        }
        handles.add(Handle {
            id: HandleId::default(),
            kind,
            ident: option
                .and_then(|option| option.ident.clone())
                .unwrap_or(default),
            written: given.map(|given| given.value.ident.as_ref().unwrap_or(&given.name).clone()),
            allows: allows(attrs),
            attrs: attrs.to_vec(),
            own_vis: option.and_then(|option| option.vis.clone()),
            vis: Visibility::Inherited,
            capacity: option.and_then(|option| option.capacity.clone()),
            fields,
        });
    };
    // The short form has a notifier. `none` is an error there, which `validate` reports.
    let has_notifier = (is_short || options.no_notifier.is_none()) && named.len() < 2;
    if options.notifier.is_some() || has_notifier {
        let default = names::notifier(condition);
        add(HandleKind::Notifier, options.notifier.as_ref(), default);
    }
    if named.is_empty() {
        add(HandleKind::Waiter(0), None, names::waiter(condition));
    }
    for (number, option) in named.iter().enumerate() {
        let mut default = names::waiter(condition);
        default.set_span(default.span().located_at(option.name.span()));
        let kind = if option.name == "waiters" {
            HandleKind::Waiters(number)
        } else {
            HandleKind::Waiter(number)
        };
        add(kind, Some(option), default);
    }
    handles
}

fn field(option: &FieldOption, self_path: &TokenStream) -> Field {
    let mut ty = without_self(&option.ty, self_path);
    name_lifetimes(&mut ty, &mut || Lifetime::new("'static", Span::call_site()));
    let value = option.value.as_ref();
    Field {
        attrs: each(&option.attrs, &|attr| quote!(#attr)),
        allows: allows(&option.attrs),
        ident: option.ident.clone(),
        ty,
        nameless: nameless_lifetime_of(&option.ty),
        this: find_self(quote!(#value)),
        value: value.map(|value| without_self(value, self_path)),
    }
}
