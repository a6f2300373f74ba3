//! The marked methods of a condition.

use super::{
    handle::HandleId,
    param::Param,
    wait::{Until, Wait, WaitId, Woken},
};
use crate::{
    parse::{Event, HandleNames, MemberFn, Wakes},
    syntax::{cfgs, is_unit, ungroup},
};
use proc_macro2::{Ident, TokenStream};
use syn::{Attribute, ExprClosure, Generics, Path, ReturnType, Type, Visibility};

/// The id of a method: its index in `Model::methods`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct MethodId(pub(crate) usize);

pub(crate) struct Method<'a> {
    pub(crate) id: MethodId,
    /// The method as the user has written it. `None` in the short form, whose methods are closures.
    pub(crate) written: Option<&'a MemberFn>,
    pub(crate) attrs: &'a [Attribute],
    /// Lints that are allowed here.
    pub(crate) allows: TokenStream,
    pub(crate) vis: Visibility,
    pub(crate) marker: Path,
    pub(crate) name: Ident,
    // The signature without `Self`, because `Self` is another type on a handle.
    pub(crate) generics: Generics,
    pub(crate) params: Vec<Param>,
    pub(crate) output: ReturnType,
    pub(crate) role: Role,
    /// The handles that have the method, or whose hook it is, as written.
    pub(crate) by: Option<&'a HandleNames>,
    /// The handles that these names mean. Unknown names are left out.
    pub(crate) on: Vec<HandleId>,
    /// Whether it is unclear which handles are meant, so that any handle may be.
    pub(crate) is_on_any: bool,
    /// The value of `wakes`, as written.
    pub(crate) wakes_names: Option<&'a Wakes>,
    /// The waits that these names mean. Unknown names are left out.
    pub(crate) wakes: Option<Woken>,
    /// Whether its marker is wrong, or it breaks a rule. Then a stub is generated for it.
    pub(crate) is_broken: bool,
}

pub(crate) enum Role {
    Notify(Box<Notify>),
    /// The `notify` of the short form, which takes the change as a closure.
    Apply,
    Wait(Box<Wait>),
    Query(Query),
    OnDrop,
    Arming(Arming),
}

pub(crate) struct Notify {
    pub(crate) when: Option<ExprClosure>,
    /// The closure without `Self`.
    pub(crate) when_tokens: TokenStream,
    pub(crate) is_cold: bool,
    pub(crate) guard: Option<Ident>,
    pub(crate) last: Option<Ident>,
}

/// A method that only reads.
pub(crate) struct Query {
    /// The word `guard`: the method returns a guard through which nothing is changed.
    pub(crate) guard: Option<Ident>,
}

/// A method that runs while a wait is pending (`#[arm]`), or when it is over (`#[disarm]`).
pub(crate) struct Arming {
    pub(crate) event: Event,
    /// The name of the wait, if it is written.
    pub(crate) named: Option<Ident>,
    /// The wait, if only one can be meant.
    pub(crate) wait: Option<WaitId>,
}

impl Method<'_> {
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

    pub(crate) const fn arming(&self) -> Option<&Arming> {
        match &self.role {
            Role::Arming(arming) => Some(arming),
            _ => None,
        }
    }

    /// Whether it is an `#[arm]` method, or a `#[disarm]` method, of this wait.
    pub(crate) fn runs_at(&self, event: Event, of: WaitId) -> bool {
        self.arming()
            .is_some_and(|arming| arming.event == event && arming.wait == Some(of))
    }

    pub(crate) fn notify(&self) -> Option<&Notify> {
        match &self.role {
            Role::Notify(notify) => Some(notify),
            _ => None,
        }
    }

    /// Returns the check of the short form, which is a closure.
    pub(crate) fn until(&self) -> Option<&Until> {
        self.wait().and_then(|wait| wait.until.as_ref())
    }

    /// Whether handles have methods of this role. They have no hooks.
    pub(crate) const fn is_on_handles(&self) -> bool {
        !matches!(self.role, Role::OnDrop | Role::Arming(_))
    }

    /// Whether it returns `!`. Code after its call would be unreachable.
    pub(crate) fn never_returns(&self) -> bool {
        matches!(&self.output, ReturnType::Type(_, ty) if matches!(ungroup(ty), Type::Never(_)))
    }

    /// Whether it returns a value, as far as its signature shows.
    pub(crate) fn has_result(&self) -> bool {
        let is_none = |ty| is_unit(ty) || matches!(ungroup(ty), Type::Never(_));
        matches!(&self.output, ReturnType::Type(_, ty) if !is_none(ty))
    }

    /// Whether the user has declared that it changes nothing, so that it wakes nobody.
    pub(crate) fn is_query(&self) -> bool {
        match &self.role {
            Role::Query(_) => true,
            Role::Wait(wait) => wait.query.is_some(),
            _ => false,
        }
    }

    /// Whether this handle has the method. All handles have a check that is a `query`.
    pub(crate) fn is_on(&self, handle: HandleId) -> bool {
        let is_on_all = self.wait().is_some_and(|wait| wait.query.is_some());
        self.is_on_handles() && (self.on.contains(&handle) || is_on_all)
    }

    /// Returns the wait by which this handle waits, if the method defines one there.
    pub(crate) fn wait_on(&self, handle: HandleId) -> Option<&Wait> {
        match &self.role {
            Role::Wait(wait) if self.on.contains(&handle) => Some(wait),
            _ => None,
        }
    }

    /// Whether it takes a field of the handle by `&mut`.
    pub(crate) fn changes_field(&self) -> bool {
        self.params.iter().any(Param::is_changed_field)
    }

    /// Whether it runs when this handle is dropped.
    pub(crate) fn runs_on_drop_of(&self, handle: HandleId) -> bool {
        matches!(self.role, Role::OnDrop) && self.on.contains(&handle)
    }

    /// Returns its `cfg`s.
    pub(crate) fn cfgs(&self) -> String {
        cfgs(self.attrs).to_string()
    }

    /// Whether this method and one with these `cfg`s may exclude each other. If they do not, rustc reports the
    /// duplicate.
    pub(crate) fn is_alternative_to(&self, cfgs: &str) -> bool {
        let own = self.cfgs();
        !own.is_empty() && !cfgs.is_empty() && own != cfgs
    }
}
