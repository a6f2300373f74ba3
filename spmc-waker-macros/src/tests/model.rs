//! The numbers of waits, the waits that a method wakes, and the type that stores the wakers.

use crate::{
    errors::Errors,
    lower::lower,
    model::{Model, Wakers},
    names::Names,
    parse::{Item, Options},
};

/// Calls `look` with the model of an impl.
fn with_model<R>(args: &str, item: &str, look: impl FnOnce(&Model<'_>) -> R) -> R {
    let (args, item) = (args.parse().unwrap(), item.parse().unwrap());
    let (names, mut errors) = (Names::of(&args, &item), Errors::default());
    let options = Options::parse(args, &mut errors);
    let item = Item::parse(item, &mut errors).ok().unwrap();
    assert!(errors.into_compile_errors().is_empty());
    look(&lower(&options, &item, &names).unwrap())
}

/// Returns for each method what it wakes on each of its handles.
fn woken(args: &str, item: &str) -> Vec<Vec<(u64, u64)>> {
    with_model(args, item, |model| {
        let methods = model.methods.iter().map(|method| {
            let by = method.on.iter().map(|by| model.wakes(method, *by));
            by.map(|woken| (woken.all, woken.one)).collect()
        });
        methods.collect()
    })
}

fn wakers(args: &str, item: &str) -> String {
    with_model(args, item, |model| match model.wakers() {
        Wakers::Array(waits) => format!("[{waits}]"),
        Wakers::Fixed { lone, many, each } => format!("fixed {lone} {many} {}", each.len()),
        Wakers::Growing { lone, many } => format!("growing {lone} {many}"),
    })
}

const BOUNDED: &str = "impl Bounded {
    #[wait(send, by = Sender, wakes = Receiver)] fn try_send(&self) -> bool { true }
    #[wait(reserve, by = Sender, wakes = [recv, one(send)])] fn try_reserve(&self) -> bool { true }
    #[wait(recv, by = Receiver, wakes = [one(send), one(reserve)])] fn try_recv(&self) -> bool { true }
    #[wait(closed, by = [Sender, Receiver], wakes = closed)] fn try_closed(&self) -> bool { true }
    #[notify(by = Receiver, wakes = one(reserve))] fn skip(&self) {}
    #[notify(by = [Receiver, Sender])] fn change(&self) {}
    #[on_drop(Sender, Receiver)] fn close(&self) {}
    #[query] fn len(&self) -> usize { 0 }
}";

#[test]
fn waits_of_lone_waiters_are_numbered_first() {
    let args = "waiters = Sender, waiter = Receiver";
    let names = with_model(args, BOUNDED, |model| {
        let waits = model.waits.iter().map(|wait| {
            let handle = &model.handles[wait.handle];
            format!("{} {}.{}", wait.id.number(), handle.ident, wait.name)
        });
        waits.collect::<Vec<_>>()
    });
    assert_eq!(
        names,
        [
            "0 Receiver.recv",
            "1 Receiver.closed",
            "2 Sender.send",
            "3 Sender.reserve",
            "4 Sender.closed"
        ]
    );
}

#[test]
fn a_ready_wait_of_a_lone_waiter_wakes_all_named_waits_except_itself() {
    assert_eq!(
        woken("waiters = Sender, waiter = Receiver", BOUNDED),
        [
            vec![(0b00011, 0)],
            vec![(0b00001, 0b00100)],
            vec![(0, 0b01100)],
            // For `waiters`, the runtime has ended this wait, and other tasks may be pending in it.
            vec![(0b10010, 0), (0b10000, 0)],
            vec![(0, 0b01000)],
            vec![(0b11111, 0), (0b11111, 0)],
            // A handle that is dropped does not wait.
            vec![(0b00011, 0), (0b11100, 0)],
            vec![(0, 0), (0, 0)],
        ]
    );
}

#[test]
fn a_change_wakes_what_it_names() {
    let item = |wakes: &str| {
        format!(
            "impl Flag {{
                #[notify{wakes}] fn change(&self) {{}}
                #[wait(a, by = A, wakes = none)] fn try_a(&self) -> bool {{ true }}
                #[wait(b, by = A, wakes = none)] fn try_b(&self) -> bool {{ true }}
                #[wait(a, by = B, wakes = all)] fn try_a_too(&self) -> bool {{ true }}
            }}"
        )
    };
    for (wakes, waits) in [
        ("", 0b111),
        ("(wakes = all)", 0b111),
        ("(wakes = none)", 0),
        ("(wakes = A)", 0b011),
        ("(wakes = a)", 0b101),
        ("(wakes = [b, B])", 0b110),
    ] {
        let woken = woken("notifier = N, waiter = A, waiter = B", &item(wakes));
        assert_eq!(woken[0], [(waits, 0)], "{wakes}");
        assert_eq!(woken[3], [(0b011, 0)]);
    }
}

#[test]
fn wakers_are_a_set_if_one_wake_concerns_two_waits() {
    let uart = |wakes: &str| {
        format!(
            "impl Uart {{
                #[notify(wakes = Rx)] fn received(&self) {{}}
                #[notify(wakes = {wakes})] fn transmitted(&self) {{}}
                #[wait(read, by = Rx, wakes = none)] fn try_read(&self) -> bool {{ true }}
                #[wait(write, by = Tx, wakes = none)] fn try_write(&self) -> bool {{ true }}
                #[wait(idle, by = Tx, wakes = none)] fn try_idle(&self) -> bool {{ true }}
            }}"
        )
    };
    let [lone, fields] = ["waiter = Tx", "waiter = Tx { bytes: Vec<u8> }"]
        .map(|tx| format!("notifier = Interrupt, waiter = Rx, {tx}"));
    assert_eq!(wakers(&lone, &uart("write")), "[3]");
    assert_eq!(wakers(&fields, &uart("write")), "[3]");
    assert_eq!(wakers(&lone, &uart("Tx")), "fixed 3 0 0");
    // Fields of `Rx` wake both waits of `Tx`.
    let fields = "notifier = Interrupt, waiter = Rx { bytes: Vec<u8> }, waiter = Tx";
    assert_eq!(wakers(fields, &uart("write")), "fixed 3 0 0");
}

#[test]
fn many_waiters_are_stored_in_a_set() {
    for (args, expected) in [
        ("waiters = Sender, waiter = Receiver", "growing 2 3"),
        (
            "waiters = Sender[2], waiter = Receiver, storage = borrowed",
            "fixed 2 3 1",
        ),
        (
            "waiters = Sender[2], waiters = Receiver[N + 1], storage = borrowed",
            "fixed 0 5 2",
        ),
    ] {
        assert_eq!(wakers(args, BOUNDED), expected);
    }
}
