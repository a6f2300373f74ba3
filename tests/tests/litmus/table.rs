//! The table of litmus tests. Each test is a pattern that the waker or the set relies on, or its weakened twin.
//!
//! A thread is a list of steps: `register = operation location value ordering`. A prefix lists registers that must
//! not be zero (`a:`) or must be zero (`!r:`) for the step to run. Orderings: `rlx`, `acq`, `rel`, `ar`, `sc`.

use crate::row::{
    Expect::{Never, Sometimes},
    Litmus, litmus,
};

/// A wake of all in a growing set, without `SYNC`.
const WAKE: &str =
    "store flag 1 sc; a = load root sc; a: s = swap root 0 ar; a, s: w = swap bits 0 ar";
/// A wake that has already seen the root's bit, and takes it.
const TAKER: &str = "s = swap root 0 ar; w = swap bits 0 ar";

litmus! {
    "nosync" Never, twin "nosync_load-acq",
    "waker/register.rs `publish`, waker/wake.rs `observe`, without SYNC", {}
    "store state 1 sc; r = load flag sc", "store flag 1 sc; a = load state sc";
    exists "0:r=0 1:a=0"

    "nosync_load-acq" Sometimes, twin "nosync", "the same, the wake's load acquires only", {}
    "store state 1 sc; r = load flag sc", "store flag 1 sc; a = load state acq";
    exists "0:r=0 1:a=0"

    "sync" Never, twin "sync_swap-rel",
    "waker/register.rs `publish`, waker/wake.rs `release`, with SYNC", {}
    "q = swap state 1 ar; r = load flag rlx", "store flag 1 rlx; a = add state 0 rel";
    exists "0:r=0 1:a=0"

    "sync_swap-rel" Sometimes, twin "sync", "the same, the swap releases only", {}
    "q = swap state 1 rel; r = load flag rlx", "store flag 1 rlx; a = add state 0 rel";
    exists "0:r=0 1:a=0"

    "sync_add-rlx" Sometimes, twin "sync", "the same, the wake's read-modify-write is relaxed", {}
    "q = swap state 1 ar; r = load flag rlx", "store flag 1 rlx; a = add state 0 rlx";
    exists "0:r=0 1:a=0"

    "fixed_or-sc" Never, twin "fixed_or-ar", "set/word.rs `set` and `look`, of a fixed set without SYNC", {}
    "b = or bits 1 sc; f = load flag sc", "store flag 1 sc; a = load bits sc";
    exists "0:f=0 1:a=0"

    "fixed_or-ar" Sometimes, twin "fixed_or-sc", "the same, `set` is AcqRel", {}
    "b = or bits 1 ar; f = load flag sc", "store flag 1 sc; a = load bits sc";
    exists "0:f=0 1:a=0"

    "clear_load-sc_or-sc" Never, twin "clear_load-acq_or-ar",
    "set/growing.rs `register` and `wake`, without SYNC", {}
    "b = or bits 1 ar; r = load root sc; !r: q = or root 1 sc; f = load flag sc", WAKE;
    exists "0:f=0 1:w=0"

    "clear_load-acq_or-ar" Sometimes, twin "clear_load-sc_or-sc", "the same, the root as with SYNC", {}
    "b = or bits 1 ar; r = load root acq; !r: q = or root 1 ar; f = load flag sc", WAKE;
    exists "0:f=0 1:w=0"

    "other_load-sc_or-sc" Never, twin "other_load-acq_or-sc",
    "set/word.rs `set` that is left out, without SYNC: another task has set the root's bit", {}
    "b = or bits 1 ar; r = load root sc; !r: q = or root 1 sc; f = load flag sc", WAKE,
    "b = or bits 2 ar; q = or root 1 sc";
    exists "0:f=0 1:w=0" | "0:f=0 1:w=2"

    "other_load-acq_or-sc" Sometimes, twin "other_load-sc_or-sc", "the same, the load that lets it be left out acquires only", {}
    "b = or bits 1 ar; r = load root acq; !r: q = or root 1 sc; f = load flag sc", WAKE,
    "b = or bits 2 ar; q = or root 1 sc";
    exists "0:f=0 1:w=0" | "0:f=0 1:w=2"

    "other_fence" Never, twin "other_load-acq_or-sc", "the same, with a fence instead (what loom is told)", {}
    "b = or bits 1 ar; r = load root acq; !r: q = or root 1 ar; fence sc; f = load flag sc", WAKE,
    "b = or bits 2 ar; q = or root 1 ar";
    exists "0:f=0 1:w=0" | "0:f=0 1:w=2"

    "again_sc" Never, twin "again_ar", "set/word.rs `set` by another task, without SYNC", {}
    "r = load root sc; f = load flag sc", "store flag 1 sc; a = load root sc", "q = or root 1 sc";
    exists "0:f=0 0:r=1 1:a=0"

    "again_ar" Sometimes, twin "again_sc", "the same, `set` is AcqRel", {}
    "r = load root sc; f = load flag sc", "store flag 1 sc; a = load root sc", "q = or root 1 ar";
    exists "0:f=0 0:r=1 1:a=0"

    "taken_load-sc_or-sc" Never, twin "taken_sc_bits-rel",
    "set/growing_wake.rs `wake`, without SYNC: another wake takes the root's bit", {"root=1"}
    "b = or bits 1 ar; r = load root sc; !r: q = or root 1 sc; f = load flag sc", WAKE, TAKER;
    exists "0:f=0 1:w=0 2:w=0"

    "taken_sc_bits-rel" Sometimes, twin "taken_load-sc_or-sc", "the same, the word's bit is set with Release", {"root=1"}
    "b = or bits 1 rel; r = load root sc; !r: q = or root 1 sc; f = load flag sc", WAKE, TAKER;
    exists "0:f=0 1:w=0 2:w=0"

    "leave_look_swap-sc" Never, twin "leave_look_swap-ar",
    "set/word.rs `set` that is left out, without SYNC: whoever takes the bit meets the slot", {"bits=1"}
    "store slot 1 sc; b = load bits sc; !b: q = or bits 1 sc; f = load flag sc",
    "store flag 1 sc; a = load bits sc", "w = swap bits 0 sc; t = load slot sc";
    exists "0:f=0 1:a=0 2:t=0"

    "leave_look_swap-ar" Sometimes, twin "leave_look_swap-sc", "the same, the bits are taken with AcqRel", {"bits=1"}
    "store slot 1 sc; b = load bits sc; !b: q = or bits 1 sc; f = load flag sc",
    "store flag 1 sc; a = load bits sc", "w = swap bits 0 ar; t = load slot sc";
    exists "0:f=0 1:a=0 2:t=0"

    "leave_sync" Never, twin "leave_sync_add-rlx",
    "set/word.rs `set` that is left out, with SYNC: the slot's read-modify-writes order both", {"bits=1"}
    "p = swap slot 1 ar; b = load bits acq; !b: q = or bits 1 ar; f = load flag rlx",
    "store flag 1 rlx; a = add bits 0 ar", "w = swap bits 0 ar; t = add slot 0 ar";
    exists "0:f=0 1:a=0 2:t=0"

    "leave_sync_add-rlx" Sometimes, twin "leave_sync", "the same, the slot's read-modify-write is relaxed", {"bits=1"}
    "p = swap slot 1 ar; b = load bits rlx; !b: q = or bits 1 ar; f = load flag rlx",
    "store flag 1 rlx; a = add bits 0 ar", "w = swap bits 0 ar; t = add slot 0 rlx";
    exists "0:f=0 1:a=0 2:t=0"

    "new_sc" Never, twin "new_sc_left-out",
    "set/word.rs `announce_slot`, without SYNC: the bit's read-modify-write publishes the slot, although the bit is set", {"bits=1"}
    "store slot 1 rel; q = or bits 1 sc; f = load flag sc",
    "store flag 1 sc; a = load bits sc", "w = swap bits 0 sc; t = load slot sc";
    exists "0:f=0 1:a=0 2:t=0"

    "new_sc_left-out" Sometimes, twin "new_sc", "the same, a bit that is set is left as it is", {"bits=1"}
    "store slot 1 rel; b = load bits sc; !b: q = or bits 1 sc; f = load flag sc",
    "store flag 1 sc; a = load bits sc", "w = swap bits 0 sc; t = load slot sc";
    exists "0:f=0 1:a=0 2:t=0"

    "new_sync" Never, twin "new_sync_left-out",
    "set/word.rs `announce_slot`, with SYNC: the bit's read-modify-write publishes the slot, although the bit is set", {"bits=1"}
    "store slot 1 rel; q = or bits 1 ar; f = load flag rlx",
    "store flag 1 rlx; a = add bits 0 ar", "w = swap bits 0 ar; t = load slot acq";
    exists "0:f=0 1:a=0 2:t=0"

    "new_sync_left-out" Sometimes, twin "new_sync", "the same, a bit that is set is left as it is", {"bits=1"}
    "store slot 1 rel; b = load bits acq; !b: q = or bits 1 ar; f = load flag rlx",
    "store flag 1 rlx; a = add bits 0 ar", "w = swap bits 0 ar; t = load slot acq";
    exists "0:f=0 1:a=0 2:t=0"

    "early" Never, twin "early_store-rlx",
    "waker/publish.rs `publish_in_set`: a wake that has taken an earlier bit sees the registration before its bit is set, and reads the slot", {}
    "store slot 1 rlx; store state 1 rel; q = or bits 1 sc", "t = load state acq; t: c = swap state 0 sc; c: s = load slot rlx";
    exists "1:c=1 1:s=0"

    "early_store-rlx" Sometimes, twin "early", "the same, the state is stored without Release", {}
    "store slot 1 rlx; store state 1 rlx; q = or bits 1 sc", "t = load state acq; t: c = swap state 0 sc; c: s = load slot rlx";
    exists "1:c=1 1:s=0"

    "kept_sc" Never, twin "kept_sc_load-acq",
    "waker/register.rs `register_in_set`, without SYNC: a registration that a poll keeps, while a wake that has taken an earlier bit consumes it, and the poll discards that wake's notification", {"state=1 bits=1 notified=1"}
    "store notified 0 sc; r = load state sc; b = load bits sc; !b: q = or bits 1 sc; f = load flag sc",
    "c = swap state 0 sc; n = swap notified 1 sc", "store flag 1 sc; w = swap bits 0 sc; t = load state sc";
    exists "0:r=1 0:f=0 1:n=1 2:t=0"

    "kept_sc_load-acq" Sometimes, twin "kept_sc", "the same, the state is loaded with Acquire", {"state=1 bits=1 notified=1"}
    "store notified 0 sc; r = load state acq; b = load bits sc; !b: q = or bits 1 sc; f = load flag sc",
    "c = swap state 0 sc; n = swap notified 1 sc", "store flag 1 sc; w = swap bits 0 sc; t = load state sc";
    exists "0:r=1 0:f=0 1:n=1 2:t=0"

    "kept_sync" Never, twin "kept_sync_load-acq", "waker/register.rs `register_in_set`, with SYNC: as in `kept_sc`", {"state=1 bits=1 notified=1"}
    "store notified 0 sc; r = load state sc; b = load bits acq; !b: q = or bits 1 ar; f = load flag rlx",
    "c = swap state 0 sc; n = swap notified 1 sc", "store flag 1 rlx; w = swap bits 0 ar; t = add state 0 ar";
    exists "0:r=1 0:f=0 1:n=1 2:t=0"

    "kept_sync_load-acq" Sometimes, twin "kept_sync", "the same, the state is loaded with Acquire", {"state=1 bits=1 notified=1"}
    "store notified 0 sc; r = load state acq; b = load bits acq; !b: q = or bits 1 ar; f = load flag rlx",
    "c = swap state 0 sc; n = swap notified 1 sc", "store flag 1 rlx; w = swap bits 0 ar; t = add state 0 ar";
    exists "0:r=1 0:f=0 1:n=1 2:t=0"

    "one_rmw_or-ar" Never, twin "one_load_or-ar", "set/wake.rs `wake_one`: a word is found empty by a read-modify-write", {"root=1"}
    "b = or bits 1 ar; r = load root sc; f = load flag sc",
    "store flag 1 sc; a = load root sc; w = add bits 0 ar";
    exists "0:f=0 0:r=1 1:w=0"

    "one_load_or-ar" Sometimes, twin "one_rmw_or-ar", "the same, by a load", {"root=1"}
    "b = or bits 1 ar; r = load root sc; f = load flag sc",
    "store flag 1 sc; a = load root sc; w = load bits sc";
    exists "0:f=0 0:r=1 1:w=0"

    "one_rmw_add-acq" Sometimes, twin "one_rmw_or-ar", "the same, the read-modify-write acquires only", {"root=1"}
    "b = or bits 1 ar; r = load root sc; f = load flag sc",
    "store flag 1 sc; a = load root sc; w = add bits 0 acq";
    exists "0:f=0 0:r=1 1:w=0"

    "one_rmw_add-rel" Never, twin "one_rmw_add-acq", "the same, the read-modify-write releases only", {"root=1"}
    "b = or bits 1 ar; r = load root sc; f = load flag sc",
    "store flag 1 sc; a = load root sc; w = add bits 0 rel";
    exists "0:f=0 0:r=1 1:w=0"

    "set_sync" Never, twin "set_sync_or-rel", "set/growing.rs `register` and `wake`, with SYNC", {"root=1"}
    "b = or bits 1 ar; r = load root acq; !r: q = or root 1 ar; f = load flag rlx",
    "store flag 1 rlx; a = add root 0 ar; a: s = swap root 0 ar; a: w = swap bits 0 ar";
    exists "0:f=0 1:w=0"

    "set_sync_or-rel" Sometimes, twin "set_sync", "the same, the word's bit is set with Release", {"root=1"}
    "b = or bits 1 rel; r = load root acq; !r: q = or root 1 ar; f = load flag rlx",
    "store flag 1 rlx; a = add root 0 ar; a: s = swap root 0 ar; a: w = swap bits 0 ar";
    exists "0:f=0 1:w=0"

    "other_sync" Never, twin "other_sync_load-rlx",
    "set/word.rs `set` that is left out, with SYNC: another task has set the root's bit", {}
    "b = or bits 1 ar; r = load root acq; !r: q = or root 1 ar; f = load flag rlx",
    "store flag 1 rlx; a = add root 0 ar; a: s = swap root 0 ar; a: w = swap bits 0 ar",
    "b = or bits 2 ar; q = or root 1 ar";
    exists "0:f=0 1:w=0" | "0:f=0 1:w=2"

    "other_sync_load-rlx" Sometimes, twin "other_sync", "the same, the load that lets it be left out is relaxed", {}
    "b = or bits 1 ar; r = load root rlx; !r: q = or root 1 ar; f = load flag rlx",
    "store flag 1 rlx; a = add root 0 ar; a: s = swap root 0 ar; a: w = swap bits 0 ar",
    "b = or bits 2 ar; q = or root 1 ar";
    exists "0:f=0 1:w=0" | "0:f=0 1:w=2"

    "link_sync" Never, twin "link_sync_left-out",
    "set/growing.rs `take_slot`, with SYNC: segments that share the root's bit", {"root=1"}
    "store link 1 rel; p = or root 1 ar; b = or bits 1 ar; r = load root acq; !r: q = or root 1 ar; f = load flag rlx",
    "store flag 1 rlx; a = add root 0 ar; a: s = swap root 0 ar; a: l = load link acq; a, l: w = swap bits 0 ar";
    exists "0:f=0 1:w=0"

    "link_sync_left-out" Sometimes, twin "link_sync", "the same, the root's bit is left as it is", {"root=1"}
    "store link 1 rel; b = or bits 1 ar; r = load root acq; !r: q = or root 1 ar; f = load flag rlx",
    "store flag 1 rlx; a = add root 0 ar; a: s = swap root 0 ar; a: l = load link acq; a, l: w = swap bits 0 ar";
    exists "0:f=0 1:w=0"

    "link_sync_or-acq" Sometimes, twin "link_sync", "the same, bits are set without Release", {"root=1"}
    "store link 1 rel; p = or root 1 acq; b = or bits 1 acq; r = load root acq; !r: q = or root 1 acq; f = load flag rlx",
    "store flag 1 rlx; a = add root 0 ar; a: s = swap root 0 ar; a: l = load link acq; a, l: w = swap bits 0 ar";
    exists "0:f=0 1:w=0"

    "link_sync_clear-rel" Sometimes, twin "link_sync", "the same, the root's bit is seen by a load and taken without Acquire", {"root=1"}
    "store link 1 rel; p = or root 1 ar; b = or bits 1 ar; r = load root acq; !r: q = or root 1 ar; f = load flag rlx",
    "store flag 1 rlx; a = load root acq; a: s = swap root 0 rel; a: l = load link acq; a, l: w = swap bits 0 ar";
    exists "0:f=0 1:w=0"

    "link_one_sync" Never, twin "link_one_sync_add-rel",
    "set/growing_wake.rs `wake_one_seen`, with SYNC: `announce` acquires the link to a segment whose bit it finds", {"root=1"}
    "store link 1 rel; p = or root 1 ar; b = or bits 1 ar; r = load root acq; !r: q = or root 1 ar; f = load flag rlx",
    "store flag 1 rlx; a = add root 0 ar; a: l = load link acq; a, l: w = swap bits 0 ar";
    exists "0:f=0 1:w=0"

    "link_one_sync_add-rel" Sometimes, twin "link_one_sync", "the same, `announce` releases only", {"root=1"}
    "store link 1 rel; p = or root 1 ar; b = or bits 1 ar; r = load root acq; !r: q = or root 1 ar; f = load flag rlx",
    "store flag 1 rlx; a = add root 0 rel; a: l = load link acq; a, l: w = swap bits 0 ar";
    exists "0:f=0 1:w=0"

    "link_sc" Never, twin "link_sc_left-out",
    "set/growing.rs `take_slot`, without SYNC: segments that share the root's bit", {"root=1"}
    "store link 1 rel; p = or root 1 sc; b = or bits 1 sc; r = load root sc; !r: q = or root 1 sc; f = load flag sc",
    "store flag 1 sc; a = load root sc; a: s = swap root 0 sc; a: l = load link acq; a, l: w = swap bits 0 sc";
    exists "0:f=0 1:w=0"

    "link_sc_left-out" Sometimes, twin "link_sc", "the same, the root's bit is left as it is", {"root=1"}
    "store link 1 rel; b = or bits 1 sc; r = load root sc; !r: q = or root 1 sc; f = load flag sc",
    "store flag 1 sc; a = load root sc; a: s = swap root 0 sc; a: l = load link acq; a, l: w = swap bits 0 sc";
    exists "0:f=0 1:w=0"

    "pass_on" Never, twin "pass_on_load-rlx",
    "set/registration.rs `pass_on`: acquires the wake that it passes on, whose change the next check sees", {"slot=1"}
    "store flag 1 rlx; c = swap slot 0 ar", "u = load slot acq; !u: w = swap bits 0 ar",
    "b = or bits 1 ar; f = load flag rlx";
    exists "1:u=0 1:w=0 2:f=0"

    "pass_on_load-rlx" Sometimes, twin "pass_on", "the same, by what `unregister` has read", {"slot=1"}
    "store flag 1 rlx; c = swap slot 0 ar", "u = load slot rlx; !u: w = swap bits 0 ar",
    "b = or bits 1 ar; f = load flag rlx";
    exists "1:u=0 1:w=0 2:f=0"

    "own_flag" Never, twin "own_flag_swap-rlx", "set/own.rs `hold`: the last user's slot comes before", {"flag=1"}
    "store slot 1 rlx; store flag 0 rel", "a = swap flag 1 acq; !a: s = load slot rlx";
    exists "1:a=0 1:s=0"

    "own_flag_swap-rlx" Sometimes, twin "own_flag", "the same, the flag is taken without Acquire", {"flag=1"}
    "store slot 1 rlx; store flag 0 rel", "a = swap flag 1 rlx; !a: s = load slot rlx";
    exists "1:a=0 1:s=0"

    "own_flag_store-rlx" Sometimes, twin "own_flag", "the same, the flag is given back without Release", {"flag=1"}
    "store slot 1 rlx; store flag 0 rlx", "a = swap flag 1 acq; !a: s = load slot rlx";
    exists "1:a=0 1:s=0"

    "parked" Never, twin "parked_raise-rlx",
    "condition/blocking.rs `Parker`: the poll after a wake does not find the registration that this wake consumed", {"state=1"}
    "c = swap state 0 sc; r = swap woken 1 rel", "p = swap woken 0 acq; p: s = load state sc";
    exists "1:p=1 1:s=1"

    "parked_raise-rlx" Sometimes, twin "parked", "the same, the wake's flag is raised without Release", {"state=1"}
    "c = swap state 0 sc; r = swap woken 1 rlx", "p = swap woken 0 acq; p: s = load state sc";
    exists "1:p=1 1:s=1"

    "parked_take-rlx" Sometimes, twin "parked", "the same, the flag is taken without Acquire", {"state=1"}
    "c = swap state 0 sc; r = swap woken 1 rel", "p = swap woken 0 rlx; p: s = load state sc";
    exists "1:p=1 1:s=1"

    "flag_store" Never, twin "", "sync/mod.rs `give_back`: a flag is given back by a plain store", {}
    "a = swap flag 1 acq; store flag 0 rel; c = swap flag 1 acq", "b = swap flag 1 acq";
    exists "0:a=0 1:b=1 0:c=1"
}
