//! Rules between the parts of a model. Makes no tokens.
//!
//! What breaks a rule is taken out of the model: expanded, it would be an error again.

mod arming;
mod collisions;
mod roles;
mod sides;

use crate::{
    args::{Args, Given, HandleName, Storage},
    errors::Errors,
    features::Features,
    markers::Side,
    model::{Form, Model},
    names, orderings,
    stub::Stub,
};
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Attribute, Ident};

pub(crate) fn validate(
    args: &Args,
    model: &mut Model<'_>,
    features: Features,
    errors: &mut Errors,
) {
    check_form(args, model, errors);
    check_handles(args, model, errors);
    check_storage(args, model, features, errors);
    if !model.sync {
        check_orderings(args, model, errors);
    }
    if let Form::Impl { item, .. } = &model.form {
        for marker in &item.misplaced {
            errors.at(marker, format!("`#[{marker}]` goes on a method"));
        }
        roles::check(item, model, errors);
    }
    sides::check_lending(model, errors);
    arming::check(model, errors);
    if let Form::Impl { methods, .. } = &mut model.form {
        roles::check_unique(methods, errors);
    }
    collisions::check(model, errors);
    check_features(model, features, errors);
    collisions::check_stubs(model);
}

/// `until` is what a struct needs, and what an impl has methods for.
fn check_form(args: &Args, model: &Model<'_>, errors: &mut Errors) {
    match (&model.form, &args.until) {
        (Form::Struct(_), None) if !args.has_until => errors.add(syn::Error::new(
            Span::call_site(),
            format!(
                "what does the waiter of `{0}` wait for? Write `#[waitable(until = |condition| …)]`, \
                 or put `#[waitable]` on `impl {0}` and mark its methods",
                model.condition
            ),
        )),
        (Form::Impl { .. }, Some(Given { name, .. })) => errors.at(
            name,
            "`until` belongs on a struct: on an impl, mark the method that checks the condition with \
             `#[wait(NAME)]`",
        ),
        _ => {}
    }
}

/// The promise of `sync = false`, where it can be seen: in all that can make a side ready, which
/// queries cannot, nor a drop that wakes nobody.
fn check_orderings(args: &Args, model: &Model<'_>, errors: &mut Errors) {
    let Form::Impl { item, .. } = &model.form else {
        let given = args.sync.as_ref();
        let given = given.map(|Given { name, value }| quote!(#name = #value));
        return errors.at(
            given,
            format!(
                "`sync = false` is a promise about every change, and the macro does not see the \
                 closures that `notify` takes: put `#[waitable]` on `impl {}`, where changes are \
                 methods, or leave `sync` on",
                model.condition
            ),
        );
    };
    let is_concerned = |attr: &Attribute| {
        let path = attr.path();
        path.is_ident("notify")
            || path.is_ident("wait")
            || roles::is_notifier_hook(attr)
            || (path.is_ident("on_drop") && model.waits(Side::Notifier))
    };
    for member in item
        .fns()
        .filter(|member| member.attrs.iter().any(is_concerned))
    {
        orderings::check(TokenStream::from(member.body.clone()), errors);
    }
}

/// Where the condition is to be, it must be possible to put it.
fn check_storage(args: &Args, model: &mut Model<'_>, features: Features, errors: &mut Errors) {
    if model.storage == Storage::Arc && !features.alloc {
        let span = args.storage.as_ref();
        let span = span.map_or_else(Span::call_site, |given| given.name.span());
        errors.add(syn::Error::new(
            span,
            "handles that share the condition in an `Arc` need the feature `alloc` of `spmc-waker`: \
             turn it on in `Cargo.toml`, or write `storage = ref`",
        ));
        model.storage = Storage::Ref;
        model.lacks_alloc = true;
        return;
    }
    if model.storage == Storage::Arc {
        return;
    }
    let hooks = model
        .methods()
        .iter()
        .filter(|method| method.runs_on_drop(Side::Notifier));
    for hook in hooks {
        errors.at(
            &hook.marker,
            "with `storage = ref`, notifiers come and go, and the first that goes would be taken for \
             the last: close the condition in a `#[notify]` method, or leave `storage` at `arc`",
        );
    }
}

/// What is asked for must be there. After the rest: what cannot be does not need its feature.
fn check_features(model: &mut Model<'_>, features: Features, errors: &mut Errors) {
    let runtime = model.runtime.clone();
    let Form::Impl { methods, stubs, .. } = &mut model.form else {
        return;
    };
    let mut require = |word: &Ident, feature, is_on: bool| {
        if !is_on {
            errors.at(
                word,
                format!("`{word}` needs the feature `{feature}` of `spmc-waker`: turn it on in `Cargo.toml`"),
            );
        }
        is_on
    };
    for method in methods {
        let blocking = method.wait().and_then(|wait| wait.blocking.as_ref());
        let lacks_std = blocking.is_some_and(|word| !require(word, "std", features.std));
        if let (Some(wait), true) = (method.wait(), lacks_std) {
            stubs.push(Stub::of_blocking(method, wait, &runtime));
        }
        let Some(wait) = method.wait_mut() else {
            continue;
        };
        wait.blocking = wait.blocking.take().filter(|_| !lacks_std);
        wait.stream = wait
            .stream
            .take()
            .filter(|(word, _)| require(word, "stream", features.stream));
    }
}

/// The handles and the condition are three types with three names.
fn check_handles(args: &Args, model: &mut Model<'_>, errors: &mut Errors) {
    let [notifier, waiter] = names::handles(&model.condition);
    for (handle, default) in [
        (&mut model.notifier, &notifier),
        (&mut model.waiter, &waiter),
    ] {
        if handle.ident == model.condition {
            errors.at(
                &handle.ident,
                "this is the condition's name: give the handle another",
            );
            handle.ident = default.clone();
        }
    }
    if model.notifier.ident == model.waiter.ident {
        let given = |handle: &Option<Given<HandleName>>| {
            handle.as_ref().map(|handle| handle.value.ident.clone())
        };
        errors.at(
            given(&args.waiter).or_else(|| given(&args.notifier)),
            "the notifier and the waiter are two types: give them two names",
        );
        if model.notifier.ident == waiter {
            model.notifier.ident = notifier;
        } else {
            model.waiter.ident = waiter;
        }
    }
}
