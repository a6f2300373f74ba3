//! A wait of one of its handles.

use super::paths;
use crate::{
    model::{Handle, HandleId, Method, Model, Wait, WaitId, narrower, openness},
    parse::Storage,
};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens as _, quote};
use syn::Visibility;

/// A wait, and the handle that waits.
pub(super) struct HandleWait<'m, 'a> {
    pub(super) model: &'m Model<'a>,
    pub(super) method: &'m Method<'a>,
    pub(super) wait: &'m Wait,
    pub(super) id: HandleId,
    pub(super) handle: &'m Handle,
    pub(super) number: WaitId,
}

/// The waits that are not broken.
pub(super) fn sound_waits<'m, 'a>(model: &'m Model<'a>) -> Vec<HandleWait<'m, 'a>> {
    let mut waits = Vec::new();
    for method in &model.sound() {
        for id in &method.on {
            if let Some(waiting) = HandleWait::of(model, method, *id) {
                waits.push(waiting);
            }
        }
    }
    waits
}

/// The waits of a handle.
pub(super) fn own_waits<'m, 'a>(model: &'m Model<'a>, id: HandleId) -> Vec<HandleWait<'m, 'a>> {
    let mut waits = Vec::new();
    for method in &model.sound() {
        if let Some(waiting) = HandleWait::of(model, method, id) {
            waits.push(waiting);
        }
    }
    waits
}

impl<'m, 'a> HandleWait<'m, 'a> {
    /// The wait that a method defines on a handle, if it defines one there.
    pub(super) fn of(model: &'m Model<'a>, method: &'m Method<'a>, id: HandleId) -> Option<Self> {
        Some(Self {
            model,
            method,
            wait: method.wait()?,
            id,
            handle: &model.handles[id],
            number: model.wait_of(method, id)?,
        })
    }

    /// The name of its future.
    pub(super) fn future(&self) -> Ident {
        self.model.future_name(self.wait, self.id)
    }

    /// The visibility of the methods that wait.
    pub(super) fn vis(&self) -> &'m Visibility {
        let own = self.wait.vis.as_ref().unwrap_or(&self.method.vis);
        narrower(own, &self.handle.vis)
    }

    /// Whether readers of the wait's documentation may not see the check.
    pub(super) fn hides_check(&self) -> bool {
        openness(&self.method.vis) < openness(self.vis())
    }

    /// The method that documentation names: the check or, if it is hidden, the wait.
    pub(super) fn shown(&self) -> &'m Ident {
        if self.hides_check() {
            &self.wait.name
        } else {
            &self.method.name
        }
    }

    /// How a method takes the handle to wait.
    pub(super) fn receiver(&self) -> TokenStream {
        paths::receiver(self.borrows_mutably())
    }

    /// Whether the wait borrows its handle mutably.
    fn borrows_mutably(&self) -> bool {
        self.is_exclusive() || self.method.changes_field()
    }

    /// Whether the wrapped handle waits by `&mut`, because it has only one slot for each of its waits.
    fn is_exclusive(&self) -> bool {
        !self.handle.is_many() || self.model.storage == Storage::Borrowed
    }

    /// Its number among the waits that arm, if it arms.
    pub(super) fn armed(&self) -> Option<Literal> {
        let number = self.model.armed_number(self.number)?;
        Some(Literal::usize_unsuffixed(number))
    }

    /// Its number for the runtime.
    pub(super) fn number(&self) -> Literal {
        Literal::usize_unsuffixed(self.number.number())
    }

    /// Its generic arguments for the runtime: its number, the tasks that its end wakes, and others that its kind of
    /// handle needs.
    pub(super) fn parameters(&self) -> TokenStream {
        let number = self.number();
        let wakes = paths::wakes(self.model, self.model.wakes(self.method, self.id), false);
        quote!(#number, #wakes)
    }

    /// Whether `one(…)` may choose it.
    pub(super) fn is_chosen(&self) -> bool {
        self.model.chosen() & self.number.bit() != 0
    }

    /// The type of the wait. Defaults are left out.
    pub(super) fn inner_type(&self, borrow: &TokenStream) -> TokenStream {
        let (runtime, ty) = (&self.model.runtime, &self.model.ty);
        let last = match (self.handle.is_many(), self.armed()) {
            (true, _) => self.is_chosen().then(|| quote!(, true)),
            (false, armed) => armed.map(|armed| quote!(, #runtime::Armed<#borrow, #ty, #armed>)),
        };
        let woken = self.model.wakes(self.method, self.id);
        let parameters = match (&last, woken.is_none()) {
            (None, true) => self.number().into_token_stream(),
            _ => self.parameters(),
        };
        if self.handle.is_many() {
            quote!(#runtime::SharedWait<#borrow, #ty, #parameters #last>)
        } else {
            quote!(#runtime::Wait<#borrow, #ty, #parameters #last>)
        }
    }

    /// An expression that begins the wait, for a place from which its type is inferred.
    pub(super) fn begin_inferred(&self) -> TokenStream {
        self.begin_with(&TokenStream::new())
    }

    /// An expression that begins the wait, with its type.
    pub(super) fn begin(&self) -> TokenStream {
        let (runtime, parameters) = (&self.model.runtime, self.parameters());
        let chosen = self.is_chosen();
        let last = match (self.handle.is_many(), self.armed()) {
            (true, _) => quote!(#chosen),
            (false, None) => quote!(#runtime::Unarmed),
            (false, Some(armed)) => quote!(#runtime::Armed<'_, _, #armed>),
        };
        self.begin_with(&quote!(::<#parameters, #last>))
    }

    fn begin_with(&self, parameters: &TokenStream) -> TokenStream {
        let path = paths::inner_path(self.model, self.handle);
        let inner = &self.model.names.inner;
        match (self.borrows_mutably(), self.handle.is_many()) {
            (true, true) => quote!(#path::wait_mut #parameters (&mut self.#inner)),
            (true, false) => quote!(#path::wait #parameters (&mut self.#inner)),
            (false, _) => quote!(#path::wait #parameters (&self.#inner)),
        }
    }
}
