//! How handles are made: of a condition that they own, or that they borrow.

use super::{attrs, handle, paths};
use crate::{
    model::{Field, Handle, HandleId, HandleKind, Model, narrower},
    names::snake_case,
    parse::Storage,
};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens as _, format_ident, quote};
use syn::{Expr, UnOp, Visibility, ext::IdentExt as _};

pub(super) fn items(model: &Model<'_>) -> Vec<TokenStream> {
    match model.storage {
        Storage::Owned => {
            let mut items = vec![into_handles(model)];
            if model.handles.values().any(Handle::is_many) {
                let handles = model.handles.values();
                items.extend(handles.map(|handle| handle_of(model, handle)));
            }
            let many = model.handles.iter().filter(|(_, handle)| handle.is_many());
            items.extend(many.map(|(id, _)| of(model, id)));
            items
        }
        Storage::Borrowed => {
            let mut items: Vec<_> = model.handles.ids().map(|id| borrow(model, id)).collect();
            if model.lacks_alloc {
                items.push(no_handles(model));
            }
            items
        }
    }
}

/// The method that makes all handles, and what they are.
fn into_name(model: &Model<'_>) -> Ident {
    match model.handles.len() {
        1 => format_ident!("into_handle"),
        2 => format_ident!("into_pair"),
        _ => format_ident!("into_handles"),
    }
}

/// The visibility of what shows all handles.
fn all_vis<'m>(model: &'m Model<'_>) -> &'m Visibility {
    let vis = model.handles.values().map(|handle| &handle.vis);
    vis.reduce(narrower).unwrap_or(&Visibility::Inherited)
}

fn into_handles(model: &Model<'_>) -> TokenStream {
    let (runtime, ty, vis) = (&model.runtime, &model.ty, all_vis(model));
    let (impl_generics, _, where_clause) = model.generics.split_for_impl();
    let (name, made) = (into_name(model), model.names.fresh("handles"));
    let types = model
        .handles
        .values()
        .map(|handle| paths::handle_type(model, handle));
    let params = params(model);
    let (idents, param_types): (Vec<_>, Vec<_>) = params
        .iter()
        .map(|(_, field, ident)| (ident, &field.ty))
        .unzip();
    let handles = model.handles.iter().map(|(id, handle)| {
        let first = match handle.kind {
            HandleKind::Notifier => quote!(#runtime::FirstHandles::notifier(&mut #made)),
            HandleKind::Waiter(_) => quote!(#runtime::FirstHandles::waiter(&mut #made)),
            HandleKind::Waiters(_) => quote!(#runtime::FirstHandles::waiters(&mut #made)),
        };
        let argument = |field: &Field| {
            let mut params = params.iter();
            let found = params.find(|(of, param, _)| *of == id && param.ident == field.ident);
            found.map(|(_, _, ident)| ident.clone())
        };
        handle::construct(model, id, &first, argument)
    });
    let (types, handles) = (tuple(types), tuple(handles));
    let new = match model.handles.notifier() {
        Some(_) => quote!(with_notifier),
        None => quote!(without_notifier),
    };
    let (doc, many) = (into_doc(model), attrs::allow_many(1 + params.len()));
    let fields = model.handles.values().flat_map(|handle| &handle.fields);
    let allows = fields.flat_map(|field| &field.allows);
    quote! {
        impl #impl_generics #ty #where_clause {
            #[doc = #doc]
            #many
            #(#allows)*
            #[must_use = "the condition can be reached only through its handles"]
            #vis fn #name(self #(, #idents: #param_types)*) -> #types {
                let mut #made = #runtime::FirstHandles::#new(self);
                #handles
            }
        }
    }
}

/// Several types or values, or the one that there is.
fn tuple(parts: impl Iterator<Item = TokenStream>) -> TokenStream {
    let parts: Vec<_> = parts.collect();
    match parts.as_slice() {
        [only] => only.clone(),
        parts => quote!((#(#parts),*)),
    }
}

fn into_doc(model: &Model<'_>) -> String {
    let names: Vec<_> = model
        .handles
        .values()
        .map(|handle| format!("[`{0}`]", handle.ident))
        .collect();
    let list = match names.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [init @ .., last] => format!("{} and {last}", init.join(", ")),
    };
    match names.len() {
        1 => format!("Makes the handle of this condition, which owns it: {list}."),
        _ => format!("Makes the handles of this condition, which own it together: {list}."),
    }
}

/// The fields that are arguments, each with the handle that it is of, and with a name of its own.
fn params<'m>(model: &'m Model<'_>) -> Vec<(HandleId, &'m Field, Ident)> {
    let fields: Vec<(HandleId, &Field)> = model
        .handles
        .iter()
        .flat_map(|(id, handle)| handle.fields.iter().map(move |field| (id, field)))
        .filter(|(_, field)| field.value.is_none())
        .collect();
    let all = fields.clone();
    let is_ambiguous = |ident: &Ident| {
        all.iter()
            .filter(|(_, other)| other.ident == *ident)
            .count()
            > 1
    };
    let mut taken: Vec<Ident> = all
        .iter()
        .map(|(_, field)| field.ident.clone())
        .filter(|ident| !is_ambiguous(ident))
        .collect();
    fields
        .into_iter()
        .map(|(handle, field)| {
            if !is_ambiguous(&field.ident) {
                return (handle, field, field.ident.clone());
            }
            let handle_name = snake_case(&model.handles[handle].ident.unraw().to_string());
            let span = field.ident.span();
            let name = field.ident.unraw().to_string();
            // `n_kept` for `_kept` of `N`: `n__kept` would be no snake case.
            let name = name.trim_start_matches('_');
            let mut ident = format_ident!("{handle_name}_{name}", span = span);
            while taken.contains(&ident) {
                ident = format_ident!("{ident}_", span = span);
            }
            taken.push(ident.clone());
            (handle, field, ident)
        })
        .collect()
}

/// Says of a handle that others can be made from it.
fn handle_of(model: &Model<'_>, handle: &Handle) -> TokenStream {
    let (runtime, ty, path) = (&model.runtime, &model.ty, paths::inner_path(model, handle));
    let (name, inner) = (model.names.fresh("handle"), model.names.fresh("inner"));
    let handle_type = paths::handle_type(model, handle);
    let (impl_generics, _, where_clause) = model.generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #impl_generics #runtime::HandleOf<#ty> for #handle_type #where_clause {
            fn storage(#name: &Self) -> &#runtime::Owned<#ty> {
                #path::storage(&#name.#inner)
            }
        }
    }
}

/// `of` of one of many, which makes it from any other handle.
fn of(model: &Model<'_>, id: HandleId) -> TokenStream {
    let handle = &model.handles[id];
    let (runtime, ty, vis) = (&model.runtime, &model.ty, &handle.vis);
    let (impl_generics, _, where_clause) = model.generics.split_for_impl();
    let handle_type = paths::handle_type(model, handle);
    let other = model.names.fresh("handle");
    let fields = handle.fields.iter().filter(|field| field.value.is_none());
    let (idents, types): (Vec<_>, Vec<_>) = fields.map(|field| (&field.ident, &field.ty)).unzip();
    let many = attrs::allow_many(1 + idents.len());
    let allows = handle.fields.iter().flat_map(|field| &field.allows);
    let inner = quote!(#runtime::Waiters::of(#other));
    let made = handle::construct(model, id, &inner, |field| Some(field.ident.clone()));
    let doc = format!(
        "Makes one more `{}`, from any handle of the same condition.",
        handle.ident
    );
    quote! {
        #[allow(dead_code, private_bounds)]
        impl #impl_generics #handle_type #where_clause {
            #[doc = #doc]
            #many
            #(#allows)*
            #vis fn of(#other: &impl #runtime::HandleOf<#ty> #(, #idents: #types)*) -> Self {
                #made
            }
        }
    }
}

/// `new` of a notifier, `claim` of a waiter.
fn borrow(model: &Model<'_>, id: HandleId) -> TokenStream {
    let handle = &model.handles[id];
    let (runtime, ty, vis, lifetime) = (&model.runtime, &model.ty, &handle.vis, &model.borrow);
    let generics = model.handle_generics();
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let handle_type = paths::handle_type(model, handle);
    let storage = model.names.fresh("waitable");
    let fields = handle.fields.iter().filter(|field| field.value.is_none());
    let (idents, types): (Vec<_>, Vec<_>) = fields.map(|field| (&field.ident, &field.ty)).unzip();
    let many = attrs::allow_many(1 + idents.len());
    let allows = handle.fields.iter().flat_map(|field| &field.allows);
    let argument = |field: &Field| Some(field.ident.clone());
    let takes = quote!(#storage: &#lifetime #runtime::Waitable<#ty> #(, #idents: #types)*);
    let method = match handle.kind {
        HandleKind::Notifier => {
            let new = quote!(#runtime::Notifier::new(#storage));
            let notifier = handle::construct(model, id, &new, argument);
            let fields = handle.fields.iter();
            let mut values = fields.filter_map(|field| field.value.as_ref());
            let constant = values.all(is_constant).then(|| quote!(const));
            quote! {
                /// Makes a notifier of this condition. There may be any number.
                #many
                #(#allows)*
                #[inline]
                #vis #constant fn new(#takes) -> Self {
                    #notifier
                }
            }
        }
        HandleKind::Waiter(_) | HandleKind::Waiters(_) => {
            let (claimed, path) = (
                model.names.fresh("claimed"),
                paths::inner_path(model, handle),
            );
            let name = &handle.ident;
            let doc = match &handle.capacity {
                None => {
                    format!("Claims the condition's `{name}`: returns `None` while there is one.")
                }
                Some(most) => {
                    let most = most.to_token_stream();
                    format!("Claims a `{name}`: returns `None` while there are {most}.")
                }
            };
            let waiter = handle::construct(model, id, &quote!(#claimed), argument);
            quote! {
                #[doc = #doc]
                ///
                /// This takes one atomic read-modify-write, and a wait needs none for it.
                #many
                #(#allows)*
                #[inline]
                #vis fn claim(#takes) -> #runtime::Option<Self> {
                    #runtime::Option::map(#path::claim(#storage), |#claimed| #waiter)
                }
            }
        }
    };
    quote! {
        #[allow(dead_code)]
        impl #impl_generics #handle_type #where_clause {
            #method
        }
    }
}

/// Whether a first value is certain to be one that a `const fn` can make. Whether the functions that another
/// calls are `const`, the macro cannot know.
fn is_constant(value: &Expr) -> bool {
    match value {
        Expr::Lit(_) | Expr::Path(_) => true,
        Expr::Group(value) => is_constant(&value.expr),
        Expr::Paren(value) => is_constant(&value.expr),
        Expr::Unary(value) => {
            matches!(value.op, UnOp::Neg(_)) && matches!(*value.expr, Expr::Lit(_))
        }
        Expr::Tuple(value) => value.elems.iter().all(is_constant),
        Expr::Array(value) => value.elems.iter().all(is_constant),
        Expr::Repeat(value) => is_constant(&value.expr),
        _ => false,
    }
}

/// In place of handles that there cannot be: there is an error already.
fn no_handles(model: &Model<'_>) -> TokenStream {
    let (ty, lifetime, name, vis) = (&model.ty, &model.borrow, into_name(model), all_vis(model));
    let (impl_generics, _, where_clause) = model.generics.split_for_impl();
    let handles = model
        .handles
        .values()
        .map(|handle| paths::handle_type(model, handle));
    let handles = tuple(handles);
    let params = params(model);
    let types = params.iter().map(|(_, field, _)| &field.ty);
    quote! {
        impl #impl_generics #ty #where_clause {
            #[doc(hidden)]
            #vis fn #name<#lifetime>(self #(, _: #types)*) -> #handles {
                loop {}
            }
        }
    }
}
