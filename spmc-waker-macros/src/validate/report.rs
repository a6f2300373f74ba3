//! The result of validation.

use crate::{
    errors::Errors,
    features::Features,
    model::{HandleId, Method, MethodId, Model},
};

/// The mistakes in a model, and what they break. Broken things are not expanded, because rustc would report them again.
pub(crate) struct Report {
    pub(crate) errors: Errors,
    pub(crate) broken: Vec<MethodId>,
    /// Handles whose name is taken.
    pub(crate) unnamed: Vec<HandleId>,
    /// Whether the names or fields of the handles are not known for certain.
    pub(crate) handles_are_unclear: bool,
    pub(crate) features: Features,
}

impl Report {
    pub(super) fn new(model: &Model<'_>, features: Features) -> Self {
        let mut broken = Vec::new();
        for method in &model.methods {
            if method.is_broken {
                broken.push(method.id);
            }
        }
        Self {
            errors: Errors::default(),
            broken,
            unnamed: Vec::new(),
            handles_are_unclear: model.options.may_have_handles,
            features,
        }
    }

    pub(super) fn is_broken(&self, method: &Method<'_>) -> bool {
        self.broken.contains(&method.id)
    }

    pub(super) fn breaks(&mut self, method: &Method<'_>) {
        self.broken.push(method.id);
    }

    /// Returns the methods that no rule has broken so far.
    pub(super) fn sound<'m, 'a>(&self, model: &'m Model<'a>) -> Vec<&'m Method<'a>> {
        let mut sound = Vec::new();
        for method in &model.methods {
            if !self.is_broken(method) {
                sound.push(method);
            }
        }
        sound
    }

    /// Applies a rule to each method that is not broken yet. A method that fails is broken.
    pub(super) fn require(
        &mut self,
        model: &Model<'_>,
        rule: &dyn Fn(&Method<'_>) -> syn::Result<()>,
    ) {
        for method in &self.sound(model) {
            if let Err(error) = rule(method) {
                self.errors.add(error);
                self.breaks(method);
            }
        }
    }
}
