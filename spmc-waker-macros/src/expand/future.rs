//! The named future of a wait.

use super::{
    attrs, budget,
    check::{self, Holds},
    debug, poll, spans,
    waits::HandleWait,
};
use crate::{
    features::Features,
    model::{Argument, Method, Model, Wait},
    syntax::{cfgs, merge},
    tokens::each,
};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{GenericParam, Generics, Lifetime, LifetimeParam, TypeParam};

/// The generics of a wait's future: the handle's borrow, the condition's, and the check's.
pub(super) fn generics(waiting: &HandleWait<'_, '_>, borrow: Option<Lifetime>) -> Generics {
    let mut generics = waiting.model.generics.clone();
    for param in &mut generics.params {
        // A default is allowed only at the end, but the check's parameters come after these.
        match param {
            GenericParam::Type(param) => param.default = None,
            GenericParam::Const(param) => param.default = None,
            GenericParam::Lifetime(_) => {}
        }
    }
    if let Some(borrow) = borrow {
        generics.params.insert(0, lifetime_param(borrow));
    }
    merge(&generics, &method_generics(waiting.method, waiting.wait))
}

/// The generics of a method that takes the arguments which the future holds.
pub(super) fn method_generics(method: &Method<'_>, wait: &Wait) -> Generics {
    let mut generics = Generics::default();
    for lifetime in &wait.lifetimes {
        generics.params.push(lifetime_param(lifetime.clone()));
    }
    merge(&generics, &method.generics)
}

/// The parameters of such a method after `self`, each after a comma.
pub(super) fn params(wait: &Wait) -> TokenStream {
    each(&wait.taken(), &|field| {
        let (ident, ty) = (&field.ident, &field.ty);
        quote!(, #ident: #ty)
    })
}

fn lifetime_param(lifetime: Lifetime) -> GenericParam {
    GenericParam::Lifetime(LifetimeParam::new(lifetime))
}

/// A marker field that uses the check's own generics, because the arguments need not use them.
pub(super) fn marker(model: &Model<'_>, method: &Method<'_>) -> Option<(Ident, TokenStream)> {
    if method.generics.params.is_empty() {
        return None;
    }
    let (runtime, generics) = (&model.runtime, &method.generics);
    let phantom = quote!(#runtime::PhantomData);
    let mut mentioned = TokenStream::new();
    for TypeParam { ident, .. } in generics.type_params() {
        mentioned.extend(quote!(#phantom<#ident>,));
    }
    for LifetimeParam { lifetime, .. } in generics.lifetimes() {
        mentioned.extend(quote!(&#lifetime (),));
    }
    Some((
        model.names.fresh("marker"),
        quote!(#phantom<fn() -> (#mentioned)>),
    ))
}

pub(super) fn add_items(
    waiting: &HandleWait<'_, '_>,
    features: Features,
    items: &mut Vec<TokenStream>,
) {
    let (model, method, wait) = (waiting.model, waiting.method, waiting.wait);
    let ident = &waiting.future();
    let generics = generics(waiting, Some(wait.borrow.clone()));
    items.push(struct_item(waiting, ident, &generics, features));
    // The impl names the lifetime of the borrow only if the result borrows.
    let (own, shown) = match wait.borrows {
        Some(_) => (generics.clone(), generics),
        None => {
            let elided = Lifetime::new("'_", Span::call_site());
            let own = self::generics(waiting, None);
            (own, self::generics(waiting, Some(elided)))
        }
    };
    let (impl_generics, _, where_clause) = own.split_for_impl();
    let (_, ty_generics, _) = shown.split_for_impl();
    let ty = &quote!(#ident #ty_generics);
    let debug = debug::future(waiting, ident, ty, &own);
    let implement = |name: &TokenStream, members: &TokenStream| {
        spans::implement(model, Span::call_site(), name, (ty, &own), members)
    };
    let (cfgs, caller) = (cfgs(method.attrs), attrs::caller(method));
    let cx = &model.names.cx;
    let members = members(waiting, cx, &poll_body(waiting, cx, features));
    let future = implement(&quote!(Future), &members);
    items.push(quote!(#caller #future));
    items.push(quote!(#cfgs #debug));
    if let Some(item) = into_item(waiting) {
        // The method need not name the condition's lifetimes.
        let has_lifetimes = own.lifetimes().next().is_some();
        let once = has_lifetimes.then(|| quote!(, single_use_lifetimes));
        items.push(quote! {
            #caller
            #[allow(dead_code #once)]
            impl #impl_generics #ty #where_clause {
                #item
            }
        });
    }
    if features.stream {
        let (runtime, ended) = (&model.runtime, &model.names.ended);
        let is_terminated = quote! {
            fn is_terminated(&self) -> #runtime::bool {
                self.#ended
            }
        };
        let fused = implement(&quote!(FusedFuture), &is_terminated);
        items.push(quote!(#caller #fused));
    }
    // The other fields of the future are `Unpin`. Arguments need not be, but nothing pins them.
    if !wait.taken().is_empty() {
        let unpin = implement(&quote!(Unpin), &quote!());
        items.push(quote!(#cfgs #unpin));
    }
}

/// The method that returns the `#[once]` argument. It drops the future while the argument is a local: if that drop
/// panics, Rust leaks a value that is already in the return place (rust-lang/rust#47949).
fn into_item(waiting: &HandleWait<'_, '_>) -> Option<TokenStream> {
    let once = waiting.wait.once();
    let [item] = once.as_slice() else {
        return None;
    };
    let (runtime, vis) = (&waiting.model.runtime, waiting.vis());
    let (ident, ty) = (spans::made_up(&item.ident, Span::call_site()), &item.ty);
    let result = &waiting.model.names.result;
    let doc = format!(
        "Gives up the wait, and returns `{}`, unless the check has taken it.",
        item.ident
    );
    Some(quote! {
        #[doc = #doc]
        #vis fn into_item(mut self) -> #runtime::Option<#ty> {
            let #result = #runtime::Option::take(&mut self.#ident);
            #runtime::drop(self);
            #result
        }
    })
}

/// The struct of the future: the right to wait, and the arguments.
fn struct_item(
    waiting: &HandleWait<'_, '_>,
    ident: &Ident,
    generics: &Generics,
    features: Features,
) -> TokenStream {
    let (model, method, wait) = (waiting.model, waiting.method, waiting.wait);
    let (runtime, borrow) = (&model.runtime, &wait.borrow);
    let fields = each(&wait.fields, &|field| {
        // Not located at the user's argument, because clippy would ask for documentation of the field there.
        let (ident, ty) = (spans::made_up(&field.ident, Span::call_site()), &field.ty);
        match field.kind {
            Argument::Plain => quote!(#ident: #ty,),
            Argument::Once => quote!(#ident: #runtime::Option<#ty>,),
            Argument::Field { is_mut: true } => quote!(#ident: &#borrow mut #ty,),
            Argument::Field { is_mut: false } => quote!(#ident: &#borrow #ty,),
        }
    });
    let marker = marker(model, method).map(|(name, ty)| quote!(#name: #ty,));
    let ended = features.stream.then(|| {
        let ended = &model.names.ended;
        quote!(#ended: #runtime::bool,)
    });
    let (inner, inner_ty) = (&model.names.inner, waiting.inner_type(&quote!(#borrow)));
    let budget = budget::field(waiting)
        .map(|field| quote!(#field: #runtime::Option<&#borrow #runtime::Budget>,));
    let fields = quote! {
        #inner: #inner_ty,
        #budget
        #fields
        #marker
        #ended
    };
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let vis = waiting.vis();
    let item = spans::struct_at_name(vis, ident, &impl_generics, where_clause, &fields);
    let doc = format!(
        "The future of [`{0}::{1}`].",
        waiting.handle.ident, wait.name
    );
    let (caller, hidden) = (attrs::caller(method), attrs::hidden(method));
    quote! {
        #caller
        #hidden
        #[doc = #doc]
        #[must_use = "futures do nothing unless they are awaited or polled"]
        #item
    }
}

/// The body of `poll`.
fn poll_body(waiting: &HandleWait<'_, '_>, cx: &Ident, features: Features) -> TokenStream {
    let (model, names) = (waiting.model, waiting.model.names);
    let (runtime, this, inner) = (&model.runtime, &names.this, &names.inner);
    let arms = waiting.armed().is_some();
    let checked = check::closure(waiting, Holds::Future(this), arms);
    let poll = poll::future(waiting, &quote!(&mut #this.#inner), cx, &checked);
    let poll = budget::limited(waiting, &quote!(#this), cx, poll);
    let poll = if features.stream {
        let (ended, result) = (&names.ended, &names.result);
        quote! {
            let #result = #poll;
            #this.#ended = #runtime::Poll::is_ready(&#result);
            #result
        }
    } else {
        poll
    };
    quote! {
        let #this = #runtime::Pin::get_mut(self);
        #poll
    }
}

/// The members of `Future` for a wait.
pub(super) fn members(waiting: &HandleWait<'_, '_>, cx: &Ident, body: &TokenStream) -> TokenStream {
    let (model, method, wait) = (waiting.model, waiting.method, waiting.wait);
    let output = check::output(model, method, &wait.future_readiness);
    members_at(model, spans::result_span(model, method), &output, cx, body)
}

/// The members of `Future`, located where rustc reports errors about the output.
pub(super) fn members_at(
    model: &Model<'_>,
    span: Span,
    output: &TokenStream,
    cx: &Ident,
    body: &TokenStream,
) -> TokenStream {
    let runtime = &model.runtime;
    let fn_token = quote_spanned!(span=> fn);
    let output = quote_spanned!(span=> type Output = #output;);
    let poll = check::poll_type(model, span, &quote_spanned!(span=> Self::Output));
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
