//! In an instrumented copy of the runtime crate, each ordering comes from here: one of them is weaker.
//! `WEAKEN` says which: the number of a site, the ordering there, and what it is instead.

use super::Ordering::{self, AcqRel, Acquire, Relaxed, Release, SeqCst};
use std::{env, sync::OnceLock};

/// Of std, not of loom: a model does not see it.
static CHOICE: OnceLock<Option<(usize, Ordering, Ordering)>> = OnceLock::new();

fn choice() -> Option<(usize, Ordering, Ordering)> {
    let choice = env::var("WEAKEN").ok()?;
    let words: std::vec::Vec<_> = choice.split(' ').collect();
    let order = |name: &str| match name {
        "Relaxed" => Relaxed,
        "Acquire" => Acquire,
        "Release" => Release,
        "AcqRel" => AcqRel,
        "SeqCst" => SeqCst,
        other => panic!("`{other}` is no ordering"),
    };
    let site = words[0].parse().expect("a site is a number");
    Some((site, order(words[1]), order(words[2])))
}

/// The ordering of a site.
pub(crate) fn at(site: usize, order: Ordering) -> Ordering {
    match CHOICE.get_or_init(choice) {
        Some((chosen, from, to)) if *chosen == site && *from == order => *to,
        _ => order,
    }
}

/// The fence of a site. A relaxed one is none.
#[allow(dead_code, reason = "there may be no fence")]
pub(crate) fn fence(site: usize, fence: impl Fn(Ordering)) -> impl Fn(Ordering) {
    move |order| match at(site, order) {
        Relaxed => {}
        order => fence(order),
    }
}
