//! The marked methods of a condition, as its handles will have them.

use super::{
    context::Context,
    lints,
    resolve::Resolved,
    self_type::without_self,
    signature::{self, Param},
    types::ungroup,
    undeclared,
    wait::{Until, Wait},
};
use crate::{
    parse::{Event, HandleNames, Marker, MemberFn, NotifyOptions, Partial, Role as Marked, cfgs},
    tokens::replace_self,
};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens as _, quote};
use syn::{Attribute, ExprClosure, Generics, Path, ReturnType, Type, Visibility};

pub(crate) struct Method<'a> {
    /// As the user wrote it. Nothing for those of the short form.
    pub(crate) written: Option<&'a MemberFn>,
    pub(crate) attrs: &'a [Attribute],
    /// Lints that are allowed here.
    pub(crate) allows: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) marker: Path,
    pub(crate) name: Ident,
    // In the words of a handle: without `Self`.
    pub(crate) generics: Generics,
    pub(crate) params: Vec<Param>,
    pub(crate) output: ReturnType,
    pub(crate) role: Role,
    /// The handles that have it, or whose hook it is.
    pub(crate) on: Vec<usize>,
    /// The handles that it wakes, where that is said.
    pub(crate) wakes: Option<Vec<usize>>,
    /// Names of handles that there are not, and what is wrong with them.
    pub(crate) wrong_names: Vec<(Ident, String)>,
    /// It breaks a rule: expanded, it would be an error again.
    pub(crate) is_broken: bool,
}

pub(crate) enum Role {
    Notify(Box<Notify>),
    /// The change is a closure: the short form's.
    Apply,
    Wait(Box<Wait>),
    Query,
    OnDrop(OnDrop),
    Arming(Arming),
}

#[derive(Default)]
pub(crate) struct Notify {
    pub(crate) when: Option<ExprClosure>,
    /// The closure in the words of a handle.
    pub(crate) when_tokens: TokenStream,
    pub(crate) is_cold: bool,
    pub(crate) guard: Option<Ident>,
    pub(crate) last: Option<Ident>,
}

/// Runs when a handle is dropped.
pub(crate) struct OnDrop;

/// Runs while a wait is pending, or when it is over.
pub(crate) struct Arming {
    pub(crate) event: Event,
    /// The name of the wait, where it is written.
    pub(crate) named: Option<Ident>,
    /// The handle and the name of the wait, once it is found.
    pub(crate) wait: Option<(usize, Ident)>,
}

/// A method of which not all could be understood.
pub(crate) struct Unclear<'a> {
    pub(crate) member: &'a MemberFn,
    pub(crate) partial: Partial,
    /// The handles that would have it: all, where it cannot be told.
    pub(crate) on: Vec<usize>,
}

impl<'a> Method<'a> {
    /// The method, if it is marked.
    pub(super) fn build(
        member: &'a MemberFn,
        context: &Context<'_>,
    ) -> Result<Option<Self>, (syn::Error, Unclear<'a>)> {
        let marker = Marker::find(&member.attrs, &member.sig.ident)
            .map_err(|error| (error, Unclear::of(member, context)))?;
        let Some(Marker { path, role }) = marker else {
            return Ok(None);
        };
        let sig = &member.sig;
        let params = signature::params(sig, context.names, context.self_path);
        let mut found = Resolved::default();
        let mut wakes = None;
        let role = match role {
            Marked::Notify(options) => {
                match &options.by {
                    Some(by) => found.all(by, context),
                    None => found.notifier(&path, context),
                }
                wakes = options.wakes.clone();
                Role::Notify(Box::new(Notify::of(options, context.self_path)))
            }
            Marked::Query => {
                found.handles = (0..context.handles.len()).collect();
                Role::Query
            }
            Marked::OnDrop(hook) => {
                found.all(&hook.of, context);
                wakes = hook.wakes;
                Role::OnDrop(OnDrop)
            }
            Marked::Arming(event, hook) => {
                if let Some(by) = &hook.by {
                    found.all(by, context);
                }
                Role::Arming(Arming {
                    event,
                    named: hook.of.0.into_iter().next(),
                    wait: None,
                })
            }
            Marked::Wait(mut options) => {
                match options.by.take() {
                    Some(by) => {
                        found.all(&by, context);
                        found.refuse_notifier(&by, context);
                    }
                    None => found.only_waiter(&path, context),
                }
                wakes = options.wakes.take();
                let handle = found.handles.first().copied();
                let wait = Wait::build(sig, options, &params, handle, context);
                Role::Wait(Box::new(wait))
            }
        };
        let wakes = wakes.map(|wakes| found.wakes(&wakes, context));
        let mut generics = without_self(&sig.generics, context.self_path);
        undeclared::declare_in_signature(&mut generics, sig, context.generics);
        let output = replace_self(sig.output.to_token_stream(), context.self_path);
        Ok(Some(Self {
            written: Some(member),
            attrs: &member.attrs,
            allows: lints::of_method(member),
            vis: member.vis.clone(),
            marker: path,
            name: sig.ident.clone(),
            generics,
            output: syn::parse2(output).unwrap_or_else(|_| sig.output.clone()),
            params,
            role,
            on: found.handles,
            wakes,
            wrong_names: found.wrong,
            is_broken: false,
        }))
    }

    pub(crate) fn wait(&self) -> Option<&Wait> {
        match &self.role {
            Role::Wait(wait) => Some(wait),
            _ => None,
        }
    }

    pub(crate) fn wait_mut(&mut self) -> Option<&mut Wait> {
        match &mut self.role {
            Role::Wait(wait) => Some(wait),
            _ => None,
        }
    }

    pub(crate) fn notify(&self) -> Option<&Notify> {
        match &self.role {
            Role::Notify(notify) => Some(notify),
            _ => None,
        }
    }

    /// The check of the short form, which is a closure.
    pub(crate) fn until(&self) -> Option<&Until> {
        self.wait().and_then(|wait| wait.until.as_ref())
    }

    /// Whether handles have it, or would.
    pub(crate) const fn is_on_handles(&self) -> bool {
        !matches!(self.role, Role::OnDrop(_) | Role::Arming(_))
    }

    /// Whether it returns `!`. What came after its call could not be reached.
    pub(crate) fn never_returns(&self) -> bool {
        matches!(&self.output, ReturnType::Type(_, ty) if matches!(ungroup(ty), Type::Never(_)))
    }

    /// Whether it takes and changes nothing, so that all handles have it, and it wakes nobody.
    pub(crate) fn is_query(&self) -> bool {
        match &self.role {
            Role::Query => true,
            Role::Wait(wait) => wait.query.is_some(),
            _ => false,
        }
    }

    /// Whether this handle has the method.
    pub(crate) fn is_on(&self, handle: usize) -> bool {
        self.is_on_handles() && (self.on.contains(&handle) || self.is_query())
    }

    /// Whether this handle waits by it.
    pub(crate) fn is_wait_of(&self, handle: usize) -> bool {
        self.wait().is_some() && self.on.first() == Some(&handle)
    }

    /// Whether it runs when this handle is dropped.
    pub(crate) fn runs_on_drop_of(&self, handle: usize) -> bool {
        matches!(self.role, Role::OnDrop(_)) && self.on.contains(&handle)
    }

    /// Under which conditions it exists.
    pub(crate) fn cfgs(&self) -> String {
        cfgs(self.attrs).to_string()
    }

    /// Whether this and another under these conditions may be meant to exclude each other. If they
    /// do not, rustc finds two of what there can be one of.
    pub(crate) fn is_alternative_to(&self, cfgs: &str) -> bool {
        let own = self.cfgs();
        !own.is_empty() && !cfgs.is_empty() && own != cfgs
    }
}

impl Notify {
    fn of(options: NotifyOptions, self_path: &TokenStream) -> Self {
        let when = options.when.as_ref();
        Self {
            when_tokens: when
                .map(|when| replace_self(quote!(#when), self_path))
                .unwrap_or_default(),
            when: options.when,
            is_cold: options.cold.is_some(),
            guard: options.guard,
            last: options.last,
        }
    }
}

impl<'a> Unclear<'a> {
    fn of(member: &'a MemberFn, context: &Context<'_>) -> Self {
        let partial = Partial::of(&member.attrs, &member.sig.ident);
        let mut found = Resolved::default();
        found.all(&HandleNames(partial.by.clone()), context);
        let mut on = found.handles;
        let waiters: Vec<_> = context.waiters().map(|(index, _)| index).collect();
        if partial.is_query || partial.by_is_unclear || !found.wrong.is_empty() {
            on = (0..context.handles.len()).collect();
        } else if on.is_empty() && partial.is_notify {
            on.extend(context.notifier());
        }
        if on.is_empty() {
            on = waiters;
        }
        if !partial.is_on_handles() {
            on.clear();
        }
        Self {
            member,
            partial,
            on,
        }
    }
}
