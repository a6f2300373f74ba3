//! Makes the model from what the user has written, right or wrong.

mod handles;
mod item;
mod method;
mod names;
mod params;
mod short;
mod wait;

use crate::{
    model::{Handle, Method, Model, NamedWait, Role, WaitId, openness},
    names::Names,
    parse::{Given, Item, Options, Storage},
    syntax::{
        cfg_of_parameter, cfgs, generics_without_self, is_for_all_arguments, rename_bound,
        self_path, without_unused_lifetimes,
    },
};
use item::Head;
use quote::{ToTokens as _, quote};
use syn::{Generics, LitBool, Type, Visibility};

/// Returns `None` if the condition has no name, or if rustc rejects its impl anyway.
pub(crate) fn lower<'a>(
    options: &'a Options,
    item: &'a Item,
    names: &'a Names,
) -> Option<Model<'a>> {
    let Head {
        condition,
        mut ty,
        generics,
    } = Head::of(item)?;
    if cfg_of_parameter(item.generics()).is_some() {
        return None;
    }
    let generics = of_handles(&generics, &mut ty, item, names)?;
    let self_path = self_path(&ty);
    let is_short = matches!(item, Item::Struct(_));
    let handles = handles::lower(options, &condition, &self_path, is_short);
    let first = handles.iter().next().map(|handle| &handle.ident);
    let first = first.filter(|_| !is_for_all_arguments(&ty, &generics));
    let krate = options.krate.as_ref();
    let storage = options.storage.as_ref().map(|given| given.value);
    let mut model = Model {
        options,
        item,
        names,
        krate: krate.map_or_else(
            || quote!(::spmc_waker),
            |given| given.value.to_token_stream(),
        ),
        runtime: crate::names::runtime(&condition, first),
        cfgs: cfgs(item.attrs()),
        allows: item::allows(item, options),
        storage: storage.or(options.likely_storage).unwrap_or(Storage::Owned),
        sync: is_on(options.sync.as_ref()),
        cached: is_on(options.cached.as_ref()),
        borrow: names.fresh_borrow(&[]),
        handles,
        methods: Vec::new(),
        waits: Vec::new(),
        is_short,
        condition,
        ty,
        generics,
    };
    match item {
        Item::Struct(item) => {
            short::add_methods(&mut model, options, item);
            set_visibility(&mut model, &item.vis);
        }
        Item::Impl(item) => {
            for member in item.fns() {
                if let Some(method) = method::lower(member, &model) {
                    model.methods.push(method);
                }
            }
            let vis = most_visible(&model);
            set_visibility(&mut model, &vis);
        }
    }
    name_waits(&mut model);
    find_waits(&mut model);
    find_woken(&mut model);
    Some(model)
}

/// Returns the generics of handles: those of the item without `Self`, and without lifetimes that handles cannot have.
fn of_handles(generics: &Generics, ty: &mut Type, item: &Item, names: &Names) -> Option<Generics> {
    let generics = generics_without_self(generics, &self_path(ty));
    let mut generics = without_unused_lifetimes(&generics, ty)?;
    if let Item::Impl(item) = item {
        rename_bound(&mut generics, ty, item, names);
    }
    Some(generics)
}

fn is_on(option: Option<&Given<LitBool>>) -> bool {
    option.is_none_or(|option| option.value.value)
}

/// Gives this visibility to the handles that have none of their own.
fn set_visibility(model: &mut Model<'_>, vis: &Visibility) {
    for handle in model.handles.iter_mut() {
        handle.vis = handle.own_vis.clone().unwrap_or_else(|| vis.clone());
    }
}

/// Returns the visibility of the most visible method that handles have.
fn most_visible(model: &Model<'_>) -> Visibility {
    let mut most = &Visibility::Inherited;
    for method in model.methods.iter().filter(|method| method.is_on_handles()) {
        let of_wait = method.wait().and_then(|wait| wait.vis.as_ref());
        for vis in &[&method.vis, of_wait.unwrap_or(&method.vis)] {
            if openness(vis) >= openness(most) {
                most = vis;
            }
        }
    }
    most.clone()
}

/// Lists the waits of all handles, each once: those of lone waiters, then those of many.
fn name_waits(model: &mut Model<'_>) {
    let mut waits: Vec<NamedWait> = Vec::new();
    for is_lone in &[true, false] {
        for Handle { id: handle, .. } in model.handles.waiters() {
            if model.handles[*handle].is_lone() != *is_lone {
                continue;
            }
            for method in &model.methods {
                let Some(wait) = method.wait_on(*handle) else {
                    continue;
                };
                let is_known =
                    |other: &NamedWait| other.handle == *handle && other.is_called(&wait.name);
                if !waits.iter().any(is_known) {
                    waits.push(NamedWait {
                        id: WaitId(waits.len()),
                        handle: *handle,
                        name: wait.name.clone(),
                    });
                }
            }
        }
    }
    model.waits = waits;
}

/// Finds the waits that methods wake.
fn find_woken(model: &mut Model<'_>) {
    for place in 0..model.methods.len() {
        let woken = model.methods[place].wakes_names;
        if let Some(woken) = woken.map(|wakes| names::woken(wakes, model)) {
            model.methods[place].wakes = Some(woken);
        }
    }
}

/// Finds the waits that `#[arm]` and `#[disarm]` methods belong to, where that is clear.
fn find_waits(model: &mut Model<'_>) {
    for Method { role, on, .. } in &mut model.methods {
        let Role::Arming(arming) = role else {
            continue;
        };
        let mut found = Vec::new();
        for wait in &model.waits {
            let named = arming.named.as_ref();
            if named.is_none_or(|named| wait.is_called(named))
                && (on.is_empty() || on.contains(&wait.handle))
            {
                found.push(wait.id);
            }
        }
        arming.wait = match found.as_slice() {
            [only] => Some(*only),
            _ => None,
        };
    }
}
