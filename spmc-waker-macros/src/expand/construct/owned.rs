//! The methods that make the handles which own their condition.

use super::params;
use crate::{
    expand::{attrs, fields, paths, spans},
    model::{Field, Handle, HandleKind, Model, narrower},
    tokens::each,
};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::Visibility;

pub(super) fn add_items(model: &Model<'_>, items: &mut Vec<TokenStream>) {
    items.push(into_handles(model));
    if model.handles.iter().any(Handle::is_many) {
        for handle in model.handles.iter() {
            items.push(handle_of(model, handle));
            if handle.is_many() {
                items.push(of(model, handle));
            }
        }
    }
}

/// The name of the method that makes all handles.
fn into_name(model: &Model<'_>) -> Ident {
    match model.handles.len() {
        1 => format_ident!("into_handle"),
        2 => format_ident!("into_pair"),
        _ => format_ident!("into_handles"),
    }
}

/// The visibility of the method that returns all handles.
fn all_vis<'m>(model: &'m Model<'_>) -> &'m Visibility {
    let mut all = None;
    for handle in model.handles.iter() {
        all = Some(all.map_or(&handle.vis, |vis| narrower(vis, &handle.vis)));
    }
    all.unwrap_or(&Visibility::Inherited)
}

/// The type that the method returns: a tuple of all handles, or the only handle.
fn types(model: &Model<'_>) -> TokenStream {
    tuple(model, &|handle| paths::handle_type(model, handle))
}

fn tuple(model: &Model<'_>, part: &dyn Fn(&Handle) -> TokenStream) -> TokenStream {
    let mut parts = Vec::new();
    for handle in model.handles.iter() {
        parts.push(part(handle));
    }
    match parts.as_slice() {
        [only] => only.clone(),
        parts => {
            let parts = each(parts, &|part| quote!(#part,));
            quote!((#parts))
        }
    }
}

fn into_handles(model: &Model<'_>) -> TokenStream {
    let (runtime, ty, vis) = (&model.runtime, &model.ty, all_vis(model));
    let (impl_generics, _, where_clause) = model.generics.split_for_impl();
    let (name, made) = (into_name(model), model.names.fresh("handles"));
    let (mut takes, mut allows, mut count) = (TokenStream::new(), TokenStream::new(), 1);
    for handle in model.handles.iter() {
        for field in &handle.fields {
            allows.extend(field.allows.clone());
            if params::is_argument(field) {
                let (ident, ty) = (params::argument(model, handle, field), &field.ty);
                takes.extend(quote!(, #ident: #ty));
                count += 1;
            }
        }
    }
    let handles = tuple(model, &|handle| {
        let first = match handle.kind {
            HandleKind::Notifier => quote!(notifier),
            HandleKind::Waiter(_) => quote!(waiter),
            HandleKind::Waiters(_) => quote!(waiters),
        };
        let argument = |field: &Field| params::argument(model, handle, field);
        let first = quote!(#runtime::FirstHandles::#first(&mut #made));
        fields::construct(model, handle.id, &first, &argument)
    });
    let types = types(model);
    let new = match model.handles.notifier() {
        Some(_) => quote!(with_notifier),
        None => quote!(without_notifier),
    };
    let (doc, many) = (into_doc(model), attrs::allow_many(count));
    let track_caller = attrs::track_caller(None);
    quote! {
        impl #impl_generics #ty #where_clause {
            #[doc = #doc]
            #many
            #allows
            #track_caller
            #[must_use = "the condition can be reached only through its handles"]
            #vis fn #name(self #takes) -> #types {
                let mut #made = #runtime::FirstHandles::#new(self);
                #handles
            }
        }
    }
}

fn into_doc(model: &Model<'_>) -> String {
    let last = model.handles.len() - 1;
    let mut list = String::new();
    for (place, handle) in model.handles.iter().enumerate() {
        let before = match place {
            0 => "",
            _ if place == last => " and ",
            _ => ", ",
        };
        list += &format!("{before}[`{}`]", handle.ident);
    }
    match last {
        0 => format!("Makes the handle of this condition, which owns it: {list}."),
        _ => format!("Makes the handles of this condition, which own it together: {list}."),
    }
}

/// The impl of `HandleOf`, so that other handles can be made from this one.
fn handle_of(model: &Model<'_>, handle: &Handle) -> TokenStream {
    let (runtime, ty, path) = (&model.runtime, &model.ty, paths::inner_path(model, handle));
    let (name, inner) = (model.names.fresh("handle"), &model.names.inner);
    let handle_type = paths::handle_type(model, handle);
    let storage = quote! {
        fn storage(#name: &Self) -> &#runtime::Owned<#ty> {
            #path::storage(&#name.#inner)
        }
    };
    let (of, span) = ((&handle_type, &model.generics), Span::call_site());
    spans::implement(model, span, &quote!(HandleOf<#ty>), of, &storage)
}

/// The function `of` of `waiters`, which makes one from any other handle.
fn of(model: &Model<'_>, handle: &Handle) -> TokenStream {
    let (runtime, ty, vis) = (&model.runtime, &model.ty, &handle.vis);
    let (impl_generics, _, where_clause) = model.generics.split_for_impl();
    let handle_type = paths::handle_type(model, handle);
    let other = model.names.fresh("handle");
    let (takes, allows) = (params::of_one(handle), params::allows_of_one(handle));
    let inner = quote!(#runtime::Waiters::of(#other));
    let made = fields::construct(model, handle.id, &inner, &fields::same_name);
    let doc = format!(
        "Makes one more `{}`, from any handle of the same condition.",
        handle.ident
    );
    quote! {
        #[allow(dead_code, private_bounds)]
        impl #impl_generics #handle_type #where_clause {
            #[doc = #doc]
            #allows
            #vis fn of(#other: &impl #runtime::HandleOf<#ty> #takes) -> Self {
                #made
            }
        }
    }
}
