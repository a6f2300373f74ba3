//! Expansions for people to read: the expansion of each file in `expansions/source` is in `expansions/expanded`.
//!
//! The documentation shows them (`spmc_waker::guide::expansion`), and `tests/tests/docs/expansion`
//! compiles and runs them. A new case begins as a new file in `expansions/source`.
//! `EXPAND=overwrite cargo test -p spmc-waker-macros` writes the expansions anew.

use crate::features::Features;
use proc_macro2::TokenStream;
use quote::ToTokens as _;
use std::{env, ffi::OsString, fs, path::Path};
use syn::{File, Item, Meta};

#[test]
fn expansions_are_as_stored() {
    let overwrite = env::var_os("EXPAND").is_some_and(|value| value == "overwrite");
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("expansions");
    let [sources, expansions] = ["source", "expanded"].map(|name| directory.join(name));
    let cases = file_names(&sources);
    let mut differences = String::new();
    for case in &cases {
        let source = fs::read_to_string(sources.join(case)).unwrap();
        let (path, expanded) = (expansions.join(case), expand(&source));
        if overwrite {
            fs::write(&path, &expanded).unwrap();
        }
        let stored = fs::read_to_string(&path).unwrap_or_default();
        if stored != expanded {
            let lines = difference(&stored, &expanded);
            differences += &format!("{}\n{lines}\n", path.display());
        }
    }
    assert!(
        differences.is_empty(),
        "what is stored (-) is not what the macro makes (+):\n\n{differences}To store that: \
         EXPAND=overwrite cargo test -p spmc-waker-macros"
    );
    assert!(!cases.is_empty());
    let stale = "an expansion has no source";
    assert_eq!(cases, file_names(&expansions), "{stale}");
}

fn file_names(directory: &Path) -> Vec<OsString> {
    let entries = fs::read_dir(directory).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    names
}

/// Replaces each `#[waitable]` of a source by its expansion, and formats the result.
fn expand(source: &str) -> String {
    let file = syn::parse_file(source).unwrap();
    let is_import =
        |item: &Item| item.to_token_stream().to_string() == "use spmc_waker :: waitable ;";
    let mut items = Vec::new();
    for item in file.items.into_iter().filter(|item| !is_import(item)) {
        match take_waitable(&item) {
            Some((args, item)) => {
                let expanded = crate::expand(args, item, Features::ALL);
                items.extend(syn::parse2::<File>(expanded).unwrap().items);
            }
            None => items.push(item),
        }
    }
    space(&prettyplease::unparse(&File { items, ..file }))
}

/// Returns the attribute's arguments, and the item without the attribute. `None` for other items.
fn take_waitable(item: &Item) -> Option<(TokenStream, TokenStream)> {
    let mut item = item.clone();
    let attrs = match &mut item {
        Item::Struct(item) => &mut item.attrs,
        Item::Impl(item) => &mut item.attrs,
        _ => return None,
    };
    let at = attrs
        .iter()
        .position(|attr| attr.path().is_ident("waitable"))?;
    let args = match attrs.remove(at).meta {
        Meta::List(list) => list.tokens,
        _ => TokenStream::new(),
    };
    Some((args, item.into_token_stream()))
}

/// Adds space as people do: between items, and before the first word of a comment.
fn space(code: &str) -> String {
    let mut spaced = String::new();
    let mut after_item = false;
    for line in code.lines() {
        let text = line.trim_start();
        let indent = &line[..line.len() - text.len()];
        if after_item && text != "}" && !text.starts_with("use ") {
            spaced.push('\n');
        }
        after_item = match indent.len() {
            0 => text.ends_with(['}', ';']),
            4 => text == "}",
            _ => false,
        };
        let text = match text.strip_prefix("///") {
            Some(doc) if !doc.is_empty() && !doc.starts_with(' ') => &format!("/// {doc}"),
            _ => text,
        };
        spaced.extend([indent, text, "\n"]);
    }
    spaced
}

/// Returns the lines that only one of them has, numbered.
fn difference(stored: &str, expanded: &str) -> String {
    let [old, new] = [stored, expanded].map(|text| text.lines().collect::<Vec<_>>());
    // The number of lines that two remainders can have in common.
    let mut common = vec![vec![0; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] = if old[i] == new[j] {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut lines = String::new();
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || i < old.len() && common[i + 1][j] >= common[i][j + 1] {
            i += 1;
            lines += &format!("{i:5} -{}\n", old[i - 1]);
        } else {
            j += 1;
            lines += &format!("{j:5} +{}\n", new[j - 1]);
        }
    }
    lines
}
