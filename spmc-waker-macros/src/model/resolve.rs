//! The handles that names in markers mean.

use super::{context::Context, handle::HandleKind};
use crate::{errors, parse::HandleNames};
use proc_macro2::Ident;
use syn::{Path, ext::IdentExt as _};

/// The handles that are meant by their names.
#[derive(Default)]
pub(super) struct Resolved {
    pub(super) handles: Vec<usize>,
    /// Names that mean none, and what is wrong with them.
    pub(super) wrong: Vec<(Ident, String)>,
}

impl Resolved {
    pub(super) fn all(&mut self, names: &HandleNames, context: &Context<'_>) {
        for name in &names.0 {
            match find(name, context) {
                Ok(handle) if self.handles.contains(&handle) => {
                    let message = format!("`{name}` is given twice: remove one");
                    self.wrong.push((name.clone(), message));
                }
                Ok(handle) => self.handles.push(handle),
                Err(message) => self.wrong.push((name.clone(), message)),
            }
        }
    }

    pub(super) fn notifier(&mut self, marker: &Path, context: &Context<'_>) {
        match (context.notifier(), marker.get_ident()) {
            (Some(notifier), _) => self.handles.push(notifier),
            (None, Some(marker)) => self.wrong.push((
                marker.clone(),
                format!(
                    "there is no notifier, so this has to say which handle has it: `by = {}`, or name a \
                     notifier in `#[waitable(notifier = …)]`",
                    example(context)
                ),
            )),
            (None, None) => {}
        }
    }

    pub(super) fn refuse_notifier(&mut self, names: &HandleNames, context: &Context<'_>) {
        for name in &names.0 {
            let found = find(name, context).ok();
            if found.is_some() && found == context.notifier() {
                let message = format!(
                    "`{name}` is a notifier, which never waits: let a waiter wait. Where both sides \
                     do, they are two waiters: `#[waitable(waiter = …, waiter = …)]`"
                );
                self.wrong.push((name.clone(), message));
            }
        }
    }

    pub(super) fn only_waiter(&mut self, marker: &Path, context: &Context<'_>) {
        let mut waiters = context.waiters();
        match (waiters.next(), waiters.next(), marker.get_ident()) {
            (Some((waiter, _)), None, _) => self.handles.push(waiter),
            (_, Some(_), Some(marker)) => self.wrong.push((
                marker.clone(),
                format!(
                    "there are several waiters, so this has to say which one waits: `by = {}`",
                    example(context)
                ),
            )),
            _ => {}
        }
    }

    /// The waiters that are woken.
    pub(super) fn wakes(&mut self, names: &HandleNames, context: &Context<'_>) -> Vec<usize> {
        let mut wakes = Vec::new();
        for name in &names.0 {
            let is_none = name == "none" && find(name, context).is_err();
            if is_none && names.0.len() == 1 {
                continue;
            }
            match find(name, context) {
                Ok(handle) if context.handles[handle].kind == HandleKind::Notifier => {
                    let message =
                        "the notifier does not wait, so there is nobody to wake".to_owned();
                    self.wrong.push((name.clone(), message));
                }
                Ok(handle) if self.handles == [handle] => {
                    let message = format!(
                        "`{name}` is the handle that does this, and so it does not wait meanwhile: name \
                         the others that are concerned, or `none`"
                    );
                    self.wrong.push((name.clone(), message));
                }
                Ok(handle) if wakes.contains(&handle) => {
                    let message = format!("`{name}` is given twice: remove one");
                    self.wrong.push((name.clone(), message));
                }
                Ok(handle) => wakes.push(handle),
                Err(_) if name == "all" => {
                    let message =
                        "all others are woken where nothing says that fewer are: remove `wakes`";
                    self.wrong.push((name.clone(), message.to_owned()));
                }
                Err(message) => self.wrong.push((name.clone(), message)),
            }
        }
        wakes
    }
}

/// A waiter, for a message.
fn example(context: &Context<'_>) -> String {
    let mut waiters = context.waiters();
    waiters
        .next()
        .map_or_else(String::new, |(_, waiter)| waiter.ident.to_string())
}

/// The handle of this name, or what is wrong with the name.
fn find(name: &Ident, context: &Context<'_>) -> Result<usize, String> {
    let mut handles = context.handles.iter();
    if let Some(handle) = handles.position(|handle| handle.ident.unraw() == name.unraw()) {
        return Ok(handle);
    }
    let mut waiters = context.waiters();
    match (name.to_string().as_str(), context.notifier()) {
        ("notifier", Some(notifier)) => return Ok(notifier),
        ("notifier", None) => {
            return Err("there is no notifier: name one in `#[waitable(notifier = …)]`".to_owned());
        }
        ("waiter", _) => {
            return match (waiters.next(), waiters.next()) {
                (Some((waiter, _)), None) => Ok(waiter),
                _ => Err("there are several waiters: write the name of one".to_owned()),
            };
        }
        _ => {}
    }
    let known: Vec<_> = context
        .handles
        .iter()
        .map(|handle| handle.ident.to_string())
        .collect();
    let known: Vec<_> = known.iter().map(String::as_str).collect();
    let word = name.to_string();
    let roles = ["notifier", "waiter"].into_iter().filter(|role| {
        let role = Ident::new(role, name.span());
        find(&role, context).is_ok()
    });
    let role = roles
        .into_iter()
        .find(|role| errors::is_one_letter_off(&word, role));
    let hint = role.map_or_else(
        || errors::expected(&word, &known),
        |role| format!("did you mean `{role}`?"),
    );
    Err(format!("there is no handle `{name}`: {hint}"))
}
