//! Finds the handles that markers name. `validate` reports names that are wrong.

use crate::{
    model::{HandleId, Handles},
    parse::HandleNames,
};

/// The handles of these names, each once. Also returns whether every name is that of a handle.
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
