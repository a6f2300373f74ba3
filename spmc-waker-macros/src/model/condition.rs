//! A condition and all that is generated for it.

use super::{
    handle::{HandleId, Handles},
    method::{Method, Role},
    wait::{NamedWait, Wait, WaitId, Woken},
};
use crate::{
    names::{self, Names},
    parse::{Event, Item, Options, Storage},
    syntax::self_path,
};
use proc_macro2::TokenStream;
use syn::{GenericParam, Generics, Ident, Lifetime, LifetimeParam, Type};

pub(crate) struct Model<'a> {
    /// What the user wrote.
    pub(crate) options: &'a Options,
    pub(crate) item: &'a Item,
    pub(crate) names: &'a Names,
    /// The path of the runtime crate.
    pub(crate) krate: TokenStream,
    /// The name under which the expansion imports the module that it uses of that crate.
    pub(crate) runtime: Ident,
    /// The name of the condition, and its type.
    pub(crate) condition: Ident,
    pub(crate) ty: Type,
    /// The generics of the impl or the struct, without `Self`.
    pub(crate) generics: Generics,
    /// Attributes for everything that is generated: `cfg`s, and lints that are allowed.
    pub(crate) cfgs: TokenStream,
    pub(crate) allows: TokenStream,
    pub(crate) storage: Storage,
    pub(crate) sync: bool,
    pub(crate) cached: bool,
    /// With `storage = borrowed`, the lifetime for which handles borrow the condition.
    pub(crate) borrow: Lifetime,
    pub(crate) handles: Handles,
    /// The marked methods, right or wrong. A `MethodId` is an index into this.
    pub(crate) methods: Vec<Method<'a>>,
    /// The waits of all handles, those of lone waiters first. Each is here once, even if several methods under
    /// different `cfg`s define it. A `WaitId` is an index into this.
    pub(crate) waits: Vec<NamedWait>,
    pub(crate) is_short: bool,
}

impl<'a> Model<'a> {
    /// Finds the wait of this handle with this name.
    pub(crate) fn find_wait(&self, handle: HandleId, name: &Ident) -> Option<WaitId> {
        for wait in &self.waits {
            if wait.handle == handle && wait.is_called(name) {
                return Some(wait.id);
            }
        }
        None
    }

    /// Returns the wait of a handle that a method defines, if it defines one there.
    pub(crate) fn wait_of(&self, method: &Method<'_>, handle: HandleId) -> Option<WaitId> {
        self.find_wait(handle, &method.wait_on(handle)?.name)
    }

    /// Returns the name of the future of a wait of this handle.
    pub(crate) fn future_name(&self, wait: &Wait, handle: HandleId) -> Ident {
        let made_up = || names::future_name(&self.handles[handle].ident, &wait.name);
        wait.future.clone().unwrap_or_else(made_up)
    }

    pub(crate) fn named_wait(&self, id: WaitId) -> &NamedWait {
        &self.waits[id.0]
    }

    /// Returns the waits that have `#[arm]` or `#[disarm]` methods. Their indices are their numbers for the runtime.
    pub(crate) fn armed_waits(&self) -> Vec<WaitId> {
        let mut armed = Vec::new();
        for method in &self.sound() {
            match method.arming().and_then(|arming| arming.wait) {
                Some(wait) if !armed.contains(&wait) => armed.push(wait),
                _ => {}
            }
        }
        armed
    }

    /// Returns the index of a wait in `armed_waits`.
    pub(crate) fn armed_number(&self, wait: WaitId) -> Option<usize> {
        let armed = self.armed_waits();
        armed.iter().position(|armed| *armed == wait)
    }

    /// Returns the methods that are not broken.
    pub(crate) fn sound(&self) -> Vec<&Method<'a>> {
        let mut sound = Vec::new();
        for method in &self.methods {
            if !method.is_broken {
                sound.push(method);
            }
        }
        sound
    }

    /// Returns the `#[arm]` methods or the `#[disarm]` methods of a wait.
    pub(crate) fn armings_of(&self, of: WaitId, event: Event) -> Vec<&Method<'a>> {
        let mut methods = Vec::new();
        for method in &self.sound() {
            if method.runs_at(event, of) {
                methods.push(*method);
            }
        }
        methods
    }

    /// Returns the waits that a method wakes when this handle calls it, or when it runs as the hook of this handle.
    ///
    /// A wait that is ready does not wake itself. For a lone waiter it is left out here; one of many is over before
    /// the runtime wakes the others. The waits of a handle that is gone are left out, too.
    pub(crate) fn wakes(&self, method: &Method<'_>, by: HandleId) -> Woken {
        if method.is_query() {
            return Woken::default();
        }
        let written = method.wakes.unwrap_or(Woken {
            all: self.all_waits(),
            one: 0,
        });
        written.without(self.over(method, by))
    }

    /// Returns the waits that any `one(…)` names.
    pub(crate) fn chosen(&self) -> u64 {
        let mut chosen = 0;
        for method in &self.sound() {
            chosen |= method.wakes.map_or(0, |woken| woken.one);
        }
        chosen
    }

    /// Returns the waits that cannot be pending when a method of this handle wakes.
    pub(crate) fn over(&self, method: &Method<'_>, by: HandleId) -> u64 {
        let is_gone = match &method.role {
            Role::OnDrop => true,
            Role::Notify(notify) => notify.last.is_some(),
            _ => false,
        };
        match self.wait_of(method, by) {
            Some(own) if self.handles[by].is_lone() => own.bit(),
            None if is_gone => self.waits_of(by),
            _ => 0,
        }
    }

    /// Returns all waits, as bits by number.
    pub(crate) fn all_waits(&self) -> u64 {
        self.waits_that(&|_| true)
    }

    /// Returns the waits of a handle, as bits by number.
    pub(crate) fn waits_of(&self, handle: HandleId) -> u64 {
        self.waits_that(&|wait| wait.handle == handle)
    }

    /// Returns the waits of this name on all handles, as bits by number.
    pub(crate) fn waits_called(&self, name: &Ident) -> u64 {
        self.waits_that(&|wait| wait.is_called(name))
    }

    pub(super) fn waits_that(&self, is_such: &dyn Fn(&NamedWait) -> bool) -> u64 {
        let mut bits = 0;
        for wait in &self.waits {
            if is_such(wait) {
                bits |= wait.id.bit();
            }
        }
        bits
    }

    /// Returns the lifetime for which handles borrow the condition, if they do.
    pub(crate) fn handle_lifetime(&self) -> Option<Lifetime> {
        match self.storage {
            Storage::Owned => None,
            Storage::Borrowed => Some(self.borrow.clone()),
        }
    }

    /// Returns the generics of the handles: those of the condition, after the lifetime of the borrow.
    pub(crate) fn handle_generics(&self) -> Generics {
        let mut generics = self.generics.clone();
        if let Some(borrow) = self.handle_lifetime() {
            let borrow = GenericParam::Lifetime(LifetimeParam::new(borrow));
            generics.params.insert(0, borrow);
        }
        generics
    }

    /// Returns the condition's type in the form that expressions and patterns need: `Chan::<T>`.
    pub(crate) fn path(&self) -> TokenStream {
        self_path(&self.ty)
    }
}
