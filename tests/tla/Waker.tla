------------------------------- MODULE Waker -------------------------------
(* The waker: the state word, two slots, one registering side, any number of wakes. README.md says   *)
(* how to read this, and what it leaves out.                                                           *)
(*                                                                                                     *)
(* Each label is one step, and its comment names the function of spmc-waker/src/waker that takes it.   *)
(* A step with the comment "scenario" belongs to the test, not to the waker.                           *)
EXTENDS Integers, Sequences, FiniteSets, TLC

CONSTANTS
    SYNC, CACHED,   \* the parameters of SpmcWaker
    Wakes,          \* threads that wake, over and over
    Tasks,          \* tasks that poll; the registering side moves between them
    Rounds, Calls,  \* how often each thread wakes, and the registering side is called; 0 is without end
    None            \* no task

Min(numbers) == CHOOSE least \in numbers : \A number \in numbers : least <= number

Flags(registered, by_value, clear, count) ==
    [registered |-> registered, by_value |-> by_value, clear |-> clear, count |-> count]

\* state.rs: questions
IsEmpty(s)         == ~s.registered /\ ~s.by_value /\ ~s.clear
HasWorkForWakes(s) == s.registered \/ s.clear
IsCached(s)        == s.registered /\ ~s.by_value /\ ~s.clear
IsMovedOut(s)      == ~s.registered /\ s.by_value /\ ~s.clear

\* mod.rs: transient_slot
TransientSlot(s) == IF CACHED \/ s.count % 2 = 0 THEN 1 ELSE 0

Words(task_or_none, tag) == [data |-> task_or_none, vtable |-> task_or_none, tag |-> tag]
NoWords == Words(None, FALSE)
NoState == Flags(FALSE, FALSE, FALSE, -1)

(*--algorithm Waker {
variables
    state = Flags(FALSE, FALSE, FALSE, 0);
    slots = [i \in 0..1 |-> NoWords];
    refs = [t \in Tasks |-> 0];                 \* how many clones of each task's waker there are
    \* What each wake knows: the state and the words that it has read, and whether its first claim was lost.
    seen = [wake \in Wakes |-> NoState];
    words = [wake \in Wakes |-> NoWords];
    again = [wake \in Wakes |-> FALSE];
    \* What the registering side knows.
    task = None;                                \* the task that polls, or that waits since it polled
    found = NoState; next = NoState;            \* the state that it has found, and that it is to publish
    displaced = None; removed = None;           \* wakers that it is to drop at the end
    clear_pending = FALSE; is_new = FALSE;
    rounds = [wake \in Wakes |-> Rounds]; calls = Calls;
    \* What the task waits for.
    condition = FALSE; waiting = FALSE;
    notified = FALSE;                           \* the executor is to poll the task
    \* Nothing reads these but assertions and properties.
    registration = None;                        \* the task that is registered
    claimed = [wake \in Wakes |-> None];        \* the task whose registration this wake has consumed
    left = None;                                \* the finished task whose waker `clear` has left to a wake

define {
    (* The count, raised. In the code it goes up, as good as without end. Here it takes another value,   *)
    (* which no wake remembers: the code compares counts for nothing else, but that without CACHED it    *)
    (* tells odd ones from even ones. So a few values do for any number of registrations.                *)
    Raised(s) ==
        LET remembered == {seen[wake].count : wake \in Wakes}
        IN  Min({count \in 0..2 * Cardinality(Wakes) + 1 :
                    /\ IF CACHED THEN count # s.count ELSE count % 2 # s.count % 2
                    /\ count \notin remembered})

    \* state.rs: transitions
    RegisteredCached(s)  == Flags(TRUE, FALSE, FALSE, s.count)
    RegisteredByValue(s) == Flags(TRUE, TRUE, FALSE, Raised(s))
    AndClearPending(s, pending) == [s EXCEPT !.clear = @ \/ pending]
    Unregistered(s)      == Flags(FALSE, FALSE, s.clear, s.count)
    ClearRequested(s)    == Flags(FALSE, FALSE, TRUE, Raised(s))
    CachedMovedOut(s)    == Flags(FALSE, TRUE, FALSE, s.count)
    Reclaimed(s)         == Flags(FALSE, FALSE, FALSE, s.count)

    HoldsByValue(s, t) == s.registered /\ s.by_value /\ slots[TransientSlot(s)].vtable = t
}

\* Drops two wakers, or none.
macro drop_wakers(one, other) {
    assert \A t \in Tasks : refs[t] >= (IF one = t THEN 1 ELSE 0) + (IF other = t THEN 1 ELSE 0);
    refs := [t \in Tasks |-> refs[t] - (IF one = t THEN 1 ELSE 0) - (IF other = t THEN 1 ELSE 0)];
}

\* Moves a waker out of a transient slot. In the code its words stay there, for nobody to use.
macro take_transient(s) {
    assert slots[TransientSlot(s)].vtable # None;
    removed := slots[TransientSlot(s)].vtable;
    slots[TransientSlot(s)] := NoWords;
}

\* A store over a state that a wake may change would lose that change.
macro publish_store(new_state) {
    assert ~HasWorkForWakes(state);
    state := new_state;
}

macro notify(t) {
    notified := notified \/ t = task;
}

macro end_of_wake() {
    seen[self] := NoState;
    words[self] := NoWords;
    again[self] := FALSE;
    claimed[self] := None;
    goto change;
}

macro free_cached_if_pending() {
    if (CACHED /\ seen[self].clear) { goto free_load } else { end_of_wake() }
}

\* ------------------------------ The registering side ------------------------------

procedure register() {
register_load:                                  \* register.rs: RegisteringSide::register
    found := state;
    is_new := ~state.registered;
    if (~CACHED) {
        if (HoldsByValue(found, task)) { return } else { goto clone }
    };
register_cached:                                \* slot.rs: Slot::read_cached
    if (IsEmpty(found) /\ slots[0].vtable = task /\ ~slots[0].tag) {
        goto reuse
    } else if (IsCached(found) /\ slots[0].vtable = task /\ slots[0].tag) {
        return
    };
can_clear:                                      \* register.rs: SpmcWaker::can_clear
    if (HoldsByValue(found, task) /\ ~(found.clear /\ ~slots[0].tag)) { return };

clone:                                          \* register.rs: RegisteringSide::register_other
    refs[task] := refs[task] + 1;
    if (found.registered) { goto replace } else { call reclaim(); goto insert };

replace:                                        \* register.rs: Registered::replace
    if (~CACHED \/ IsCached(found)) {
        next := RegisteredByValue(found);
        slots[TransientSlot(next)] := Words(task, FALSE);
    } else if (~found.clear /\ ~slots[0].tag) {
        displaced := slots[0].vtable;
        next := RegisteredCached(found);
        slots[0] := Words(task, TRUE);
    } else {
        goto take_back
    };
move_to:                                        \* register.rs: Registered::move_to
    if (state = found) {
        state := next;
        registration := task;
    } else {
        goto publish
    };
take:                                           \* side.rs: Removed::take
    if (IsCached(found)) {
        removed := slots[0].vtable;
        slots[0] := NoWords;
        goto register_drop;
    } else {
        take_transient(found);
        goto register_drop;
    };

take_back:                                      \* register.rs: Registered::take_back_and_insert
    if (state = found) {
        state := Reclaimed(found);
        registration := None;
        take_transient(found);
        clear_pending := found.clear;
        found := Reclaimed(found);
    } else {
        found := state;
        call reclaim();
    };
insert:                                         \* side.rs: Reclaimed::insert
    if (CACHED /\ ~slots[0].tag) {
        displaced := slots[0].vtable;
        next := RegisteredCached(found);
        slots[0] := Words(task, TRUE);
    } else {
        next := AndClearPending(RegisteredByValue(found), clear_pending);
        slots[TransientSlot(next)] := Words(task, FALSE);
    };
publish:                                        \* publish.rs: publish
    publish_store(next);
    registration := task;
    if (~next.clear) { goto register_drop };
insert_look_again:                              \* side.rs: SpmcWaker::cached_becomes_idle
    if (slots[0].tag) { goto register_drop };
insert_take_back:                               \* side.rs: Registered::take_cleared
    if (state = next) {
        state := Reclaimed(next);
        registration := None;
        displaced := slots[0].vtable;
        next := RegisteredCached(next);
        slots := [i \in 0..1 |-> IF i = 0 THEN Words(task, TRUE) ELSE NoWords];
        goto publish;
    };
register_drop:                                  \* register.rs: RegisteringSide::register_other
    drop_wakers(displaced, removed);
    displaced := None; removed := None; next := NoState; clear_pending := FALSE;
    return;

reuse:                                          \* slot.rs: IdleSlot::reuse
    slots[0].tag := TRUE;
publish_reused:                                 \* publish.rs: publish
    publish_store(RegisteredCached(found));
    registration := task;
    return;
}

\* Takes from the wakes what an earlier `clear` has left to them. Goes on from the state `found`.
procedure reclaim() {
reclaim_request:                                \* side.rs: Unregistered::reclaim
    with (taken_back = found.clear /\ state = found,
          moved_out = IsMovedOut(found) \/ (found.clear /\ state # found)) {
        assert moved_out => IsMovedOut(state);
        clear_pending := taken_back;
        if (taken_back) { state := Reclaimed(found) };
        found := Reclaimed(found);
        if (moved_out) { slots[0] := NoWords };
        return;
    }
}

procedure remove() {
remove_load:                                    \* unregister.rs: RegisteringSide::remove
    found := state;
    if (~found.registered) { return };
remove_claim:                                   \* unregister.rs: RegisteringSide::remove
    if (state = found) {
        state := Unregistered(found);
        registration := None;
    } else {
        return
    };
release_removed:                                \* side.rs: Removed::release
    if (IsCached(found)) {
        slots[0].tag := FALSE;
    } else {
        take_transient(found);
    };
    return;
}

procedure clear() {
clear_look:                                     \* unregister.rs: RegisteringSide::is_unused
    if (IsEmpty(state) /\ (~CACHED \/ slots[0].vtable = None)) { return } else { call remove() };
clear_load:                                     \* unregister.rs: RegisteringSide::clear_cached
    if (CACHED) {
        found := state;
        call reclaim();
    } else {
        goto clear_drop
    };
clear_cached:                                   \* side.rs: Reclaimed::idle_slot
    clear_pending := FALSE;
    if (~slots[0].tag) {
        displaced := slots[0].vtable;
        slots[0] := NoWords;
        goto clear_drop;
    };
clear_request:                                  \* side.rs: Reclaimed::request_clear
    found := ClearRequested(found);
    publish_store(found);
    left := slots[0].vtable;
clear_look_again:                               \* side.rs: SpmcWaker::cached_becomes_idle
    if (slots[0].tag) { goto clear_drop } else { call reclaim() };
clear_take:                                     \* slot.rs: IdleSlot::take
    clear_pending := FALSE;
    if (~slots[0].tag) {
        displaced := slots[0].vtable;
        slots[0] := NoWords;
    };
clear_drop:                                     \* unregister.rs: RegisteringSide::clear_used
    drop_wakers(displaced, removed);
    displaced := None; removed := None; found := NoState;
    return;
}

\* A task polls, or the wait is given up, or all is dropped. Without an end, and in any order.
fair process (registering_side = "side") {
poll:-                                          \* register.rs: RegisteringSide::poll_wait_until
    while (TRUE) {
        await Calls = 0 \/ calls > 0;
        if (Calls > 0) { calls := calls - 1 };
        found := NoState;
        either {
            with (t \in Tasks) {
                notified := FALSE;
                if (left = t) { left := None };
                if (condition) {
                    condition := FALSE; waiting := FALSE; task := None;
                } else {
                    task := t;
                    call register();
                    goto second_check;
                }
            }
        } or {
            waiting := FALSE; notified := FALSE; task := None;
            call remove();
            goto unregister_drop;
        } or {
            waiting := FALSE; notified := FALSE; task := None;
            call clear();
            goto poll;
        } or {
            waiting := FALSE; notified := FALSE; task := None;
            goto drop_all;
        };
    };
second_check:                                   \* register.rs: RegisteringSide::poll_wait_until
    with (ends_registration = is_new) {
        found := NoState; is_new := FALSE;
        if (condition) {
            condition := FALSE; waiting := FALSE; notified := FALSE; task := None;
            if (ends_registration) { call remove(); goto unregister_drop } else { goto poll };
        } else {
            waiting := TRUE;
            goto poll;
        }
    };
unregister_drop:                                \* unregister.rs: RegisteringSide::unregister
    drop_wakers(removed, None);
    removed := None;
    goto poll;
drop_all:                                       \* mod.rs: SpmcWaker::drop
    if (\A wake \in Wakes : pc[wake] = "change") {
        with (cached = IF CACHED /\ ~IsMovedOut(state) THEN slots[0].vtable ELSE None,
              transient = IF state.registered /\ state.by_value
                          THEN slots[TransientSlot(state)].vtable ELSE None) {
            drop_wakers(cached, transient);
        };
        \* Everything else has been dropped before.
        assert \A t \in Tasks : refs[t] = 0;
        state := Flags(FALSE, FALSE, FALSE, 0);
        slots := [i \in 0..1 |-> NoWords];
        registration := None; waiting := FALSE; notified := FALSE; task := None; left := None;
    };
    goto poll;
}

\* ------------------------------ The waking side ------------------------------

fair process (waking_side \in Wakes) {
change:-                                        \* scenario
    while (TRUE) {
        await Rounds = 0 \/ rounds[self] > 0;
        if (Rounds > 0) { rounds[self] := rounds[self] - 1 };
        condition := TRUE;
observe:                                        \* wake.rs: SpmcWaker::observe
        with (now = state) {
            if (SYNC /\ ~now.registered) {
                goto announce
            } else if (HasWorkForWakes(now)) {
                seen[self] := now;
                goto consume;
            } else {
                goto change
            }
        };
announce:                                       \* wake.rs: SpmcWaker::release
        with (now = state) {
            if (HasWorkForWakes(now)) { seen[self] := now } else { goto change }
        };

consume:                                        \* wake.rs: SpmcWaker::consume
        if (~seen[self].registered) { free_cached_if_pending() }
        else if (CACHED /\ ~seen[self].by_value) { goto claim }
        else { words[self].data := slots[TransientSlot(seen[self])].data };
read_vtable:                                    \* slot.rs: Slot::read
        words[self].vtable := slots[TransientSlot(seen[self])].vtable;
claim:                                          \* claim.rs: SpmcWaker::try_claim
        if (state = seen[self]) {
            state := Unregistered(state);
            claimed[self] := registration;
            registration := None;
            if (CACHED /\ ~seen[self].by_value) {
                goto use_cached
            } else {
                slots[TransientSlot(seen[self])] := NoWords;    \* its waker is this wake's
                goto wake_by_value;
            }
        } else if (SYNC /\ ~again[self]) {
            goto claim_again
        } else {
            free_cached_if_pending()
        };
claim_again:                                    \* wake.rs: SpmcWaker::claim_again
        again[self] := TRUE;
        seen[self] := state;
        goto consume;

wake_by_value:                                  \* claim.rs: SpmcWaker::use_claimed
        assert words[self].data = claimed[self] /\ words[self].vtable = claimed[self];
        notify(claimed[self]);
        drop_wakers(claimed[self], None);
        free_cached_if_pending();

use_cached:                                     \* claim.rs: InUse::new
        words[self] := slots[0];
wake_by_ref:                                    \* claim.rs: SpmcWaker::use_claimed
        assert words[self].data = claimed[self] /\ words[self].vtable = claimed[self];
        notify(claimed[self]);
release:                                        \* slot.rs: Slot::release
        slots[0].vtable := words[self].vtable || slots[0].tag := FALSE;
        words[self] := NoWords; claimed[self] := None; seen[self] := NoState;
release_look:                                   \* claim.rs: InUse::drop
        if (~state.clear) { end_of_wake() };

released_load:                                  \* claim.rs: SpmcWaker::free_released
        with (now = state) {
            if (now.clear /\ now.registered) { seen[self] := now } else { goto free_load }
        };
released_read:                                  \* slot.rs: Slot::read
        words[self] := slots[TransientSlot(seen[self])];
released_claim:                                 \* claim.rs: SpmcWaker::try_claim
        assert seen[self].by_value;
        if (state = seen[self]) {
            state := Unregistered(state);
            claimed[self] := registration;
            registration := None;
            slots[TransientSlot(seen[self])] := NoWords;
        } else {
            goto free_load
        };
released_wake:                                  \* claim.rs: SpmcWaker::free_released
        assert words[self].data = claimed[self] /\ words[self].vtable = claimed[self];
        notify(claimed[self]);
        drop_wakers(claimed[self], None);

free_load:                                      \* claim.rs: SpmcWaker::free_cached
        words[self] := NoWords; claimed[self] := None;
        with (now = state) {
            if (now.clear /\ ~now.registered) {
                seen[self] := now
            } else {
                seen[self] := NoState;
                again[self] := FALSE;
                goto change;
            }
        };
free_read:                                      \* slot.rs: Slot::read_cached
        if (slots[0].tag) { end_of_wake() } else { words[self] := slots[0] };
move_out:                                       \* claim.rs: SpmcWaker::free_cached
        if (state = seen[self]) {
            state := CachedMovedOut(state);
            assert words[self].data = words[self].vtable;
        } else {
            end_of_wake()
        };
free_drop:                                      \* claim.rs: SpmcWaker::free_cached
        drop_wakers(words[self].vtable, None);
        end_of_wake();
    }
}
} *)
\* BEGIN TRANSLATION
\* END TRANSLATION

\* ------------------------------ Safety ------------------------------

Inside == {wake \in Wakes : pc[wake] \in {"wake_by_ref", "release"}}

\* While a wake is inside the cached waker, that is neither dropped nor overwritten nor used by another.
CachedWakerIsNotTouchedDuringUse ==
    /\ Cardinality(Inside) <= 1
    /\ \A wake \in Inside :
        /\ refs[claimed[wake]] > 0
        /\ slots[0] = [data |-> claimed[wake], vtable |-> claimed[wake], tag |-> TRUE]

\* No other combination of flags occurs than the table in state.rs has, and without CACHED there is no
\* request to clear.
StateIsOfTheTable ==
    /\ state.registered /\ state.clear => state.by_value
    /\ ~state.registered /\ state.by_value => ~state.clear
    /\ ~CACHED => ~state.clear /\ state.by_value = state.registered
    /\ state.registered = (registration # None)

NothingRuns == pc["side"] = "poll" /\ \A wake \in Wakes : pc[wake] = "change"

NobodyIsStranded == NothingRuns /\ waiting /\ condition => notified

NoFinishedTaskIsKept == NothingRuns /\ left # None => refs[left] = 0

\* Nothing but the two slots owns wakers when nothing runs.
EachWakerHasOneOwner ==
    NothingRuns => \A t \in Tasks : refs[t] =
        (IF CACHED /\ ~IsMovedOut(state) /\ slots[0].vtable = t THEN 1 ELSE 0) +
        (IF state.registered /\ state.by_value /\ slots[TransientSlot(state)].vtable = t THEN 1 ELSE 0)

\* ------------------------------ Liveness ------------------------------

\* The executor polls a task that is notified. Apart from that, each side only ends what it has begun.
PollIfNotified ==
    /\ waiting /\ notified
    /\ registering_side
    /\ pc["side"] = "poll"
    /\ waiting' = ~condition
    /\ pc'["side"] = IF condition THEN "poll" ELSE "register_load"

FairSpec == Spec /\ WF_vars(PollIfNotified)

AChangeIsSeen == (waiting /\ condition) ~> (~waiting \/ ~condition)

AFinishedTaskIsDropped == (left # None) ~> (left = None \/ refs[left] = 0)

\* These steps touch nothing that another process reads or writes at the time, so they need not be interleaved
\* with its steps: they are taken at once.
AtOnce == {"clone", "reuse", "register_drop", "clear_drop", "unregister_drop", "use_cached"}

LocalStepsFirst == \A process \in ProcSet : pc[process] \in AtOnce => pc'[process] # pc[process]

\* Which wake is which, and which task, makes no difference.
AnyOrder == Permutations(Wakes) \cup Permutations(Tasks)
=============================================================================
