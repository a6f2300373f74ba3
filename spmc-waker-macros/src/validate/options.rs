//! Rules for the options of the attribute.

use crate::{
    errors::{self, Errors},
    features::Features,
    model::{Method, Model},
    parse::{Given, Item, Options, Storage},
    tokens::find_self,
};
use proc_macro2::Span;
use quote::quote;
use syn::Ident;

/// `until` is what a struct needs, and what an impl has methods for.
pub(super) fn check(options: &Options, item: &Item, model: &Model<'_>, errors: &mut Errors) {
    let condition = &model.condition;
    match (item, &options.until) {
        (Item::Struct(_), None) if !options.may_have_until => errors.add(syn::Error::new(
            Span::call_site(),
            format!(
                "what does the waiter of `{condition}` wait for? Write `#[waitable(until = |condition| \
                 …)]`, or put `#[waitable]` on `impl {condition}` and mark its methods"
            ),
        )),
        (Item::Struct(_), Some(Given { value, .. })) => {
            if let Some(this) = find_self(quote!(#value)) {
                errors.at(
                    this,
                    "the check is a closure, which has no `self`: use its parameter",
                );
            }
        }
        (Item::Impl(_), Some(Given { name, .. })) => errors.at(
            name,
            "`until` belongs on a struct: on an impl, mark the method that checks the condition with \
             `#[wait(NAME)]`",
        ),
        _ => {}
    }
    if let (Item::Struct(_), [_, second, ..]) = (item, options.waiters.as_slice()) {
        errors.at(
            &second.name,
            format!(
                "a check that is a closure has one waiter: for several, put `#[waitable]` on `impl \
                 {condition}` and mark its methods"
            ),
        );
    }
    let handles = || options.waiters.iter().chain(&options.notifier);
    for vis in handles().flat_map(|handle| {
        handle
            .value
            .fields
            .iter()
            .filter_map(|field| field.vis.as_ref())
    }) {
        errors.at(
            vis,
            "a field of a handle is private to the handle's methods: leave the visibility out",
        );
    }
    for field in handles().filter_map(|handle| handle.value.fields.first()) {
        if let Item::Struct(_) = item {
            errors.at(
                &field.ident,
                format!(
                    "the fields of a handle are for methods with `#[field]` arguments: put \
                     `#[waitable]` on `impl {condition}`, and mark its methods"
                ),
            );
        }
    }
}

/// Where the condition is to be, it must be possible to put it.
pub(super) fn check_storage(
    options: &Options,
    model: &mut Model<'_>,
    features: Features,
    errors: &mut Errors,
) {
    if model.storage == Storage::Owned {
        if !features.alloc {
            let span = options.storage.as_ref();
            let span = span.map_or_else(Span::call_site, |given| given.name.span());
            errors.add(syn::Error::new(
                span,
                "handles that own their condition need the feature `alloc` of `spmc-waker`: turn it on \
                 in `Cargo.toml`, or write `storage = borrowed`",
            ));
            model.storage = Storage::Borrowed;
            model.lacks_alloc = true;
        }
        return;
    }
    let Some(notifier) = model.notifier() else {
        return;
    };
    for method in &mut model.methods {
        if !method.is_broken && method.runs_on_drop_of(notifier) {
            errors.at(
                &method.marker,
                "with `storage = borrowed`, notifiers come and go, and the first that goes would be taken \
                 for the last: close the condition in a `#[notify]` method, or leave `storage` at `owned`",
            );
            method.is_broken = true;
        }
    }
}

/// What is asked for must be there.
pub(super) fn check_features(model: &mut Model<'_>, features: Features, errors: &mut Errors) {
    let mut require = |word: &Option<Ident>, feature, is_on: bool| {
        let Some(word) = word.as_ref().filter(|_| !is_on) else {
            return false;
        };
        errors.at(
            word,
            format!(
                "`{word}` needs the feature `{feature}` of `spmc-waker`: turn it on in `Cargo.toml`"
            ),
        );
        true
    };
    for wait in model.methods.iter_mut().filter_map(sound_wait) {
        if require(&wait.blocking, "std", features.std) {
            wait.blocking = None;
            wait.lacks_blocking = true;
        }
        require(&wait.stream, "stream", features.stream);
        require(&wait.sink, "sink", features.sink);
    }
    // What is broken otherwise is not said to lack it as well.
    for wait in model.methods.iter_mut().filter_map(Method::wait_mut) {
        wait.stream = wait.stream.take().filter(|_| features.stream);
        wait.sink = wait.sink.take().filter(|_| features.sink);
    }
}

fn sound_wait<'m>(method: &'m mut Method<'_>) -> Option<&'m mut crate::model::Wait> {
    if method.is_broken {
        return None;
    }
    method.wait_mut()
}

/// What a promise of `sync = false` is about, for a condition whose changes are closures.
pub(super) fn refuse_unsynchronised_closures(
    options: &Options,
    model: &Model<'_>,
    errors: &mut Errors,
) {
    let given = options.sync.as_ref();
    let given = given.map(|Given { name, value }| quote!(#name = #value));
    errors.at(
        given,
        format!(
            "`sync = false` is a promise about every change, and the macro does not see the closures \
             that `notify` takes: put `#[waitable]` on `impl {}`, where changes are methods, or leave \
             `sync` on",
            model.condition
        ),
    );
}

/// For messages: `a`, `b` or `c`.
pub(super) fn list(words: &[String]) -> String {
    let words: Vec<_> = words.iter().map(String::as_str).collect();
    errors::list(&words)
}
