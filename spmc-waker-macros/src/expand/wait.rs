//! The methods of a handle that check, wait, poll and block.

use super::{Check, attrs, call, default_doc, future, handle, handle_type, notify};
use crate::{
    method::Method,
    model::{Form, Model},
    names,
};
use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::Type;

pub(super) fn methods(model: &Model<'_>, check: &Check<'_>) -> TokenStream {
    let once = expand_check(model, check);
    let wait = future::expand_wait(model, check);
    let poll = expand_poll(model, check);
    let blocking = check
        .wait
        .blocking
        .as_ref()
        .map(|_| expand_blocking(model, check));
    quote!(#once #wait #poll #blocking)
}

/// How an argument is at hand where the check is run.
#[derive(Clone, Copy)]
pub(super) enum Holds {
    /// As it was passed.
    Argument,
    /// As it was passed, but in an `Option` where the check is to take it.
    Local,
    /// By a mutable reference to the future's field.
    Field,
}

/// What runs the check on a condition, after which its arguments are still there.
pub(super) fn check(model: &Model<'_>, check: &Check<'_>, holds: Holds) -> TokenStream {
    let runtime = &model.runtime;
    let Some(method) = check.method else {
        return quote!(#runtime::Until::until);
    };
    if method.params.is_empty() {
        return super::path(model, method);
    }
    let condition = model.names.fresh("condition");
    let args: Vec<_> = method
        .params
        .iter()
        .map(|param| {
            let ident = &param.ident;
            let place = match holds {
                Holds::Argument | Holds::Local => quote!(#ident),
                Holds::Field => quote_spanned!(ident.span()=> *#ident),
            };
            match (mutability(&param.ty), holds) {
                (Some(Mutability::Shared), _) => place,
                (Some(Mutability::Mut), Holds::Local | Holds::Field) if param.once.is_some() => {
                    quote!(&mut #place)
                }
                (Some(Mutability::Mut), _) => quote!(&mut *#place),
                (None, _) => {
                    // One span in all places: rustc then reports one error for them.
                    let reference = quote_spanned!(ident.span()=> &#place);
                    let span = syn::spanned::Spanned::span(&param.ty);
                    quote_spanned!(span=> #runtime::Repeat::repeat(#reference))
                }
            }
        })
        .collect();
    let call = call(model, method, &quote!(#condition), &args);
    quote_spanned!(super::result_span(method)=> |#condition| #call)
}

enum Mutability {
    Shared,
    Mut,
}

/// What kind of reference a parameter is, if one.
fn mutability(ty: &Type) -> Option<Mutability> {
    match ty {
        Type::Reference(reference) if reference.mutability.is_some() => Some(Mutability::Mut),
        Type::Reference(_) => Some(Mutability::Shared),
        Type::Group(group) => mutability(&group.elem),
        Type::Paren(paren) => mutability(&paren.elem),
        _ => None,
    }
}

/// The check itself, which does not wait.
fn expand_check(model: &Model<'_>, check: &Check<'_>) -> TokenStream {
    if let Some(method) = check.method {
        // What is shared takes nothing that the other side could wait for.
        return if model.waits(check.wait.side.other()) && !check.wait.is_shared {
            expand_waking_check(model, check, method)
        } else {
            handle::forward(model, method, check.handle)
        };
    }
    let Form::Struct(until) = &model.form else {
        unreachable!("only the short form has a check without a method");
    };
    let (runtime, vis, ret) = (&model.runtime, check.vis, &until.ret);
    let condition = super::condition();
    quote! {
        /// Checks the condition once, and does not wait.
        #[inline]
        #vis fn try_wait(&self) -> #ret {
            #runtime::Until::until(#condition)
        }
    }
}

/// A check after which the other side is to be woken, like after a wait.
fn expand_waking_check(model: &Model<'_>, check: &Check<'_>, method: &Method<'_>) -> TokenStream {
    let (runtime, sig, vis) = (&model.runtime, &method.sig, check.vis);
    let change = model.names.fresh("change");
    let begin = super::change(false);
    let is_ready = quote!(#runtime::Readiness::is_ready);
    let end = notify::wake_when(model, method, &change, &is_ready);
    let attrs = attrs::same_shape(method.attrs, &default_doc(model, method));
    quote! {
        #attrs
        #vis #sig {
            let #change = #begin;
            #end
        }
    }
}

fn expand_poll(model: &Model<'_>, check: &Check<'_>) -> TokenStream {
    let (runtime, vis) = (&model.runtime, check.vis);
    let name = &check.wait.name;
    let poll = names::poll_name(name);
    let wait = check.right(model);
    // What is armed stays so until the next poll.
    let (wait, poll_method) = match check.armed(model) {
        Some(_) => (wait, check.poll_method("poll_once")),
        None => (quote!((&mut #wait)), check.poll_method("poll")),
    };
    let poll_type = check.poll_type(model, &check.wait.output);
    let cx = model.names.fresh("cx");
    let once = self::check(model, check, Holds::Argument);
    let attrs = attrs::other_shape(
        check.attrs,
        &format!(
            "Polls like the future of [`{name}`](Self::{name}): when pending, the task is woken once \
             it is worth another poll."
        ),
    );
    let (inputs, generics, where_clause) = match check.method {
        Some(method) => {
            let inputs = method.sig.inputs.iter().skip(1);
            (
                quote!(#(, #inputs)*),
                method.sig.generics.clone(),
                method.sig.generics.where_clause.clone(),
            )
        }
        None => Default::default(),
    };
    quote! {
        #attrs
        #vis fn #poll #generics (
            &mut self,
            #cx: &mut #runtime::core::task::Context<'_>
            #inputs
        ) -> #poll_type #where_clause {
            #wait.#poll_method(#cx, #once)
        }
    }
}

/// The methods that block the thread: without end, for a while, until then.
fn expand_blocking(model: &Model<'_>, check: &Check<'_>) -> TokenStream {
    let runtime = &model.runtime;
    let [timeout, deadline] = ["timeout", "deadline"].map(|name| model.names.fresh(name));
    let [blocking_name, timeout_name, deadline_name] = names::blocking_names(&check.wait.name);
    let output = &check.wait.output;
    let timed = quote!(#runtime::core::result::Result<#output, #runtime::TimedOut>);
    let limited = |doc: &str| match check.wait.hands_over() {
        true => format!("{doc} If it is not, what was to be handed over is dropped."),
        false => doc.to_owned(),
    };
    let blocking = Blocking { model, check };
    let plain = blocking.expand(
        &blocking_name,
        "Blocks the thread until the check is ready.",
        &quote!(block),
        None,
        output,
    );
    let timeout = blocking.expand(
        &timeout_name,
        &limited("Blocks the thread until the check is ready, but no longer than this."),
        &quote!(block_timeout),
        Some((&timeout, quote!(#runtime::core::time::Duration))),
        &timed,
    );
    let deadline = blocking.expand(
        &deadline_name,
        &limited("Blocks the thread until the check is ready, but no longer than until then."),
        &quote!(block_deadline),
        Some((&deadline, quote!(#runtime::Instant))),
        &timed,
    );
    quote!(#plain #timeout #deadline)
}

struct Blocking<'a> {
    model: &'a Model<'a>,
    check: &'a Check<'a>,
}

impl Blocking<'_> {
    fn expand(
        &self,
        name: &Ident,
        doc: &str,
        method: &TokenStream,
        limit: Option<(&Ident, TokenStream)>,
        output: &TokenStream,
    ) -> TokenStream {
        let Self { model, check } = self;
        let (vis, wait) = (check.vis, check.wait);
        let generics = future::method_generics(check);
        let where_clause = &generics.where_clause;
        let params = future::params(wait);
        let runtime = &model.runtime;
        let once = wait.fields.iter().filter(|field| field.is_once);
        let once = once.map(|field| &field.ident);
        let checked = self::check(model, check, Holds::Local);
        let right = check.right(model);
        let attrs = attrs::waiting(check.attrs, doc);
        let (limit, limit_type): (Vec<_>, Vec<_>) = limit.into_iter().unzip();
        quote! {
            #attrs
            #vis fn #name #generics (
                &mut self
                #(, #limit: #limit_type)*
                #params
            ) -> #output #where_clause {
                #(let mut #once = #runtime::core::option::Option::Some(#once);)*
                (&mut #right).#method(#(#limit,)* #checked)
            }
        }
    }
}

/// The handle as a future, by its default wait.
pub(super) fn default(model: &Model<'_>, check: &Check<'_>) -> Option<TokenStream> {
    check.wait.default.as_ref()?;
    let (runtime, generics) = (&model.runtime, model.handle_generics());
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let ty = handle_type(model, check.handle);
    let poll = names::poll_name(&check.wait.name);
    let (caller, cx) = (attrs::caller(check.attrs), model.names.fresh("cx"));
    let body = quote!(Self::#poll(#runtime::core::pin::Pin::get_mut(self), #cx));
    let members = future::members(model, check, &cx, &body);
    Some(quote! {
        #caller
        #[automatically_derived]
        impl #impl_generics #runtime::core::future::Future for #ty #where_clause {
            #members
        }
    })
}
