//! What is found in pieces of source code.

use crate::{
    find::find,
    litmus::Litmus,
    order::Order,
    weakening::{Source, Weakening, weakenings},
};

/// The arguments that are found, as they stand there, each with its operation and its orderings.
fn arguments(source: &str) -> Result<Vec<String>, String> {
    let sites = find(source)?.into_iter().map(|site| {
        let orders: Vec<_> = site.orders.iter().map(Order::to_string).collect();
        let argument = &source[site.argument];
        format!(
            "{} {} {argument}: {}",
            site.function,
            site.operation,
            orders.join(" ")
        )
    });
    Ok(sites.collect())
}

#[test]
fn orderings_in_calls_are_found_whatever_their_path() {
    let source = "
        impl T {
            fn f(&self) {
                let claim = || self.x.compare_exchange(1, 2, Ordering::AcqRel, Acquire);
                self.x.load(if S { crate::sync::Ordering::Acquire } else { SeqCst });
                self.x.store(1, Relaxed);
                loop { x().fetch_or(bit(SIZE), Release); }
            }
        }";
    let found = [
        "f compare_exchange Ordering::AcqRel: AcqRel",
        "f compare_exchange Acquire: Acquire",
        "f load crate::sync::Ordering::Acquire: Acquire",
        "f load SeqCst: SeqCst",
        "f fetch_or Release: Release",
    ];
    assert_eq!(arguments(source), Ok(found.map(str::to_owned).to_vec()));
}

#[test]
fn each_use_of_a_constant_or_a_variable_is_found() {
    let source = "
        const FREE: Ordering = Release;
        impl T {
            const RMW: Ordering = if S { AcqRel } else { SeqCst };
            fn f(&self, order: Ordering) {
                self.x.swap(0, Self::RMW);
                let success = match s { 1 => Acquire, _ => Relaxed };
                self.x.fetch_add(0, Self::RMW);
                self.x.compare_exchange_weak(1, 2, success, Relaxed);
                self.x.store(0, FREE);
                self.x.load(order)
            }
        }";
    let found = [
        "f swap Self::RMW: AcqRel SeqCst",
        "f fetch_add Self::RMW: AcqRel SeqCst",
        "f compare_exchange_weak success: Relaxed Acquire",
        "f store FREE: Release",
    ];
    assert_eq!(arguments(source), Ok(found.map(str::to_owned).to_vec()));
}

#[test]
fn a_fence_is_found_with_the_function_that_it_calls() {
    let source = "fn f() { atomic::fence(SeqCst); }";
    let sites = find(source).expect("it is understood");
    let fence = sites[0].fence.clone().expect("it is a fence");
    assert_eq!(&source[fence], "atomic::fence");
}

#[test]
fn tests_imports_and_patterns_are_left_out() {
    let source = "
        use core::sync::atomic::Ordering::{AcqRel, SeqCst};
        fn f(order: Ordering) { match order { SeqCst => 1, Ordering::AcqRel => 2, _ => 3 }; }
        #[cfg(all(test, not(loom)))]
        mod tests { const X: Ordering = SeqCst; fn f() { other(SeqCst); } }";
    assert_eq!(arguments(source), Ok(vec![]));
}

#[test]
fn an_ordering_that_is_not_understood_is_an_error() {
    for body in [
        "other(SeqCst)",
        "x.fetch_update(SeqCst, Acquire, f)",
        "assert_eq!(x.load(Acquire), 1)",
        "let pair = (AcqRel, 1);",
        "matches!(order, SeqCst)",
        "const UNUSED: Ordering = AcqRel;",
        "const OTHER: Ordering = AcqRel; x.swap(1, OTHER); other(OTHER);",
    ] {
        let found = find(&format!("fn f() {{\n{body}\n}}"));
        assert!(
            found.is_err_and(|error| error.starts_with("line 2")),
            "{body}"
        );
    }
    assert!(find("use core::sync::atomic::Ordering::SeqCst as S;").is_err());
}

/// The weakenings of a function's body, without the file's name.
fn names(body: &str) -> Result<Vec<String>, String> {
    let text = format!("fn f(x: &AtomicUsize) {{\n{body}\n}}");
    let source = Source {
        sites: find(&text)?.into_iter().enumerate().collect(),
        path: "x.rs".to_owned(),
        text,
    };
    let litmus = Litmus::of([("bad", true), ("good", false)]);
    let all = weakenings(&source, &litmus)?;
    let name = |it: Weakening| {
        let sign = if it.reason.is_some() { " not seen" } else { "" };
        it.name.replace("x.rs f ", "") + sign
    };
    Ok(all.into_iter().map(name).collect())
}

#[test]
fn an_ordering_is_weakened_by_one_step() {
    assert_eq!(
        names("x.load(SeqCst);"),
        Ok(vec!["load: SeqCst -> Acquire".to_owned()])
    );
    assert_eq!(
        names("x.store(1, SeqCst);"),
        Ok(vec!["store: SeqCst -> Release".to_owned()])
    );
    let steps = ["swap: AcqRel -> Acquire", "swap: AcqRel -> Release"];
    assert_eq!(
        names("x.swap(1, AcqRel);"),
        Ok(steps.map(str::to_owned).to_vec())
    );
    assert_eq!(names("x.load(Relaxed);"), Ok(vec![]));
}

#[test]
fn a_step_that_nothing_sees_is_followed_by_the_next() {
    let body = "// not seen by loom: nothing can.\nx.load(SeqCst);";
    let steps = [
        "load: SeqCst -> Acquire not seen",
        "load: SeqCst -> Relaxed not seen",
    ];
    assert_eq!(names(body), Ok(steps.map(str::to_owned).to_vec()));
    let body =
        "// not seen by loom (SeqCst -> Acquire): `tests/litmus/good` is fine.\nx.load(SeqCst);";
    let steps = [
        "load: SeqCst -> Acquire not seen",
        "load: SeqCst -> Relaxed",
    ];
    assert_eq!(names(body), Ok(steps.map(str::to_owned).to_vec()));
}

#[test]
fn a_step_that_a_litmus_test_shows_is_the_last() {
    let body = "// Why.\n//\n// not seen by loom: see\n// `tests/litmus/bad`.\nx.load(SeqCst);";
    assert_eq!(
        names(body),
        Ok(vec!["load: SeqCst -> Acquire not seen".to_owned()])
    );
}

#[test]
fn a_reason_is_for_a_weakening_and_names_litmus_tests_that_there_are() {
    for (comment, error) in [
        (
            "not seen by loom: `tests/litmus/other`",
            "no litmus test `other`",
        ),
        (
            "not seen by loom (AcqRel -> Acquire): so",
            "is for no weakening",
        ),
        (
            "not seen by loom (SeqCst -> Acquire, AcqRel -> Acquire): so",
            "weakened by `AcqRel -> Acquire`",
        ),
        ("not seen by loom", "is followed by a colon"),
        ("not seen by loom:", "the reason is empty"),
    ] {
        let found = names(&format!("// {comment}\nx.load(SeqCst);"));
        assert!(
            found.as_ref().is_err_and(|found| found.contains(error)),
            "{comment}: {found:?}"
        );
    }
    let elsewhere = names("// not seen by loom: so\nlet y = 1;\nx.load(SeqCst);");
    assert!(elsewhere.is_err_and(|error| error.contains("is for no weakening")));
}

#[test]
fn nothing_is_found_in_a_file_that_is_for_tests() {
    let source = "
        #![cfg(all(test, feature = \"std\"))]
        fn f() {
            X.load(SeqCst);
        }";
    assert_eq!(arguments(source), Ok(Vec::new()));
}
