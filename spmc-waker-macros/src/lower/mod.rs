//! A model from what the user wrote, right or wrong.

mod handles;
mod item;
mod method;
mod names;
mod params;
mod short;
mod wait;

use crate::{
    model::{Arming, Model, NamedWait, Role, openness},
    names::Names,
    parse::{Given, Item, Options, Storage},
    syntax::{
        cfgs, declare_in_type, generics_without_self, is_for_all_arguments, rename_bound, self_path,
    },
};
use item::Head;
use quote::{ToTokens as _, quote};
use syn::{Generics, LitBool, Type, Visibility, ext::IdentExt as _};

/// Returns nothing if the condition has no name.
pub(crate) fn lower<'a>(
    options: &'a Options,
    item: &'a Item,
    names: &'a Names,
) -> Option<Model<'a>> {
    let Head {
        condition,
        ty,
        generics,
    } = Head::of(item)?;
    let self_path = self_path(&ty);
    let generics = of_handles(&generics, &ty, item, names);
    let is_short = matches!(item, Item::Struct(_));
    let handles = handles::lower(options, &condition, &generics, &self_path, is_short);
    let first = handles.values().next().map(|handle| &handle.ident);
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
        lacks_alloc: false,
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
            model.methods = short::methods(&model, options, item);
            set_visibility(&mut model, &item.vis);
        }
        Item::Impl(item) => {
            for member in item.fns() {
                model.methods.extend(method::lower(member, &model));
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

/// The generics that handles have: without `Self`, and without what only the user's impl declares.
fn of_handles(generics: &Generics, ty: &Type, item: &Item, names: &Names) -> Generics {
    let mut generics = generics_without_self(generics, &self_path(ty));
    declare_in_type(&mut generics, ty);
    if let Item::Impl(item) = item {
        rename_bound(&mut generics, item, names);
    }
    generics
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

/// The visibility of the most visible method that handles have.
fn most_visible(model: &Model<'_>) -> Visibility {
    let methods = model.methods.iter().filter(|method| method.is_on_handles());
    let own = methods.flat_map(|method| {
        let wait = method.wait().and_then(|wait| wait.vis.as_ref());
        [Some(&method.vis), wait].into_iter().flatten()
    });
    own.max_by_key(|vis| openness(vis))
        .cloned()
        .unwrap_or(Visibility::Inherited)
}

/// Lists the waits of all handles, each once: those of lone waiters, then those of many.
fn name_waits(model: &mut Model<'_>) {
    let mut waits: Vec<NamedWait> = Vec::new();
    let handles: Vec<_> = model.handles.waiters().collect();
    let (lone, many): (Vec<_>, Vec<_>) = handles
        .into_iter()
        .partition(|(_, handle)| handle.is_lone());
    for (handle, _) in lone.into_iter().chain(many) {
        for (_, wait) in model
            .waiting()
            .filter(|(method, _)| method.is_wait_of(handle))
        {
            let mut own = waits.iter().filter(|other| other.handle == handle);
            if !own.any(|other| other.is_called(&wait.name)) {
                let name = wait.name.clone();
                waits.push(NamedWait { handle, name });
            }
        }
    }
    model.waits = waits;
}

/// Finds the waits that methods wake.
fn find_woken(model: &mut Model<'_>) {
    for place in 0..model.methods.len() {
        let woken = model.methods[place].wakes_names.as_ref();
        if let Some(woken) = woken.map(|wakes| names::woken(wakes, model)) {
            model.methods[place].wakes = Some(woken);
        }
    }
}

/// Finds the waits that `#[arm]` and `#[disarm]` methods belong to, where that is clear.
fn find_waits(model: &mut Model<'_>) {
    let found: Vec<_> = model
        .methods
        .iter()
        .map(|method| {
            let Role::Arming(Arming { named, .. }) = &method.role else {
                return None;
            };
            let mut of = model.named_waits().filter(|(_, wait)| {
                named
                    .as_ref()
                    .is_none_or(|named| named.unraw() == wait.name.unraw())
                    && (method.on.is_empty() || method.on.contains(&wait.handle))
            });
            match (of.next(), of.next()) {
                (Some((wait, _)), None) => Some(wait),
                _ => None,
            }
        })
        .collect();
    for (method, found) in model.methods.iter_mut().zip(found) {
        if let Role::Arming(arming) = &mut method.role {
            arming.wait = found;
        }
    }
}
