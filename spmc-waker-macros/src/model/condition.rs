//! A condition and all that is generated for it.

use super::{
    handle::{self, Handle},
    method::{Arming, Method, Role, Unclear},
    self_type::self_path,
    wait::Wait,
};
use crate::{
    names::Names,
    parse::{Event, Storage},
};
use proc_macro2::TokenStream;
use syn::{
    Attribute, GenericParam, Generics, Ident, Lifetime, LifetimeParam, Token, Type, Visibility,
};

pub(crate) struct Model<'a> {
    pub(crate) names: &'a Names,
    /// The path of the runtime crate, and what its module of generated code's needs is called here.
    pub(crate) krate: TokenStream,
    pub(crate) runtime: Ident,
    /// The word that begins the user's impl, for those that are generated: rustc suggests generics after
    /// it, and what it says of both is the same then.
    pub(crate) impl_token: Token![impl],
    /// The condition's name, and its type.
    pub(crate) condition: Ident,
    pub(crate) ty: Type,
    /// The impl's, or the struct's, without `Self`.
    pub(crate) generics: Generics,
    /// What holds for everything that is generated: `cfg`, and lints that are allowed.
    pub(crate) cfgs: TokenStream,
    pub(crate) allows: Vec<Attribute>,
    pub(crate) storage: Storage,
    /// There should be handles that own the condition, and cannot be.
    pub(crate) lacks_alloc: bool,
    pub(crate) sync: bool,
    pub(crate) cached: bool,
    /// The lifetime of the handles' borrow, with `storage = borrowed`.
    pub(crate) borrow: Lifetime,
    /// The notifier first, if there is one, then the waiters.
    pub(crate) handles: Vec<Handle>,
    pub(crate) methods: Vec<Method<'a>>,
    /// Methods whose markers could not be understood.
    pub(crate) unclear: Vec<Unclear<'a>>,
    /// The handles' names may be others than these: an option could not be understood.
    pub(crate) handles_are_unclear: bool,
    pub(crate) is_short: bool,
}

impl<'a> Model<'a> {
    /// The waits of all handles, each once: under `cfg`s that exclude each other, two may have one
    /// name.
    pub(crate) fn wait_names(&self) -> Vec<(usize, Ident)> {
        let mut names: Vec<(usize, Ident)> = Vec::new();
        for (method, wait) in self.waits() {
            let Some(handle) = method.on.first() else {
                continue;
            };
            if !names
                .iter()
                .any(|(other, name)| other == handle && wait.is_called(name))
            {
                names.push((*handle, wait.name.clone()));
            }
        }
        names
    }

    /// The waits that have `#[arm]` or `#[disarm]` methods, each once. Their places here are the
    /// numbers by which the runtime tells them apart.
    pub(crate) fn armed_waits(&self) -> Vec<&(usize, Ident)> {
        let mut armed = Vec::new();
        for (_, arming) in self.armings() {
            if let Some(wait) = &arming.wait {
                if !armed.contains(&wait) {
                    armed.push(wait);
                }
            }
        }
        armed
    }

    /// The methods that are waited for.
    pub(crate) fn waits(&self) -> impl Iterator<Item = (&Method<'a>, &Wait)> {
        self.methods
            .iter()
            .filter_map(|method| Some((method, method.wait()?)))
    }

    /// The `#[arm]` and `#[disarm]` methods that are right.
    pub(crate) fn armings(&self) -> impl Iterator<Item = (&Method<'a>, &Arming)> {
        let sound = self.methods.iter().filter(|method| !method.is_broken);
        sound.filter_map(|method| match &method.role {
            Role::Arming(arming) => Some((method, arming)),
            _ => None,
        })
    }

    /// The `#[arm]` or `#[disarm]` methods of a wait.
    pub(crate) fn armings_of(
        &self,
        of: &(usize, Ident),
        event: Event,
    ) -> impl Iterator<Item = &Method<'a>> {
        self.armings()
            .filter(move |(_, arming)| arming.event == event && arming.wait.as_ref() == Some(of))
            .map(|(method, _)| method)
    }

    pub(crate) fn notifier(&self) -> Option<usize> {
        handle::notifier(&self.handles)
    }

    /// The handles that wait.
    pub(crate) fn waiters(&self) -> impl Iterator<Item = (usize, &Handle)> {
        handle::waiters(&self.handles)
    }

    /// Which of the handles this is. Their names differ.
    pub(crate) fn index_of(&self, handle: &Handle) -> usize {
        let mut handles = self.handles.iter();
        let index = handles.position(|other| other.ident == handle.ident);
        index.unwrap_or_default()
    }

    /// The waiters that a method wakes when this handle calls it: bits by number.
    pub(crate) fn wakes(&self, method: &Method<'_>, by: usize) -> u64 {
        if method.is_query() {
            return 0;
        }
        let own = self.handles[by].waiter().map_or(0, |number| 1 << number);
        let concerned = match &method.wakes {
            None => self.all_waiters(),
            Some(handles) => handles
                .iter()
                .filter_map(|handle| self.handles.get(*handle)?.waiter())
                .fold(0, |bits, number| bits | 1 << number),
        };
        concerned & !own
    }

    /// All waiters, as bits by number.
    pub(crate) fn all_waiters(&self) -> u64 {
        let numbers = self.waiters().filter_map(|(_, handle)| handle.waiter());
        numbers.fold(0, |bits, number| bits | 1 << number)
    }

    /// The generics of the handles: those of the condition, and what the handles borrow.
    pub(crate) fn handle_generics(&self) -> Generics {
        let mut generics = self.generics.clone();
        if self.storage == Storage::Borrowed {
            let borrow = LifetimeParam::new(self.borrow.clone());
            generics.params.insert(0, GenericParam::Lifetime(borrow));
        }
        generics
    }

    /// The condition's type in the form that expressions and patterns take: `Chan::<T>`.
    pub(crate) fn path(&self) -> TokenStream {
        self_path(&self.ty)
    }
}

/// How many can see an item of this visibility, as an order.
pub(crate) fn openness(vis: &Visibility) -> u8 {
    match vis {
        Visibility::Public(_) => 3,
        Visibility::Restricted(restricted) if restricted.path.is_ident("crate") => 2,
        Visibility::Restricted(restricted) if !restricted.path.is_ident("self") => 1,
        Visibility::Restricted(_) | Visibility::Inherited => 0,
    }
}

/// The visibility that fewer can see.
pub(crate) fn narrower<'a>(a: &'a Visibility, b: &'a Visibility) -> &'a Visibility {
    if openness(a) <= openness(b) { a } else { b }
}
