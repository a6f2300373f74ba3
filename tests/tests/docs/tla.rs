//! The TLA+ models in `tests/tla` have the steps of the code: each action names its function, and the table
//! in `tests/tla/README.md` has for each function that touches an atomic its actions, or why it has none.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// The modules, and the folders that they are models of.
const MODULES: [(&str, &str); 2] = [("Waker.tla", "waker"), ("Set.tla", "set")];

/// What a function does that touches an atomic, by itself or by a type that wraps one.
const STEPS: [&str; 17] = [
    ".load(",
    ".store(",
    ".swap(",
    ".compare_exchange(",
    ".fetch_",
    ".read_modify_write(",
    ".read()",
    ".read_cached()",
    ".write(",
    ".write_tag(",
    ".release(",
    ".look()",
    ".announce()",
    ".set(",
    ".set_always(",
    ".take_all(",
    ".take_under(",
];

fn tests() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// `NAME` in a line that begins with `NAME:` or `NAME:-`, and what follows.
fn label(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.split_once(':')?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    (is_name && !rest.starts_with('=')).then_some((name, rest))
}

/// The actions of the models, by the function that each names.
fn actions() -> BTreeMap<String, BTreeSet<String>> {
    let mut actions = BTreeMap::<_, BTreeSet<_>>::new();
    for (module, folder) in MODULES {
        let text = fs::read_to_string(tests().join("tla").join(module)).unwrap();
        for (name, rest) in text.lines().filter_map(label) {
            let (_, function) = rest
                .split_once("\\* ")
                .unwrap_or_else(|| panic!("{module}: `{name}` names no function"));
            if function != "scenario" {
                let function = format!("{folder}/{function}");
                assert!(
                    actions.entry(function).or_default().insert(name.to_owned()),
                    "{module}: two actions `{name}`"
                );
            }
        }
    }
    actions
}

/// The type of an `impl`, without its parameters.
fn type_of(header: &str) -> String {
    let mut depth = 0;
    let plain: String = header
        .chars()
        .filter(|c| {
            depth += i32::from(*c == '<');
            let is_outside = depth == 0;
            depth -= i32::from(*c == '>');
            is_outside
        })
        .collect();
    let implemented = plain.rsplit(" for ").next().unwrap();
    let mut words = implemented.split_whitespace();
    words
        .rfind(|word| *word != "impl" && *word != "{")
        .unwrap()
        .to_owned()
}

/// The functions of a file, and whether each touches an atomic. Relies on rustfmt's layout.
fn functions_of(path: &Path) -> Vec<(String, bool)> {
    let text = fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]\nmod").next().unwrap();
    let text = text.split("[cfg(all(test").next().unwrap();
    let lines: Vec<_> = text.lines().collect();
    let mut functions = Vec::new();
    let mut owner = None;
    for (at, line) in lines.iter().enumerate() {
        if line.starts_with("impl") && !line.starts_with("impl_init") {
            let end = at
                + lines[at..]
                    .iter()
                    .position(|line| line.contains('{'))
                    .unwrap();
            let header = lines[at..=end].join(" ");
            let header = header.split_once('{').unwrap().0;
            owner = Some(type_of(header));
        } else if *line == "}" {
            owner = None;
        }
        let code = line.trim_start();
        let indent = line.len() - code.len();
        let Some(begin) = code.find("fn ").filter(|begin| {
            let words = ["pub", "pub(crate)", "pub(super)", "const", "unsafe"];
            code[..*begin]
                .split_whitespace()
                .all(|word| words.contains(&word))
        }) else {
            continue;
        };
        let name = code[begin + 3..].split(['(', '<']).next().unwrap();
        let end = format!("{}}}", " ".repeat(indent));
        let body: Vec<_> = lines[at..]
            .iter()
            .take_while(|line| **line != end)
            .copied()
            .collect();
        let signature = body
            .iter()
            .position(|line| line.ends_with('{') || line.ends_with(';'));
        if signature.is_none_or(|signature| body[signature].ends_with(';')) {
            continue; // a trait's, without a body
        }
        let is_step = body
            .iter()
            .filter(|line| !line.trim_start().starts_with("//"))
            .any(|line| STEPS.iter().any(|step| line.contains(step)));
        let name = match &owner {
            Some(owner) => format!("{owner}::{name}"),
            None => name.to_owned(),
        };
        functions.push((name, is_step));
    }
    functions
}

/// The functions of the code, and whether each touches an atomic.
fn functions() -> BTreeMap<String, bool> {
    let mut functions = BTreeMap::new();
    for (_, folder) in MODULES {
        let source = tests().join("../spmc-waker/src").join(folder);
        let files: Vec<PathBuf> = fs::read_dir(source)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        for path in files {
            let file = path.file_name().unwrap().to_string_lossy().into_owned();
            for (name, is_step) in functions_of(&path) {
                *functions
                    .entry(format!("{folder}/{file}: {name}"))
                    .or_default() |= is_step;
            }
        }
    }
    functions
}

/// The rows of the table: a function and its actions. A row with a reason has no actions.
fn table() -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(tests().join("tla/README.md")).unwrap();
    let rows = text.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| `")?.split(" | ");
        let function = cells.next()?.trim_end_matches('`').to_owned();
        let actions = cells.next()?.trim_end_matches(" |");
        assert!(
            !actions.trim().is_empty(),
            "{function}: neither actions nor a reason"
        );
        let names = actions
            .split(", ")
            .filter_map(|name| name.strip_prefix('`')?.strip_suffix('`'));
        Some((function, names.map(str::to_owned).collect()))
    });
    let mut table = BTreeMap::new();
    for (function, actions) in rows.filter(|(function, _)| function.contains(".rs: ")) {
        let twice = table.insert(function, actions);
        assert!(twice.is_none(), "two rows of one function");
    }
    table
}

#[test]
fn each_action_names_a_function_of_the_code() {
    let functions = functions();
    for (function, actions) in actions() {
        assert!(
            functions.contains_key(&function),
            "{actions:?}: there is no `{function}`"
        );
    }
}

#[test]
fn the_table_has_the_actions_of_each_function() {
    let (actions, table) = (actions(), table());
    for (function, row) in &table {
        let none = BTreeSet::new();
        assert_eq!(row, actions.get(function).unwrap_or(&none), "{function}");
    }
    let missing: Vec<_> = actions
        .keys()
        .filter(|function| !table.contains_key(*function))
        .collect();
    assert!(missing.is_empty(), "the table lacks {missing:#?}");
}

#[test]
fn the_table_has_each_function_that_touches_an_atomic() {
    let (functions, table) = (functions(), table());
    let steps = functions.iter().filter(|(_, is_step)| **is_step);
    let missing: Vec<_> = steps
        .map(|(function, _)| function)
        .filter(|function| !table.contains_key(*function))
        .collect();
    assert!(missing.is_empty(), "the table lacks {missing:#?}");
    let gone: Vec<_> = table
        .keys()
        .filter(|function| !functions.contains_key(*function))
        .collect();
    assert!(gone.is_empty(), "the code has no more {gone:#?}");
}

/// A bug that does not fit would be noticed only by `.ci/tla`, which is no part of the gate.
#[test]
fn each_planted_bug_replaces_a_text_that_its_model_has_once() {
    let read = |file: &str| fs::read_to_string(tests().join("tla").join(file)).unwrap();
    let runs = read("runs.toml");
    let bugs: Vec<_> = runs.split("\n[[bug]]\n").skip(1).collect();
    assert!(!bugs.is_empty());
    for bug in bugs {
        let (_, scenario) = bug.split_once("scenario = \"").unwrap();
        let module = MODULES
            .iter()
            .find(|(_, folder)| scenario.starts_with(folder));
        let (module, _) = module.unwrap();
        let (_, old) = bug.split_once("old = '''\n").unwrap();
        let (old, _) = old.split_once("'''").unwrap();
        assert_eq!(read(module).matches(old).count(), 1, "{module}:\n{old}");
    }
}
