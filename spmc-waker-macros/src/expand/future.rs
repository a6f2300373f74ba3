//! The named future of a wait.

use super::{
    attrs,
    check::{self, Holds},
    debug, paths, spans,
};
use crate::{
    model::{Argument, Method, Model, Wait, narrower},
    syntax::{cfgs, merge},
};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{GenericParam, Generics, Lifetime, LifetimeParam, Visibility};

/// The generics of a wait's future: the handle's borrow, the condition's, and the check's.
pub(super) fn generics(
    model: &Model<'_>,
    method: &Method<'_>,
    wait: &Wait,
    borrow: Lifetime,
) -> Generics {
    let mut generics = model.generics.clone();
    for param in &mut generics.params {
        // A default can stand only at the end, where the check's parameters come.
        match param {
            GenericParam::Type(param) => param.default = None,
            GenericParam::Const(param) => param.default = None,
            GenericParam::Lifetime(_) => {}
        }
    }
    let own = generics.lifetimes().count();
    for (i, lifetime) in wait.lifetimes.iter().enumerate() {
        generics
            .params
            .insert(own + i, lifetime_param(lifetime.clone()));
    }
    generics.params.insert(0, lifetime_param(borrow));
    merge(&generics, &method.generics)
}

/// The generics of a method that takes what the future holds.
pub(super) fn method_generics(method: &Method<'_>, wait: &Wait) -> Generics {
    let mut generics = Generics::default();
    let lifetimes = wait.lifetimes.iter().cloned();
    generics.params.extend(lifetimes.map(lifetime_param));
    merge(&generics, &method.generics)
}

/// What such a method takes after `self`, each with a comma before it.
pub(super) fn params(wait: &Wait) -> TokenStream {
    wait.taken()
        .map(|field| {
            let (ident, ty) = (&field.ident, &field.ty);
            quote!(, #ident: #ty)
        })
        .collect()
}

fn lifetime_param(lifetime: Lifetime) -> GenericParam {
    GenericParam::Lifetime(LifetimeParam::new(lifetime))
}

/// A field that mentions the check's own parameters, which its arguments need not do.
pub(super) fn marker(model: &Model<'_>, method: &Method<'_>) -> Option<(Ident, TokenStream)> {
    if method.generics.params.is_empty() {
        return None;
    }
    let (runtime, generics) = (&model.runtime, &method.generics);
    let types = generics.type_params().map(|param| &param.ident);
    let lifetimes = generics.lifetimes().map(|param| &param.lifetime);
    let phantom = quote!(#runtime::PhantomData);
    Some((
        model.names.fresh("marker"),
        quote!(#phantom<fn() -> (#(#phantom<#types>,)* #(&#lifetimes (),)*)>),
    ))
}

pub(super) fn items(model: &Model<'_>, method: &Method<'_>, wait: &Wait) -> Vec<TokenStream> {
    let runtime = &model.runtime;
    let ident = &model.future_name(wait, method.on[0]);
    let generics = generics(model, method, wait, wait.borrow.clone());
    let item = struct_item(model, method, wait, &generics);
    // Only a result that borrows names the borrow.
    let (own, shown) = match wait.borrows {
        Some(_) => (generics.clone(), generics),
        None => {
            let elided = Lifetime::new("'_", Span::call_site());
            let shown = self::generics(model, method, wait, elided);
            let mut own = shown.clone();
            // The borrow comes first.
            own.params = own.params.into_iter().skip(1).collect();
            (own, shown)
        }
    };
    let (impl_generics, _, where_clause) = own.split_for_impl();
    let (_, ty_generics, _) = shown.split_for_impl();
    let debug = debug::debug(model, ident, &quote!(#ident #ty_generics), &own);
    let (cfgs, caller) = (cfgs(method.attrs), attrs::caller(method));
    let cx = model.names.fresh("cx");
    let members = members(model, method, wait, &cx, &poll(model, method, &cx));
    let mut items = vec![
        item,
        quote! {
            #caller
            #[automatically_derived]
            impl #impl_generics #runtime::Future for #ident #ty_generics #where_clause {
                #members
            }
        },
        quote!(#cfgs #debug),
    ];
    // The future's own fields are `Unpin`; an argument need not be.
    if wait.taken().next().is_some() {
        items.push(quote! {
            #cfgs
            #[automatically_derived]
            impl #impl_generics #runtime::Unpin for #ident #ty_generics #where_clause {}
        });
    }
    items
}

/// The right to wait, and the arguments.
fn struct_item(
    model: &Model<'_>,
    method: &Method<'_>,
    wait: &Wait,
    generics: &Generics,
) -> TokenStream {
    let (runtime, ty, borrow) = (&model.runtime, &model.ty, &wait.borrow);
    let handle = paths::waiter_of(model, method);
    let fields = wait.fields.iter().map(|field| {
        // At the user's argument, clippy would ask for the field's documentation.
        let (ident, ty) = (spans::made_up(&field.ident, Span::call_site()), &field.ty);
        match field.kind {
            Argument::Plain => quote!(#ident: #ty,),
            Argument::Once => quote!(#ident: #runtime::Option<#ty>,),
            Argument::Field => quote!(#ident: &#borrow mut #ty,),
        }
    });
    let number = Literal::usize_unsuffixed(handle.waiter().unwrap_or_default());
    let by = method.on[0];
    let wakes = paths::waiters_of(model, model.wakes(method, by), by);
    let wakes = paths::waiters(model, wakes);
    let arms = model.armed_number(method).map(|armed| {
        let armed = Literal::usize_unsuffixed(armed);
        quote!(, #runtime::Armed<#borrow, #ty, #armed>)
    });
    let marker = marker(model, method).map(|(name, ty)| quote!(#name: #ty,));
    let inner = model.names.fresh("inner");
    let fields = quote! {
        #inner: #runtime::Wait<#borrow, #ty, #number, #wakes #arms>,
        #(#fields)*
        #marker
    };
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let vis = vis(model, method, wait);
    let ident = model.future_name(wait, method.on[0]);
    let item = spans::struct_at_name(vis, &ident, &impl_generics, where_clause, &fields);
    let doc = format!("The future of [`{0}::{1}`].", handle.ident, wait.name);
    let caller = attrs::caller(method);
    quote! {
        #caller
        #[doc = #doc]
        #[must_use = "futures do nothing unless they are awaited or polled"]
        #item
    }
}

/// The body of `poll`.
fn poll(model: &Model<'_>, method: &Method<'_>, cx: &Ident) -> TokenStream {
    let (runtime, this) = (&model.runtime, model.names.fresh("this"));
    let (inner, span) = (
        model.names.fresh("inner"),
        spans::result_span(model, method),
    );
    let armed = model.armed_number(method);
    let checked = check::closure(model, method, Holds::Future(&this), armed.is_some());
    let at_result = spans::runtime_at(model, span);
    let poll = match armed {
        None => quote_spanned!(span=> #at_result::Wait::poll(&mut #this.#inner, #cx, #checked)),
        Some(_) => {
            quote_spanned!(span=> #at_result::Wait::poll_armed(&mut #this.#inner, #cx, #checked))
        }
    };
    quote! {
        let #this = #runtime::Pin::get_mut(self);
        #poll
    }
}

/// The members of `Future` for a wait.
pub(super) fn members(
    model: &Model<'_>,
    method: &Method<'_>,
    wait: &Wait,
    cx: &Ident,
    body: &TokenStream,
) -> TokenStream {
    let runtime = &model.runtime;
    let output = check::output(model, method, &wait.future_readiness);
    let span = spans::result_span(model, method);
    let fn_token = quote_spanned!(span=> fn);
    let output = quote_spanned!(span=> type Output = #output;);
    let poll = check::poll_type(model, method, &quote!(Self::Output));
    quote! {
        #output

        #[inline]
        #fn_token poll(
            self: #runtime::Pin<&mut Self>,
            #cx: &mut #runtime::Context<'_>,
        ) -> #poll {
            #body
        }
    }
}

/// The visibility of what waits.
pub(super) fn vis<'m>(
    model: &'m Model<'_>,
    method: &'m Method<'_>,
    wait: &'m Wait,
) -> &'m Visibility {
    let own = wait.vis.as_ref().unwrap_or(&method.vis);
    narrower(own, &paths::waiter_of(model, method).vis)
}
