-------------------------------- MODULE Set --------------------------------
(* The set: a root word, a list of segments with a word each, and slots. README.md says how to read   *)
(* this, and what it leaves out. A slot is a waker as Waker.tla has it: here it is registered, and     *)
(* consumed, in one step.                                                                              *)
(*                                                                                                     *)
(* Each label is one step, and its comment names the function of spmc-waker/src/set that takes it.     *)
(* A step with the comment "scenario" belongs to the test, not to the set.                             *)
EXTENDS Integers, Sequences, FiniteSets, TLC

CONSTANTS
    ONE,            \* the parameter of a Registration: whether wakes of one choose it
    OWN,            \* whether a handle keeps its slot for the next wait
    GIVES_UP,       \* whether waiters give up, and let time limits end waits
    TURN,           \* whether a wake of one may begin in the middle of a word
    RootBits,       \* how many bits the list has in the root
    FirstSlots, LaterSlots,     \* how many slots the first segment has, and each of the others
    Waiters,        \* tasks that wait, over and over, and give up at any time
    Wakes, Kinds,   \* threads that wake, and how: "one", "all"
    Rounds,         \* how often each of them wakes; 0 is without end
    Waits,          \* how often each task waits; 0 is without end
    MaxTokens,      \* what the tasks wait for: so many at most
    None            \* no task

Min(numbers) == CHOOSE least \in numbers : \A number \in numbers : least <= number

\* Each waiter holds one slot at a time, so there are not more segments than waiters.
Segments == 0..Cardinality(Waiters) - 1
Positions(number) == 0..(IF number = 0 THEN FirstSlots ELSE LaterSlots) - 1
AnyPosition == Positions(0) \cup Positions(1)
Bits == 0..RootBits - 1

\* segment.rs: Segment::new
RootBit(number) == number % RootBits
SharesRootBit(number) == number >= RootBits

NoPlace == <<-1, -1>>

(*--algorithm Set {
variables
    root = {};                                          \* the bits that are set
    word = [n \in Segments |-> {}];                \* likewise, of each segment
    linked = 0;                                         \* so many segments are in the list
    held = {};                                          \* the places of the slots that are held
    slots = [at \in Segments \X AnyPosition |-> None];  \* who is registered there
    place = [w \in Waiters |-> NoPlace];                \* the slot that a waiter holds
    passes_on = [w \in Waiters |-> FALSE];              \* what the waiter's last check tells its end
    outcome = [p \in Waiters \cup Wakes |-> None];      \* what `wake_one` found in a word
    rounds = [w \in Wakes |-> Rounds];
    waits = [w \in Waiters |-> Waits];
    tokens = 0;
    notified = [w \in Waiters |-> FALSE];               \* the executor is to poll this task

define {
    FreePlaces == {at \in Segments \X AnyPosition :
                    at[1] < linked /\ at[2] \in Positions(at[1]) /\ at \notin held}
}

\* Consumes the registration of a slot, and wakes its task. (One step: a poll in between would be one that
\* nobody asked for, and such polls are taken at any time.)
macro wake_slot(at) {
    if (slots[at] # None) {
        notified[slots[at]] := TRUE;
        slots[at] := None;
    }
}

\* ------------------------------ Waking all ------------------------------

procedure wake_all() {
wake_look:                                      \* word.rs: Word::look_for
    if (root = {}) { return };
wake_take:                                      \* growing_wake.rs: GrowingSet::wake_taken
    with (bits_taken = root) {
        root := {};
        call wake_under(bits_taken);
        return;
    }
}

\* Wakes all slots under these bits of the root, which the caller has taken.
procedure wake_under(bits = {})
    variables number = 0; positions = {};
{
take_word:                                      \* segment.rs: Segment::take_all
    if (number = linked) {
        return
    } else if (RootBit(number) \notin bits \/ word[number] = {}) {
        number := number + 1;
        goto take_word;
    } else {
        positions := word[number];
        word[number] := {};
    };
wake_slot_of_word:                              \* wake.rs: wake_each
    if (positions = {}) {
        number := number + 1;
        goto take_word;
    } else {
        with (position = Min(positions)) {
            wake_slot(<<number, position>>);
            positions := positions \ {position};
            goto wake_slot_of_word;
        }
    };
}

\* ------------------------------ Waking one ------------------------------

procedure wake_one()
    variables seen = {}; rest = {}; bit = -1; segment = 0; all_empty = TRUE;
{
one_look:                                       \* word.rs: Word::look_for
    if (root # {}) { seen := root; } else { return };

one_turn:                                       \* list_wake.rs: Segments::wake_one
    \* The hints may say anything: a segment under any bit that was seen, and a place there; or elsewhere.
    either {
        goto one_bit
    } or {
        await TURN;
        with (last \in {n \in 0..linked-1 : RootBit(n) \in seen}, turn \in AnyPosition) {
            bit := RootBit(last);
            segment := last;
            rest := {position \in AnyPosition : position >= turn};
        }
    };
one_rest:                                       \* list_wake.rs: Segments::wake_next_in
    \* And then the later segments under the same bit.
    if (segment = linked) {
        rest := {}; segment := 0;
        goto one_bit;
    } else if (RootBit(segment) # bit \/ word[segment] \cap rest = {}) {
        rest := AnyPosition;
        segment := segment + 1;
        goto one_rest;
    } else {
        call wake_one_in(segment, rest);
    };
one_rest_end:                                   \* list_wake.rs: Segments::wake_one_in
    if (outcome[self] = "woken") {
        outcome[self] := None;
        return;
    } else {
        outcome[self] := None;
        rest := AnyPosition;
        segment := segment + 1;
        goto one_rest;
    };

one_bit:                                        \* list_wake.rs: Segments::wake_first
    if (seen = {}) {
        return
    } else {
        with (position \in seen) {
            bit := position;
            seen := seen \ {position};
            segment := 0;
            all_empty := TRUE;
        }
    };
one_segment:                                    \* list_wake.rs: Segments::wake_first
    if (segment = linked) {
        goto one_clear_root
    } else if (RootBit(segment) # bit) {
        segment := segment + 1;
        goto one_segment;
    } else {
        call wake_one_in(segment, AnyPosition);
    };
one_segment_end:                                \* list_wake.rs: Segments::wake_one_in
    if (outcome[self] = "woken") {
        outcome[self] := None;
        return;
    } else {
        all_empty := all_empty /\ outcome[self] = "empty";
        outcome[self] := None;
        segment := segment + 1;
        goto one_segment;
    };
one_clear_root:                                 \* list_wake.rs: Segments::clear_root
    if (all_empty /\ bit \in root) {
        root := root \ {bit};
        call wake_under({bit});
        goto one_bit;
    } else {
        goto one_bit
    };
}

\* Wakes one registered slot of a segment, of those whose bits are `among`.
procedure wake_one_in(in = 0, among = {})
    variables left = {}; first = TRUE; later = FALSE; chosen = -1;
{
word_look:                                      \* wake.rs: wake_one
    left := word[in] \cap among;
word_clear:                                     \* wake.rs: wake_one
    if (left = {}) {
        outcome[self] := IF later THEN "later" ELSE "empty";
        return;
    } else {
        \* In any order: it begins where the last one left off.
        with (position \in left, before = word[in] \cap among) {
            word[in] := word[in] \ {position};
            left := (IF first THEN before ELSE left \cap before) \ {position};
            later := left = {} /\ before \ {position} # {};
            first := FALSE;
            if (position \in before) { chosen := position } else { goto word_clear };
        }
    };
take_slot:                                      \* wake.rs: wake_one
    if (slots[in, chosen] = None) {
        goto word_clear
    } else {
        wake_slot(<<in, chosen>>);
        outcome[self] := "woken";
        return;
    }
}

\* ------------------------------ Waiting ------------------------------

\* A future of a handle: it waits for a token and takes it, gives up, or lets a time limit end it.
fair process (waiter \in Waiters) {
begin:-                                         \* registration.rs: Registration::poll_lazily
    while (TRUE) {
        await Waits = 0 \/ waits[self] > 0;
        if (Waits > 0) { waits[self] := waits[self] - 1 };
        if (tokens > 0) {
            tokens := tokens - 1;
            goto begin;
        } else if (place[self] # NoPlace) {
            goto slot_register      \* the handle's own slot
        };
hold:                                           \* segment.rs: Segment::hold
        if (FreePlaces # {}) {
            with (at \in FreePlaces) {
                held := held \cup {at};
                place[self] := at;
                if (~SharesRootBit(at[1])) { goto slot_register };
            }
        } else {
            goto append
        };
hold_root:                                      \* growing.rs: GrowingSet::take_slot
        root := root \cup {RootBit(place[self][1])};
slot_register:                                  \* growing.rs: Held::register
        slots[place[self]] := self;
set_word:                                       \* word.rs: Word::announce_slot
        word[place[self][1]] := word[place[self][1]] \cup {place[self][2]};
set_root:                                       \* word.rs: Word::set
        root := root \cup {RootBit(place[self][1])};
second_check:                                   \* registration.rs: Registration::poll_registered
        if (tokens > 0) {
            tokens := tokens - 1;
            passes_on[self] := TRUE;
            goto end_wait;
        };
asleep:-                                        \* registration.rs: Registration::poll
        either {
            notified[self] := FALSE;
            passes_on[self] := ONE /\ slots[place[self]] = self;
        } or {
            await GIVES_UP;
            notified[self] := FALSE;
            passes_on[self] := TRUE;
            goto end_wait;
        } or {
            await GIVES_UP;
            notified[self] := FALSE;
            goto last_unregister;
        };
first_check:                                    \* registration.rs: Registration::poll
        if (tokens > 0) {
            tokens := tokens - 1;
            goto end_wait;
        } else {
            passes_on[self] := FALSE;
            goto slot_register;
        };
last_unregister:                                \* registration.rs: Registration::check_at_last
        slots[place[self]] := None;
last_check:                                     \* registration.rs: Registration::check_at_last
        if (tokens > 0) { tokens := tokens - 1 };
        goto give_back;
append:                                         \* list.rs: Segments::append
        if (FreePlaces # {}) {
            goto hold
        } else {
            with (new = linked, position \in Positions(new)) {
                held := held \cup {<<new, position>>};
                place[self] := <<new, position>>;
                linked := new + 1;
                if (SharesRootBit(new)) { goto hold_root } else { goto slot_register };
            };
        };
end_wait:                                            \* registration.rs: Registration::end
        if (slots[place[self]] = self) {
            slots[place[self]] := None;
        } else if (ONE /\ passes_on[self]) {
            call wake_one();
        };
give_back:                                      \* segment.rs: Segment::give_back
        notified[self] := FALSE;
        passes_on[self] := FALSE;
        if (~OWN) {
            held := held \ {place[self]};
            place[self] := NoPlace;
        }
    }
}

\* Takes a token without waiting.
process (thief = "thief") {
steal:-                                         \* scenario
    while (TRUE) {
        await tokens > 0;
        tokens := tokens - 1;
    }
}

fair process (waking_side \in Wakes) {
change:-                                        \* scenario
    while (TRUE) {
        await Rounds = 0 \/ rounds[self] > 0;
        if (Rounds > 0) { rounds[self] := rounds[self] - 1 };
        with (kind \in Kinds) {
            if (kind = "one") {
                await tokens < MaxTokens;
                tokens := tokens + 1;
                call wake_one();
                goto change;
            } else {
                tokens := MaxTokens;
                call wake_all();
                goto change;
            }
        }
    }
}
} *)
\* BEGIN TRANSLATION
\* END TRANSLATION

\* ------------------------------ Safety ------------------------------

Asleep == {w \in Waiters : pc[w] = "asleep"}

NothingRuns ==
    /\ \A w \in Waiters : pc[w] \in {"begin", "asleep"}
    /\ \A w \in Wakes : pc[w] = "change"

\* If there is something to take, and tasks wait for it, then one of them is about to be polled.
NobodyIsStranded ==
    NothingRuns /\ tokens > 0 /\ Asleep # {} => \E w \in Asleep : notified[w]

\* A slot has one holder, who alone registers there, and leaves nothing behind.
SlotsBelongToTheirHolders ==
    /\ \A v, w \in Waiters : place[v] = place[w] /\ place[v] # NoPlace => v = w
    /\ \A at \in DOMAIN slots : slots[at] # None => place[slots[at]] = at
    /\ \A w \in Waiters : pc[w] = "begin" /\ place[w] # NoPlace => slots[place[w]] = None

\* ------------------------------ Liveness ------------------------------

\* The executor polls a task that is notified.
PollIfNotified(w) ==
    /\ notified[w] /\ pc[w] = "asleep"
    /\ waiter(w)
    /\ pc'[w] = "first_check"

FairSpec == Spec /\ \A w \in Waiters : WF_vars(PollIfNotified(w))

\* After the last wake, nobody waits for what is there.
NobodyWaitsForEver == <>[](tokens = 0 \/ Asleep = {})

\* These steps touch nothing that another process reads or writes, so they need not be interleaved with its
\* steps: they are taken at once.
IsLocal(p) ==
    \/ pc[p] \in {"one_turn", "one_rest_end", "one_bit", "one_segment_end"}
    \/ pc[p] = "one_segment" /\ segment[p] < linked
    \/ pc[p] = "one_clear_root" /\ ~all_empty[p]
    \/ pc[p] = "word_clear" /\ left[p] = {}
    \/ pc[p] = "wake_slot_of_word" /\ positions[p] = {}

LocalStepsFirst ==
    \A p \in ProcSet : IsLocal(p) => pc'[p] # pc[p] \/ segment'[p] # segment[p]

AnyOrder == Permutations(Waiters) \cup Permutations(Wakes)
=============================================================================
