//! Tokens from a model. Cannot fail: what cannot be expanded is not in the model.

mod attrs;
mod condition;
mod future;
mod handle;
mod notify;
mod stream;
mod stub;
mod wait;

use crate::{
    markers::Side,
    method::Method,
    model::{Form, Handle, Model, narrower},
    wait::Wait,
};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Attribute, Lifetime, ReturnType, Visibility, spanned::Spanned as _};

/// All items generated for a condition.
pub(crate) fn expand(model: &Model<'_>) -> TokenStream {
    let checks = checks(model);
    let mut items = condition::items(model);
    for handle in model.handles() {
        items.extend(handle::items(model, handle, &checks));
    }
    items.extend(checks.iter().flat_map(|check| future::items(model, check)));
    items.extend(
        checks
            .iter()
            .filter_map(|check| wait::default(model, check)),
    );
    let handles = model.handles().into_iter();
    items.extend(handles.filter_map(|handle| stub::default(model, handle)));
    items.extend(checks.iter().flat_map(|check| stream::items(model, check)));
    let cfgs = &model.cfgs;
    items.iter().map(|item| quote!(#cfgs #item)).collect()
}

/// A wait together with its check, whichever form the check has.
struct Check<'a> {
    wait: &'a Wait,
    handle: &'a Handle,
    vis: &'a Visibility,
    attrs: &'a [Attribute],
    /// Nothing for the closure of the short form.
    method: Option<&'a Method<'a>>,
}

impl Check<'_> {
    /// Where all stands that rustc may blame for a check whose result is no readiness: at the result's
    /// type. Many errors at one place are one.
    fn span(&self) -> Span {
        self.method.map_or_else(Span::call_site, result_span)
    }

    /// `Poll<output>`
    fn poll_type(&self, model: &Model<'_>, output: &TokenStream) -> TokenStream {
        let span = self.span();
        let runtime = located(&model.runtime, span);
        quote_spanned!(span=> #runtime::core::task::Poll<#output>)
    }

    /// The runtime's method.
    fn poll_method(&self, name: &str) -> Ident {
        Ident::new(name, self.span())
    }

    /// The number of this wait among those that arm something.
    fn armed(&self, model: &Model<'_>) -> Option<usize> {
        let mut armed = model.armed_waits().into_iter();
        armed.position(|(side, name)| self.wait.is(side, name))
    }

    /// What makes the right to wait another type than it is as a rule: what it arms, for this borrow
    /// of the condition, and whether its end wakes nobody.
    fn kind(&self, model: &Model<'_>, borrow: &Lifetime, ty: &TokenStream) -> Option<TokenStream> {
        let runtime = &model.runtime;
        let arms = match (self.armed(model), self.wait.is_shared) {
            (None, false) => return None,
            (None, true) => quote!(#runtime::Unarmed),
            (Some(number), _) => quote!(#runtime::Armed<#borrow, #ty, #number>),
        };
        let wakes = !self.wait.is_shared;
        Some(quote!(#arms, #wakes))
    }

    /// The right to wait, as an expression.
    fn right(&self, model: &Model<'_>) -> TokenStream {
        let borrow = Lifetime::new("'_", Span::call_site());
        match self.kind(model, &borrow, &quote!(_)) {
            None => quote!((&mut self.inner).wait()),
            Some(kind) => quote!((&mut self.inner).wait_as::<#kind>()),
        }
    }
}

fn checks<'a>(model: &'a Model<'_>) -> Vec<Check<'a>> {
    match &model.form {
        Form::Struct(until) => vec![Check {
            wait: &until.wait,
            handle: &model.waiter,
            vis: &model.waiter.vis,
            attrs: &[],
            method: None,
        }],
        Form::Impl { methods, .. } => methods
            .iter()
            .filter_map(|method| {
                let wait = method.wait()?;
                let handle = model.handle(wait.side);
                Some(Check {
                    wait,
                    handle,
                    vis: narrower(method.vis, &handle.vis),
                    attrs: method.attrs,
                    method: Some(method),
                })
            })
            .collect(),
    }
}

/// A path about which rustc is to complain there.
fn located(path: &TokenStream, span: Span) -> TokenStream {
    let tokens = path.clone().into_iter().map(|mut token| {
        token.set_span(token.span().located_at(span));
        token
    });
    tokens.collect()
}

/// The runtime's name for a side.
fn side(model: &Model<'_>, side: Side) -> TokenStream {
    let runtime = &model.runtime;
    match side {
        Side::Notifier => quote!(#runtime::NotifierSide),
        Side::Waiter => quote!(#runtime::WaiterSide),
    }
}

// What an expansion calls of the runtime, it calls on a reference. On a place, methods of a trait that
// the user has in scope, and that take `self`, would come first.

/// The condition, for what only looks at it.
fn condition() -> TokenStream {
    quote!((&self.inner).condition())
}

/// The condition for a change.
fn change(is_cold: bool) -> TokenStream {
    quote!((&self.inner).change::<#is_cold>())
}

/// A handle's type as its own methods and traits name it.
fn handle_type(model: &Model<'_>, handle: &Handle) -> TokenStream {
    let (ident, generics) = (&handle.ident, model.handle_generics());
    let (_, ty_generics, _) = generics.split_for_impl();
    quote!(#ident #ty_generics)
}

/// A call of the user's method, on the condition itself.
fn call(
    model: &Model<'_>,
    method: &Method<'_>,
    condition: &TokenStream,
    args: &[TokenStream],
) -> TokenStream {
    let path = path(model, method);
    quote_spanned!(result_span(method)=> #path(#condition #(, #args)*))
}

/// The user's method, on the condition itself.
fn path(model: &Model<'_>, method: &Method<'_>) -> TokenStream {
    let (ty, span) = (&model.condition_ty, result_span(method));
    let turbofish = crate::signature::turbofish(&method.sig.generics);
    let mut name = method.sig.ident.clone();
    name.set_span(name.span().located_at(span));
    quote_spanned!(span=> <#ty>::#name #turbofish)
}

/// The arguments of a call that passes all parameters on.
fn args(method: &Method<'_>) -> Vec<TokenStream> {
    let idents = method.params.iter().map(|param| &param.ident);
    idents.map(|ident| quote!(#ident)).collect()
}

/// Where the user has written nothing.
fn default_doc(model: &Model<'_>, method: &Method<'_>) -> String {
    format!("`{}::{}`", model.condition, method.sig.ident)
}

/// Where an error about a method's result belongs: at its type.
fn result_span(method: &Method<'_>) -> Span {
    match &method.sig.output {
        ReturnType::Type(_, ty) => Span::call_site().located_at(ty.span()),
        ReturnType::Default => Span::call_site(),
    }
}

/// `Debug` that needs none of the condition.
fn debug(model: &Model<'_>, name: &str, ty: &TokenStream, generics: &syn::Generics) -> TokenStream {
    let runtime = &model.runtime;
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #impl_generics #runtime::core::fmt::Debug for #ty #where_clause {
            fn fmt(&self, f: &mut #runtime::core::fmt::Formatter<'_>) -> #runtime::core::fmt::Result {
                #runtime::core::fmt::DebugStruct::finish_non_exhaustive(
                    &mut #runtime::core::fmt::Formatter::debug_struct(f, #name)
                )
            }
        }
    }
}
