//! The order of the stages: no import leads back up, and there are no cycles, so no two files import each other.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path as FilePath,
};
use syn::{
    Attribute, ItemMod, Path, UseTree, VisRestricted,
    visit::{self, Visit},
};

/// The stages in order. Each may import from those before it.
const ORDER: [&str; 14] = [
    "tokens", "walk", "spelling", "errors", "features", "names", "parse", "syntax", "model",
    "lower", "validate", "recover", "expand", "",
];

/// A module: the names that lead to it from the root.
type Module = Vec<String>;

#[test]
fn no_import_leads_back_up_or_in_a_cycle() {
    let files = files();
    let imports: BTreeMap<&Module, BTreeSet<Module>> = files
        .iter()
        .map(|(module, source)| (module, imports(module, source, &files)))
        .collect();
    let count: usize = imports.values().map(BTreeSet::len).sum();
    assert!(count > 100, "only {count} imports were found");
    for (from, to) in imports
        .iter()
        .flat_map(|(from, to)| to.iter().map(move |to| (from, to)))
    {
        assert!(
            stage(to) <= stage(from),
            "{} imports {}, which comes later",
            from.join("::"),
            to.join("::")
        );
    }
    let mut done = BTreeSet::new();
    for module in files.keys() {
        walk(module, &imports, &mut Vec::new(), &mut done);
    }
}

fn stage(module: &Module) -> usize {
    let first = module.first().map_or("", String::as_str);
    let stage = ORDER.iter().position(|stage| *stage == first);
    stage.unwrap_or_else(|| panic!("`{first}` has no place in the order of the stages"))
}

/// Panics if a module leads to one that is on the way to it.
fn walk<'m>(
    module: &'m Module,
    imports: &'m BTreeMap<&Module, BTreeSet<Module>>,
    way: &mut Vec<&'m Module>,
    done: &mut BTreeSet<&'m Module>,
) {
    if let Some(begin) = way.iter().position(|before| *before == module) {
        let circle: Vec<_> = way[begin..]
            .iter()
            .map(|module| module.join("::"))
            .collect();
        panic!(
            "these import each other in a circle: {}",
            circle.join(" -> ")
        );
    }
    if done.contains(module) {
        return;
    }
    way.push(module);
    for next in &imports[module] {
        walk(next, imports, way, done);
    }
    way.pop();
    done.insert(module);
}

/// Returns the files of the macro, except its tests, by their modules.
fn files() -> BTreeMap<Module, String> {
    let root = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = BTreeMap::new();
    let mut folders = vec![(root, Module::new())];
    while let Some((folder, module)) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let mut child = module.clone();
            if stem != "mod" && stem != "lib" {
                child.push(stem);
            }
            if !path.is_dir() {
                files.insert(child, fs::read_to_string(&path).unwrap());
            } else if child != ["tests"] {
                folders.push((path, child));
            }
        }
    }
    files
}

fn imports(module: &Module, source: &str, files: &BTreeMap<Module, String>) -> BTreeSet<Module> {
    let mut paths = Paths(Vec::new());
    paths.visit_file(&syn::parse_file(source).unwrap());
    let resolved = paths
        .0
        .iter()
        .filter_map(|path| resolve(module, path, files));
    resolved.filter(|to| to != module).collect()
}

/// Returns the file that a path leads to, if it is one of these.
fn resolve(module: &Module, path: &[String], files: &BTreeMap<Module, String>) -> Option<Module> {
    let mut to = match path.first()?.as_str() {
        "crate" => Module::new(),
        "super" => module[..module.len() - 1].to_vec(),
        child => [module.as_slice(), &[child.to_owned()]].concat(),
    };
    if !files.contains_key(&to) {
        return None;
    }
    for name in &path[1..] {
        let next = [to.as_slice(), std::slice::from_ref(name)].concat();
        if !files.contains_key(&next) {
            break;
        }
        to = next;
    }
    Some(to)
}

/// All paths of a file, except those of its own tests.
struct Paths(Vec<Vec<String>>);

impl Paths {
    fn add_tree(&mut self, tree: &UseTree, before: &[String]) {
        match tree {
            UseTree::Path(path) => {
                let before = [before, &[path.ident.to_string()]].concat();
                self.add_tree(&path.tree, &before);
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.add_tree(tree, before);
                }
            }
            UseTree::Name(name) if name.ident == "self" => self.0.push(before.to_vec()),
            UseTree::Name(name) => self.0.push([before, &[name.ident.to_string()]].concat()),
            UseTree::Rename(name) => self.0.push([before, &[name.ident.to_string()]].concat()),
            UseTree::Glob(_) => self.0.push(before.to_vec()),
        }
    }
}

impl Visit<'_> for Paths {
    fn visit_use_tree(&mut self, tree: &UseTree) {
        self.add_tree(tree, &[]);
    }

    fn visit_path(&mut self, path: &Path) {
        let segments = path.segments.iter();
        self.0
            .push(segments.map(|segment| segment.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    fn visit_item_mod(&mut self, module: &ItemMod) {
        let is_test = |attr: &Attribute| attr.path().is_ident("cfg");
        if !module.attrs.iter().any(is_test) {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_vis_restricted(&mut self, _: &VisRestricted) {}
}
