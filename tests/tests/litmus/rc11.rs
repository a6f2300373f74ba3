//! The axioms of RC11. A read-modify-write is one event.
//!
//! RC11 is from Lahav, Vafeiadis, Kang, Hur and Dreyer, "Repairing sequential consistency in C/C++11" (PLDI 2017).

use crate::{
    check::Event,
    program::{Kind, Order},
};

/// What continues the release sequence of a write, apart from read-modify-writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReleaseSequence {
    /// Nothing: C++20, and so Rust.
    Cpp20,
    /// Later writes of the same thread to the same location: the paper, and herd7's `rc11.cat`.
    Paper,
}

/// A relation over events, as rows of bits.
pub(crate) type Relation = Vec<u32>;

fn compose(a: &Relation, b: &Relation) -> Relation {
    let row = |bits: &u32| {
        (0..b.len())
            .filter(|j| bits >> j & 1 != 0)
            .fold(0, |row, j| row | b[j])
    };
    a.iter().map(row).collect()
}

fn union(relations: &[&Relation]) -> Relation {
    let rows = relations[0].len();
    (0..rows)
        .map(|i| relations.iter().fold(0, |row, relation| row | relation[i]))
        .collect()
}

fn closure(relation: &Relation) -> Relation {
    let mut closed = relation.clone();
    loop {
        let more = union(&[&closed, &compose(&closed, &closed)]);
        if more == closed {
            return closed;
        }
        closed = more;
    }
}

fn is_irreflexive(relation: &Relation) -> bool {
    relation
        .iter()
        .enumerate()
        .all(|(i, row)| row >> i & 1 == 0)
}

/// The relation of all pairs for which `holds` returns `true`.
pub(crate) fn relation(events: &[Event], holds: impl Fn(usize, usize) -> bool) -> Relation {
    let row = |i| {
        (0..events.len())
            .filter(|j| holds(i, *j))
            .fold(0, |row, j| row | 1 << j)
    };
    (0..events.len()).map(row).collect()
}

fn inverse(relation: &Relation) -> Relation {
    let row = |i| {
        (0..relation.len())
            .filter(|j| relation[*j] >> i & 1 != 0)
            .fold(0, |row, j| row | 1 << j)
    };
    (0..relation.len()).map(row).collect()
}

/// Whether an execution satisfies the axioms. The caller checks that read-modify-writes are atomic.
pub(crate) fn is_consistent(
    events: &[Event],
    rf: &Relation,
    mo: &Relation,
    by: ReleaseSequence,
) -> bool {
    let holds = |relation: &Relation, i: usize, j: usize| relation[i] >> j & 1 != 0;
    let is_fence = |i: usize| events[i].step.kind == Kind::Fence;
    let is_rmw = |i: usize| events[i].step.reads() && events[i].step.writes();
    let identity = relation(events, |i, j| i == j);
    let sb = relation(events, |i, j| {
        i < j && (events[i].thread == events[j].thread || events[i].thread.is_none())
    });
    let fr = compose(&inverse(rf), mo);
    let fr = relation(events, |i, j| i != j && holds(&fr, i, j));
    // `sw` is composed of three parts: a release write, or a release fence before a write; the read-modify-writes
    // that continue its release sequence; an acquire read, or a read before an acquire fence.
    let by_write = relation(events, |i, j| {
        let order = events[i].step.order;
        let to_write = i == j || is_fence(i) && holds(&sb, i, j);
        order.releases() && to_write && events[j].step.writes()
    });
    let to_rmw = relation(events, |i, j| holds(rf, i, j) && is_rmw(j));
    let own = relation(events, |i, j| {
        let is_own = by == ReleaseSequence::Paper && holds(&sb, i, j);
        is_own && events[i].step.location == events[j].step.location && events[j].step.writes()
    });
    let own = union(&[&identity, &own]);
    let sequence = compose(&own, &union(&[&identity, &closure(&to_rmw)]));
    let by_read = relation(events, |i, j| {
        let from_read = i == j || is_fence(j) && holds(&sb, i, j);
        events[j].step.order.acquires() && from_read && events[i].step.reads()
    });
    let sw = compose(&compose(&by_write, &sequence), &compose(rf, &by_read));
    let hb = closure(&union(&[&sb, &sw]));
    let eco = closure(&union(&[rf, mo, &fr]));
    is_irreflexive(&hb)
        && is_irreflexive(&compose(&hb, &eco))
        && is_irreflexive(&closure(&union(&[&sb, rf])))
        && is_irreflexive(&closure(&partial_sc(events, [&sb, &hb, mo, &fr, &eco])))
}

/// The order of the `SeqCst` events (psc in the paper).
fn partial_sc(events: &[Event], [sb, hb, mo, fr, eco]: [&Relation; 5]) -> Relation {
    let holds = |relation: &Relation, i: usize, j: usize| relation[i] >> j & 1 != 0;
    let same = |i: usize, j: usize| events[i].step.location == events[j].step.location;
    let is_sc = |i: usize| events[i].step.order == Order::SeqCst;
    let is_sc_fence = |i: usize| is_sc(i) && events[i].step.kind == Kind::Fence;
    let elsewhere = relation(events, |i, j| holds(sb, i, j) && !same(i, j));
    let around = compose(&compose(&elsewhere, hb), &elsewhere);
    let hb_here = relation(events, |i, j| holds(hb, i, j) && same(i, j));
    let scb = union(&[sb, &around, &hb_here, mo, fr]);
    let before = relation(events, |i, j| {
        is_sc(i) && i == j || is_sc_fence(i) && holds(hb, i, j)
    });
    let after = relation(events, |i, j| {
        is_sc(j) && i == j || is_sc_fence(j) && holds(hb, i, j)
    });
    let base = compose(&compose(&before, &scb), &after);
    let through = union(&[hb, &compose(&compose(hb, eco), hb)]);
    let fences = relation(events, |i, j| {
        is_sc_fence(i) && is_sc_fence(j) && holds(&through, i, j)
    });
    union(&[&base, &fences])
}
