//! The marked methods of a condition, as its handles will have them.

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

/// A method: an index into `Model::methods`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct MethodId(pub(crate) usize);

pub(crate) struct Method<'a> {
    pub(crate) id: MethodId,
    /// As the user wrote it. Nothing for those of the short form.
    pub(crate) written: Option<&'a MemberFn>,
    pub(crate) attrs: &'a [Attribute],
    /// Lints that are allowed here.
    pub(crate) allows: TokenStream,
    pub(crate) vis: Visibility,
    pub(crate) marker: Path,
    pub(crate) name: Ident,
    // In the words of a handle: without `Self`.
    pub(crate) generics: Generics,
    pub(crate) params: Vec<Param>,
    pub(crate) output: ReturnType,
    pub(crate) role: Role,
    /// The handles that have it, or whose hook it is, as they are written.
    pub(crate) by: Option<HandleNames>,
    /// The handles of these names. Unknown names are left out.
    pub(crate) on: Vec<HandleId>,
    /// It is not clear which handles are meant. Any of them may be.
    pub(crate) is_on_any: bool,
    /// Whom it wakes, as it is written.
    pub(crate) wakes_names: Option<Wakes>,
    /// The waits that these names mean. Unknown names are left out.
    pub(crate) wakes: Option<Woken>,
    /// Its marker is wrong, or it breaks a rule. A stub is generated for it.
    pub(crate) is_broken: bool,
}

pub(crate) enum Role {
    Notify(Box<Notify>),
    /// The change is a closure: the short form's.
    Apply,
    Wait(Box<Wait>),
    Query(Query),
    OnDrop,
    Arming(Arming),
}

pub(crate) struct Notify {
    pub(crate) when: Option<ExprClosure>,
    /// The closure in the words of a handle.
    pub(crate) when_tokens: TokenStream,
    pub(crate) is_cold: bool,
    pub(crate) guard: Option<Ident>,
    pub(crate) last: Option<Ident>,
}

/// A method that only reads.
pub(crate) struct Query {
    /// It returns a guard, and promises to read only.
    pub(crate) guard: Option<Ident>,
}

/// Runs while a wait is pending, or when it is over.
pub(crate) struct Arming {
    pub(crate) event: Event,
    /// The name of the wait, where it is written.
    pub(crate) named: Option<Ident>,
    /// The wait, where that is clear.
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

    /// Whether handles have such a method. They do not have hooks.
    pub(crate) const fn is_on_handles(&self) -> bool {
        !matches!(self.role, Role::OnDrop | Role::Arming(_))
    }

    /// Whether it returns `!`. Code after its call would be unreachable.
    pub(crate) fn never_returns(&self) -> bool {
        matches!(&self.output, ReturnType::Type(_, ty) if matches!(ungroup(ty), Type::Never(_)))
    }

    /// Whether it returns something, as far as its signature tells.
    pub(crate) fn has_result(&self) -> bool {
        let is_none = |ty| is_unit(ty) || matches!(ungroup(ty), Type::Never(_));
        matches!(&self.output, ReturnType::Type(_, ty) if !is_none(ty))
    }

    /// Whether it takes and changes nothing, so that it wakes nobody.
    pub(crate) fn is_query(&self) -> bool {
        match &self.role {
            Role::Query(_) => true,
            Role::Wait(wait) => wait.query.is_some(),
            _ => false,
        }
    }

    /// Whether this handle has the method. A check that takes nothing is on all of them.
    pub(crate) fn is_on(&self, handle: HandleId) -> bool {
        let is_on_all = self.wait().is_some_and(|wait| wait.query.is_some());
        self.is_on_handles() && (self.on.contains(&handle) || is_on_all)
    }

    /// Whether this handle waits by it.
    pub(crate) fn is_wait_of(&self, handle: HandleId) -> bool {
        self.wait().is_some() && self.on.contains(&handle)
    }

    /// Whether it takes a field of the handle that it may change.
    pub(crate) fn changes_field(&self) -> bool {
        self.params.iter().any(Param::is_changed_field)
    }

    /// Whether it runs when this handle is dropped.
    pub(crate) fn runs_on_drop_of(&self, handle: HandleId) -> bool {
        matches!(self.role, Role::OnDrop) && self.on.contains(&handle)
    }

    /// The `cfg`s that it stands under.
    pub(crate) fn cfgs(&self) -> String {
        cfgs(self.attrs).to_string()
    }

    /// Whether this method and another one under these `cfg`s may exclude each other. If they do not, rustc
    /// reports the duplicate.
    pub(crate) fn is_alternative_to(&self, cfgs: &str) -> bool {
        let own = self.cfgs();
        !own.is_empty() && !cfgs.is_empty() && own != cfgs
    }
}
