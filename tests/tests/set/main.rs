//! The waker set in one thread: when it allocates, which slots it reuses, and panics.
#![cfg(not(any(loom, shuttle)))]
#![forbid(unsafe_code)]

mod panics;

use allocation_counter::measure;
use spmc_waker::__private::set::{GrowingSet, Registration};
use spmc_waker_tests::{
    facade::FIRST_SEGMENT,
    raw::{Handle, Set, Task, set},
};
use std::{array, mem, task::Context};

type Waits = Handle<true, true, true>;

/// How often a segment allocates, where a block has one.
const SEGMENT: u64 = 2;

/// How often a block of two segments allocates.
const TWO_SEGMENTS: u64 = 4;

fn allocations(act: impl FnOnce()) -> u64 {
    measure(act).count_total
}

/// Expects that all slots of the first segment are free: holding that many slots allocates nothing.
fn assert_first_segment_is_free(set: &Set<true, true>) {
    assert_eq!(
        allocations(|| mem::forget(array::from_fn::<_, FIRST_SEGMENT, _>(|_| set.hold(0, 0)))),
        0
    );
}

#[test]
fn a_ready_wait_allocates_nothing() {
    let (_lone, set) = set();
    let mut handle = Waits::new(&set);
    let task = Task::new();
    let ready = || {
        assert!(handle.wait().poll(&task.waker(), || true).is_ready());
        assert!(handle.poll(&task.waker(), || true).is_ready());
        set.wake(usize::MAX);
        set.wake_one(0);
    };
    assert_eq!(allocations(ready), 0);
}

#[test]
fn the_first_pending_wait_allocates_a_segment_and_later_ones_nothing() {
    let (_lone, set) = set();
    let mut handle = Waits::new(&set);
    let task = Task::new();
    let mut pending = || assert!(handle.poll(&task.waker(), || false).is_pending());
    assert_eq!(allocations(&mut pending), SEGMENT);
    let again = || {
        set.wake(usize::MAX);
        pending();
    };
    assert_eq!(allocations(again), 0);
}

#[test]
fn all_slots_of_a_segment_are_used_before_another_is_made() {
    let set = GrowingSet::<false, true, 3, 2>::new();
    let later = usize::BITS as usize;
    let mut held = Vec::with_capacity(FIRST_SEGMENT + later + 1);
    for number in 0..=FIRST_SEGMENT + later {
        let expected = match number {
            0 | FIRST_SEGMENT => SEGMENT,
            number if number == FIRST_SEGMENT + later => TWO_SEGMENTS,
            _ => 0,
        };
        let count = allocations(|| held.push(set.hold(1, number)));
        assert_eq!(count, expected, "slot {number}");
    }
    // All slots were released, so this allocates no segment.
    held.clear();
    let all = || held.extend((0..=FIRST_SEGMENT + later).map(|number| set.hold(1, number)));
    assert_eq!(allocations(all), 0);
}

/// So many slots that each list has several blocks, and that its segments share bits of the root.
#[test]
fn every_slot_of_many_segments_is_woken_by_the_mask_of_its_list_alone() {
    many_segments::<62>();
    many_segments::<30>();
    many_segments::<1>();
}

fn many_segments<const MANY: usize>() {
    const SLOTS: usize = FIRST_SEGMENT + 40 * usize::BITS as usize;
    let set = GrowingSet::<true, true, 1, MANY>::new();
    let lists = [0, MANY - 1];
    let tasks: Vec<_> = (0..SLOTS).map(|_| Task::new()).collect();
    let register = |list| {
        for (number, task) in tasks.iter().enumerate() {
            let mut registration = Registration::<_, true>::new(set.hold(list, number));
            let waker = task.waker();
            let poll = registration.poll(&mut Context::from_waker(&waker), || false);
            assert!(poll.is_pending());
            registration.keep();
        }
    };
    let woken = || tasks.iter().map(|task| task.wakes()).sum::<usize>();
    let mut expected = 0;
    for list in lists {
        register(list);
        let others = !GrowingSet::<true, true, 1, MANY>::many_bits(list);
        set.wake(others);
        assert_eq!(woken(), expected, "the mask of other lists");
        // One at a time. Each has its turn.
        for _ in 0..SLOTS / 2 {
            set.wake_one(list);
            expected += 1;
            assert_eq!(woken(), expected);
        }
        set.wake(!others);
        expected += SLOTS - SLOTS / 2;
        assert_eq!(woken(), expected);
        set.wake_one(list);
        set.wake(usize::MAX);
        assert_eq!(woken(), expected, "nothing is registered any more");
    }
}

/// Waiters that register again immediately do not take each other's turns: neither those of a full segment, nor
/// those of a segment that shares its bit of the root with others.
#[test]
fn waiters_that_come_back_leave_the_others_their_turns() {
    each_has_its_turn::<62>();
    each_has_its_turn::<1>();
}

fn each_has_its_turn<const MANY: usize>() {
    const SLOTS: usize = FIRST_SEGMENT + 3 * usize::BITS as usize;
    let set = GrowingSet::<true, true, 1, MANY>::new();
    let tasks: Vec<_> = (0..SLOTS).map(|_| Task::new()).collect();
    let mut waits: Vec<_> = (0..SLOTS)
        .map(|number| Registration::<_, true>::new(set.hold(0, number)))
        .collect();
    let mut poll = |number: usize| {
        let waker = tasks[number].waker();
        let poll = waits[number].poll(&mut Context::from_waker(&waker), || false);
        assert!(poll.is_pending());
    };
    (0..SLOTS).for_each(&mut poll);
    for round in 1..=2 {
        for _ in 0..SLOTS {
            set.wake_one(0);
            let woken = tasks.iter().position(|task| task.is_notified());
            let woken = woken.expect("a waiter is woken");
            tasks[woken].discard();
            poll(woken);
        }
        assert!(tasks.iter().all(|task| task.wakes() == round));
    }
}

#[test]
fn a_handle_gives_its_slot_back() {
    let (_lone, set) = set();
    let task = Task::new();
    for _ in 0..2 {
        let mut handle = Waits::new(&set);
        assert!(handle.poll(&task.waker(), || false).is_pending());
        assert!(handle.wait().poll(&task.waker(), || false).is_pending());
        drop(handle);
        assert_eq!(task.owners(), 1);
    }
    assert_first_segment_is_free(&set);
}

/// The slot is free before the future is dropped.
#[test]
fn a_wait_that_is_ready_gives_its_slot_back() {
    let (_lone, set) = set();
    let task = Task::new();
    let handle = Waits::new(&set);
    let mut waits: [_; FIRST_SEGMENT] = array::from_fn(|_| handle.wait());
    for wait in &mut waits {
        assert!(wait.poll(&task.waker(), || false).is_pending());
    }
    for wait in &mut waits {
        assert!(wait.poll(&task.waker(), || true).is_ready());
    }
    assert_eq!(task.owners(), 2, "only the own slot keeps a waker");
    let again = || {
        for mut wait in array::from_fn::<_, FIRST_SEGMENT, _>(|_| handle.wait()) {
            assert!(wait.poll(&task.waker(), || false).is_pending());
            assert!(wait.poll(&task.waker(), || true).is_ready());
        }
    };
    assert_eq!(allocations(again), 0);
    drop(waits);
    drop(handle);
    assert_first_segment_is_free(&set);
}

/// A task that has been woken may be finished, although its future is not polled or dropped.
#[test]
fn a_wake_of_a_taken_slot_takes_its_waker_along() {
    let (_lone, set) = set();
    let [own, taken] = [(); 2].map(|()| Task::new());
    let handle = Waits::new(&set);
    let mut waits = [&own, &taken].map(|task| {
        let mut wait = handle.wait();
        assert!(wait.poll(&task.waker(), || false).is_pending());
        wait
    });
    set.wake(usize::MAX);
    assert_eq!((own.owners(), taken.owners()), (2, 1));
    for (wait, task) in waits.iter_mut().zip([&own, &taken]) {
        assert!(wait.poll(&task.waker(), || false).is_pending());
    }
    // Another waker, in place of the registered one.
    let other = Task::new();
    assert!(waits[1].poll(&other.waker(), || false).is_pending());
    set.wake(usize::MAX);
    assert_eq!((other.wakes(), taken.wakes()), (1, 1));
    drop(waits);
    assert_eq!((taken.owners(), other.owners()), (1, 1));
}
