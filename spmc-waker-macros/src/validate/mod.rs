//! All rules. Nothing here makes tokens: what breaks a rule is marked, and expanded no further.

mod arming;
mod atomics;
pub(crate) mod collisions;
mod guards;
mod handles;
mod methods;
mod options;
mod orderings;
mod params;
mod queries;
mod roles;
mod task_context;
mod waits;

use crate::{
    errors::Errors,
    features::Features,
    model::Model,
    parse::{Item, Options},
};

pub(crate) fn validate(
    options: &Options,
    item: &Item,
    model: &mut Model<'_>,
    features: Features,
    errors: &mut Errors,
) {
    options::check(options, item, model, errors);
    handles::check(model, errors);
    methods::check(model, errors);
    waits::check(model, errors);
    queries::check(model, errors);
    if let Item::Impl(item) = item {
        roles::check(item, model, errors);
        arming::check(model, errors);
    }
    options::check_storage(options, model, features, errors);
    if !model.sync {
        orderings::check(options, model, errors);
    }
    roles::check_unique(model, errors);
    collisions::check(model, errors);
    // Last: what cannot be does not need its feature.
    options::check_features(model, features, errors);
}

/// Marks each of these methods as broken if it breaks a rule.
fn each(
    model: &mut Model<'_>,
    errors: &mut Errors,
    rule: impl Fn(&crate::model::Method<'_>, &Model<'_>) -> syn::Result<()>,
) {
    for index in 0..model.methods.len() {
        let method = &model.methods[index];
        if method.is_broken {
            continue;
        }
        if let Err(error) = rule(method, model) {
            errors.add(error);
            model.methods[index].is_broken = true;
        }
    }
}
