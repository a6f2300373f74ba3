//! Litmus tests whose answers are known, for the checker itself.

use crate::row::{
    Expect::{Never, Sometimes},
    Litmus, litmus,
};

litmus! {
    "SB+sc" Never, twin "SB+rel+acq", "store buffering", {}
    "store x 1 sc; a = load y sc", "store y 1 sc; b = load x sc";
    exists "0:a=0 1:b=0"

    "SB+rel+acq" Sometimes, twin "SB+sc", "", {}
    "store x 1 rel; a = load y acq", "store y 1 rel; b = load x acq";
    exists "0:a=0 1:b=0"

    "SB+fences" Never, twin "SB+rel+acq", "", {}
    "store x 1 rlx; fence sc; a = load y rlx", "store y 1 rlx; fence sc; b = load x rlx";
    exists "0:a=0 1:b=0"

    "MP+rel+acq" Never, twin "MP+rel+rlx", "message passing", {}
    "store x 1 rlx; store y 1 rel", "a = load y acq; b = load x rlx";
    exists "1:a=1 1:b=0"

    "MP+rel+rlx" Sometimes, twin "MP+rel+acq", "", {}
    "store x 1 rlx; store y 1 rel", "a = load y rlx; b = load x rlx";
    exists "1:a=1 1:b=0"

    "MP+fences" Never, twin "MP+rel+rlx", "", {}
    "store x 1 rlx; fence rel; store y 1 rlx", "a = load y rlx; fence acq; b = load x rlx";
    exists "1:a=1 1:b=0"

    "MP+swap" Never, twin "MP+store", "a relaxed read-modify-write continues a release sequence", {}
    "store x 1 rlx; store y 1 rel", "q = swap y 2 rlx", "a = load y acq; b = load x rlx";
    exists "1:q=1 2:a=2 2:b=0"

    "MP+store" Sometimes, twin "MP+swap", "a relaxed store of another thread does not", {}
    "store x 1 rlx; store y 1 rel", "q = load y rlx; store y 2 rlx", "a = load y acq; b = load x rlx";
    exists "1:q=1 2:a=2 2:b=0"

    "LB" Never, twin "", "load buffering: RC11 has no values out of thin air", {}
    "a = load x rlx; store y 1 rlx", "b = load y rlx; store x 1 rlx";
    exists "0:a=1 1:b=1"

    "CoRR" Never, twin "", "coherence", {}
    "store x 1 rlx; store x 2 rlx", "a = load x rlx; b = load x rlx";
    exists "1:a=2 1:b=1" | "1:a=1 1:b=0"

    "swaps" Never, twin "", "atomicity of read-modify-writes", {}
    "a = swap x 1 rlx", "b = swap x 2 rlx";
    exists "0:a=0 1:b=0" | "0:a=2 1:b=1"

    "ors" Sometimes, twin "", "values that only read-modify-writes after a store make", {}
    "a = or x 1 rlx", "store x 2 rlx", "b = load x rlx";
    exists "0:a=2 2:b=3"

    "WRC+rel+acq" Never, twin "WRC+rlx", "write-to-read causality", {}
    "store x 1 rlx", "a = load x rlx; store y 1 rel", "b = load y acq; c = load x rlx";
    exists "1:a=1 2:b=1 2:c=0"

    "WRC+rlx" Sometimes, twin "WRC+rel+acq", "", {}
    "store x 1 rlx", "a = load x rlx; store y 1 rlx", "b = load y acq; c = load x rlx";
    exists "1:a=1 2:b=1 2:c=0"

    "IRIW+sc" Never, twin "IRIW+acq", "independent reads of independent writes", {}
    "store x 1 sc", "a = load x sc; c = load y sc", "b = load y sc; d = load x sc", "store y 1 sc";
    exists "1:a=1 1:c=0 2:b=1 2:d=0"

    "IRIW+acq" Sometimes, twin "IRIW+sc", "", {}
    "store x 1 rel", "a = load x acq; c = load y acq", "b = load y acq; d = load x acq", "store y 1 rel";
    exists "1:a=1 1:c=0 2:b=1 2:d=0"

    "IRIW+fences" Never, twin "IRIW+acq", "", {}
    "store x 1 rlx", "a = load x rlx; fence sc; c = load y rlx", "b = load y rlx; fence sc; d = load x rlx",
    "store y 1 rlx";
    exists "1:a=1 1:c=0 2:b=1 2:d=0"

    "IRIW+acq+sc" Sometimes, twin "IRIW+sc", "Lahav et al.: C++11 forbids it, RC11 does not", {}
    "store x 1 sc", "a = load x acq; c = load y sc", "b = load y acq; d = load x sc", "store y 1 sc";
    exists "1:a=1 1:c=0 2:b=1 2:d=0"

    "Z6.U" Sometimes, twin "", "Lahav et al.: C++11 forbids it, RC11 does not", {}
    "store x 1 sc; store y 1 rel", "b = swap y 2 sc; c = load y rlx", "store y 3 sc; a = load x sc";
    exists "1:b=1 1:c=3 2:a=0"

    "RWC+fences" Never, twin "RWC+rlx", "Lahav et al.: C++11 allows it, RC11 does not", {}
    "store x 1 rlx", "a = load x rlx; fence sc; b = load y rlx", "store y 1 rlx; fence sc; c = load x rlx";
    exists "1:a=1 1:b=0 2:c=0"

    "RWC+rlx" Sometimes, twin "RWC+fences", "", {}
    "store x 1 rlx", "a = load x rlx; b = load y rlx", "store y 1 rlx; fence sc; c = load x rlx";
    exists "1:a=1 1:b=0 2:c=0"
}

/// RC11 and C++20 differ: here C++20 allows the outcome.
pub(crate) const OWN_STORE: Litmus = Litmus {
    name: "MP+own-store",
    expect: Sometimes,
    twin: "",
    stands_for: "a relaxed store of the same thread continues a release sequence before C++20",
    init: "",
    threads: &[
        "store x 1 rlx; store y 1 rel; store y 2 rlx",
        "a = load y acq; b = load x rlx",
    ],
    outcome: &["1:a=2 1:b=0"],
};
