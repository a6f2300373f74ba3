//! All rules. They neither change the model nor make tokens. They return a report of the mistakes, and of what these
//! break.

mod arming;
mod atomics;
mod collisions;
mod condition;
mod features;
mod guards;
mod handles;
mod methods;
mod names;
mod options;
mod orderings;
mod params;
mod queries;
mod report;
mod roles;
mod signatures;
mod task_context;
mod unique;
mod waits;
mod wakes;

pub(crate) use condition::{require_name, require_one_attribute};
pub(crate) use report::Report;

use crate::{features::Features, model::Model, parse::Item};

pub(crate) fn validate(model: &Model<'_>, features: Features) -> Report {
    let mut report = Report::new(model, features);
    options::require(model, &mut report);
    handles::require(model, &mut report);
    names::require(model, &mut report);
    wakes::require(model, &mut report);
    methods::require(model, &mut report);
    waits::require(model, &mut report);
    queries::require(model, &mut report);
    if let Item::Impl(item) = model.item {
        roles::require(item, model, &mut report);
        arming::require(model, &mut report);
    }
    features::require_storage(model, &mut report);
    if !model.sync {
        orderings::require(model, &mut report);
    }
    unique::require(model, &mut report);
    collisions::require(model, &mut report);
    // Last, because an option that is wrong anyway need not have its feature.
    features::require(model, &mut report);
    report
}
