//! What a condition must have, and what it can have one of.

use crate::{
    errors::Errors,
    item::ImplBlock,
    markers::{self, Side},
    method::{Method, Role},
    model::Model,
};
use syn::Attribute;

/// `#[on_drop(notifier)]`, or an attempt at it.
pub(super) fn is_notifier_hook(attr: &Attribute) -> bool {
    attr.path().is_ident("on_drop")
        && !attr
            .parse_args::<syn::Ident>()
            .is_ok_and(|side| side == "waiter")
}

/// A condition without one of its sides waits forever, or for nothing.
pub(super) fn check(item: &ImplBlock, model: &Model<'_>, errors: &mut Errors) {
    let attrs = || item.fns().flat_map(|member| &member.attrs);
    let misspelled =
        attrs().any(|attr| !markers::is_marker(attr) && markers::is_nearly_marker(attr));
    if misspelled || !item.misplaced.is_empty() {
        return;
    }
    // By their markers' names: a marker that could not be parsed is not missing.
    let is_marked = |marker: &str| attrs().any(|attr| attr.path().is_ident(marker));
    let waits = is_marked("wait");
    // The waiter's own changes do not wake it.
    let by_waiter = |method: &Method<'_>| matches!(&method.role, Role::Notify(notify) if notify.side() == Side::Waiter);
    let by_waiter = model.methods().iter().filter(|method| by_waiter(method));
    let marked = attrs().filter(|attr| attr.path().is_ident("notify"));
    let notifies = marked.count() > by_waiter.count()
        || attrs().any(is_notifier_hook)
        || model
            .methods()
            .iter()
            .any(|method| ends_and_wakes(method, Side::Notifier))
        || model
            .stubs()
            .iter()
            .any(|stub| stub.may_wait(Side::Notifier));
    let message = match (waits, notifies) {
        (true, true) => return check_notifier(item, model, errors),
        (false, false) => {
            "no method here is marked: mark the check with `#[wait(NAME)]`, and what can make it \
             ready with `#[notify]`"
        }
        (true, false) => {
            "nothing here would ever wake the waiter: mark the methods that can make the condition \
             true with `#[notify]`"
        }
        (false, true) => {
            "nothing here can be waited for: mark the method that checks the condition with \
             `#[wait(NAME)]`"
        }
    };
    errors.at(item.impl_token, message);
}

/// Whether this is a wait of this side whose end wakes the other one, where that waits. What is
/// `shared` takes nothing.
fn ends_and_wakes(method: &Method<'_>, side: Side) -> bool {
    let mut wait = method.wait().into_iter();
    wait.any(|wait| wait.side == side && !wait.is_shared)
}

/// Where the notifier waits, something must wake it, too.
fn check_notifier(item: &ImplBlock, model: &Model<'_>, errors: &mut Errors) {
    let wakes = |method: &Method<'_>| match &method.role {
        Role::Wait(_) => ends_and_wakes(method, Side::Waiter),
        Role::Notify(notify) => notify.side() == Side::Waiter,
        Role::OnDrop(_) => method.runs_on_drop(Side::Waiter),
        Role::Shared | Role::Arming(_) => false,
    };
    if model.waits(Side::Notifier) && model.stubs().is_empty() && !model.methods().iter().any(wakes)
    {
        errors.at(
            item.impl_token,
            "nothing here would ever wake the notifier: mark what the waiter does to make its \
             condition true with `#[wait(NAME)]` or `#[notify(by = waiter)]`",
        );
    }
}

/// What there can be one of.
pub(super) fn check_unique(methods: &mut Vec<Method<'_>>, errors: &mut Errors) {
    for side in Side::BOTH {
        let when = match side {
            Side::Notifier => "when the last notifier is dropped",
            Side::Waiter => "when the waiter is dropped",
        };
        check_hooks(methods, when, |method| method.runs_on_drop(side), errors);
        // The conditions of the first one.
        let (mut default, mut stream) = (None, None);
        let is_second = |method: &Method<'_>, first: &mut Option<String>| match first {
            Some(first) => !method.is_alternative_to(first),
            None => {
                *first = Some(method.cfgs());
                false
            }
        };
        for method in methods.iter_mut() {
            let Some(wait) = method.wait().filter(|wait| wait.side == side) else {
                continue;
            };
            let (is_default, is_stream) = (wait.default.is_some(), wait.stream.is_some());
            let second_default = is_default && is_second(method, &mut default);
            let second_stream = is_stream && is_second(method, &mut stream);
            let Some(wait) = method.wait_mut() else {
                continue;
            };
            if second_default {
                errors.at(
                    wait.default.take(),
                    format!(
                        "there is a default wait already: awaiting the {side} can mean only one"
                    ),
                );
            }
            if second_stream {
                errors.at(
                    wait.stream.take().map(|(word, _)| word),
                    format!("there is a stream already: the {side} can be only one"),
                );
            }
        }
    }
}

/// Of these methods, one can run `when` it is time.
pub(super) fn check_hooks(
    methods: &mut Vec<Method<'_>>,
    when: &str,
    mut is_hook: impl FnMut(&Method<'_>) -> bool,
    errors: &mut Errors,
) {
    let mut first = None;
    methods.retain(|method| {
        if !is_hook(method) {
            return true;
        }
        let Some((first, cfgs)) = &first else {
            first = Some((method.sig.ident.clone(), method.cfgs()));
            return true;
        };
        if method.is_alternative_to(cfgs) {
            return true;
        }
        errors.at(
            &method.marker,
            format!("`{first}` already runs {when}: call this method from it"),
        );
        false
    });
}
