//! Finds the handles and waits that markers name. `validate` reports names that are wrong.

use crate::{
    model::{HandleId, Handles, Model, Woken},
    parse::{HandleNames, Target, Wakes},
};

/// Finds the handles with these names, each once. Also returns whether every name is that of a handle.
pub(super) fn resolve(names: &HandleNames, handles: &Handles) -> (Vec<HandleId>, bool) {
    let mut found = Vec::new();
    let mut are_all = !names.0.is_empty();
    for name in &names.0 {
        match handles.find(name) {
            Some(handle) if !found.contains(&handle) => found.push(handle),
            Some(_) => {}
            None => are_all = false,
        }
    }
    (found, are_all)
}

/// Finds the waits that these names mean.
pub(super) fn woken(wakes: &Wakes, model: &Model<'_>) -> Woken {
    let mut woken = Woken::default();
    for target in &wakes.0 {
        let name = target.name();
        match (target, model.handles.find(name)) {
            (Target::One { .. }, _) => woken.one |= model.waits_called(name),
            (Target::Named(_), Some(handle)) => woken.all |= model.waits_of(handle),
            (Target::Named(_), None) if name == "all" => woken.all |= model.all_waits(),
            (Target::Named(_), None) => woken.all |= model.waits_called(name),
        }
    }
    woken.one &= !woken.all;
    woken
}
