//! No input makes the macro panic, and the user's item is in every output.
//!
//! The inputs are valid invocations, mutated token by token with a fixed seed.

use crate::{features::Features, parse::is_marker_tokens, tokens::without_attributes};
use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use std::collections::HashMap;

const MUTANTS_OF_EACH: usize = 500;

/// Invocations that expand: the arguments, and the item.
const SEEDS: [[&str; 2]; 13] = [
    [
        "until = |flag| flag.raised.load(SeqCst), sync = true, cached = false",
        "#[derive(Default)] pub struct Flag { raised: AtomicBool }",
    ],
    [
        "until = |slot: &Self| -> Option<T> { slot.0.take() }, notifier = pub Set, waiter = Get",
        "struct Slot<'a, T: Clone = u8, const N: usize = 1>(Cell<&'a T>) where T: Debug;",
    ],
    [
        "notifier = pub(crate) Sender, waiter = Receiver, crate = my::spmc_waker",
        "impl<'a, T, const N: usize> Chan<'a, T, N> where T: 'a {
            const LEN: usize = N;
            /// Sends.
            #[notify] #[must_use] pub fn send<K>(&self, key: K, (a, b): (u8, T)) -> Result<K, Full> { 1 }
            #[wait(recv, await, wakes = read)] pub(crate) fn try_recv(&self) -> Poll<Option<T>> { None }
            #[wait(read, wakes = all)] fn try_read<Q: Clone>(&self, buf: &mut [u8], q: Q) -> Option<usize> { q }
            #[query] #[cfg(x)] fn len(&self) -> usize { self.0 }
            #[on_drop(notifier)] fn close(&self) {}
            a_macro! { #[notify] }
        }",
    ],
    [
        "",
        "impl Flag { #[notify] fn raise(&self) {} #[wait] fn is_raised(&self) -> bool { true } }",
    ],
    [
        "sync = false",
        "impl Work {
            #[notify(when = |left| *left == 0, cold)] fn done(&self) -> usize { self.0.fetch_sub(1, SeqCst) }
            #[notify(guard)] fn list(&self) -> MutexGuard<'_, Vec<u8>> { self.1.lock() }
            #[wait(finished)] fn is_done(&self, by: &str) -> bool { self.0.load(SeqCst) == 0 }
            #[on_drop(waiter)] fn leave(&self) {}
        }",
    ],
    [
        "waiter = Producer { ring: Writer<T>, sent: u32 = 0 }, waiter = pub Consumer { ring: Reader<T> }, storage = borrowed",
        "impl<'waitable, T: Send> Ring<'waitable, T> {
            #[wait(pub push, by = Producer, blocking, sink, future = Push, wakes = Consumer, doc = \"Pushes.\")]
            fn try_push(&self, #[field] ring: &mut Writer<T>, #[once] item: &mut Option<T>) -> Poll<Result<(), T>> { item.take() }
            #[wait(pop, by = Consumer, stream, blocking, wakes = [Producer])]
            fn try_pop(&self, #[field] ring: &mut Reader<T>) -> Poll<Option<T>> { self.0.pop() }
            #[notify(by = [Producer, Consumer])] fn clear(&self, left: &mut Vec<T>) {}
            #[arm(push)] fn enable(&self, ring: &mut Writer<T>, item: &mut Option<T>) {}
            #[arm(pop, by = Consumer)] fn enable_pop(&self) {}
            #[disarm(pop)] fn disable(&self) {}
            #[disarm(push)] fn disable_push(&self) {}
            #[on_drop(Producer, Consumer, wakes = none)] fn leave(&self) {}
        }",
    ],
    [
        "notifier = Sender { id: u64 = 7 }",
        "impl<T> Oneshot<T> {
            #[notify(last, wakes = waiter)] fn send(&self, #[field] id: &mut u64, value: T) {}
            #[wait(recv, await, wakes = none)] fn try_recv(self: &Self) -> Poll<Option<T>> { self.0.take() }
            #[wait(closed, query)] fn is_closed(&self) -> bool { Self::CLOSED }
        }",
    ],
    [
        "storage = owned",
        "impl Page {
            #[notify] fn write(&self, text: &str) {}
            #[wait(read, by = waiter, wakes = none)] fn try_read(&self) -> Option<MutexGuard<'_, String>> { self.text.lock() }
            #[wait(whole, wakes = none)] fn try_whole<'k>(&self, key: &'k str) -> Poll<(&Self, &'k str)> { Poll::Ready(self) }
        }",
    ],
    [
        "until = |event| event.0.swap(false, Relaxed), storage = borrowed",
        "struct Event(AtomicBool);",
    ],
    [
        "until = |event| event.0.load(Relaxed), waiters",
        "struct Event(AtomicBool);",
    ],
    [
        "waiters = pub Sender { sent: u64 = 0 }, waiter = Receiver { left: Vec<T> }",
        "impl<T> Bounded<T> {
            #[wait(send, by = waiters, wakes = Receiver, sink, blocking)]
            fn try_send(&self, #[field] sent: &mut u64, #[once] item: &mut Option<T>) -> Poll<Result<(), T>> { item.take() }
            #[wait(recv, by = waiter, wakes = one(send), stream, within, budget = 8)] fn try_recv(&self) -> Poll<Option<T>> { self.0.pop() }
            #[wait(drained, by = [Sender, Receiver], query, within)] fn is_drained(&self) -> bool { self.0.is_empty() }
            #[query(by = Sender)] fn sent(&self, #[field] sent: &u64) -> u64 { *sent }
            #[query(guard)] fn list(&self) -> RwLockReadGuard<'_, Vec<T>> { self.0.read() }
            #[notify(by = Receiver, wakes = [drained, one(send)])] fn skip(&self) { self.0.pop(); }
            #[on_drop(Receiver)] fn leave(&self, #[field] left: &mut Vec<T>) { left.clear() }
            #[on_drop(Sender)] fn close(&self) {}
        }",
    ],
    [
        "waiters = Permits, notifier = none",
        "impl Semaphore {
            #[notify(by = Permits, wakes = one(take))] fn release(&self) { self.0.fetch_add(1, SeqCst); }
            #[wait(take, wakes = none, await)] fn try_take(&self) -> bool { self.0.take() }
        }",
    ],
    [
        "notifier = Tx, waiters = Rx[2 * N] { seen: u32 = 0 }, waiters = Watcher[4], storage = borrowed",
        "impl<const N: usize> Watch<N> {
            #[notify] fn set(&self, value: u32) { self.0.store(value, SeqCst) }
            #[wait(changed, by = Rx, wakes = none)] fn has_changed(&self, #[field] seen: &mut u32) -> Option<u32> { seen }
            #[wait(closed, by = [Rx, Watcher], wakes = all)] fn try_closed(&self) -> bool { true }
        }",
    ],
];

/// The tokens that mutants are made of, besides those of the seeds.
const SPICE: &str = "until notifier waiter sync cached crate self Self r#type _ 'a '_ = , ; : :: < > -> | || & # ! ? \
    . .. * 1 \"s\" 'c' 1.5 true async unsafe const extern fn impl dyn for where mut struct enum union \
    trait mod notify wait query shared on_drop await default when last guard field cold Relaxed waitable #[notify] #[wait] #[on_drop] [] () {} (u8) \
    #[wait(a, b)] &mut self poll_recv try_ is_ MutexGuard Option Poll Result storage = borrowed arc box within budget = 3 by = notifier \
    stream blocking arm disarm once #[once] #[arm] #[arm(a)] #[disarm] #[wait(c, by = Left)] local #[field] sink wakes none future doc waiters all one one(take) [2] #[query(by = Tx)] #[query(guard)] &u32 #[notify(by = waiter)] \
    unregister push &mut Option<T>";

#[test]
fn mutants_make_no_panic_and_keep_the_item() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for seed in &SEEDS {
        let [args, item] = seed.map(|tokens| tokens.parse::<TokenStream>().unwrap());
        let stock: Vec<TokenTree> = [&args, &item, &SPICE.parse().unwrap()]
            .into_iter()
            .flat_map(|tokens| flatten(tokens.clone()))
            .collect();
        check_output(&args, &item);
        for _ in 0..MUTANTS_OF_EACH {
            let (mut args, mut item) = (args.clone(), item.clone());
            for _ in 0..=random.below(3) {
                let mutated = if random.below(3) == 0 {
                    &mut args
                } else {
                    &mut item
                };
                *mutated = mutate(mutated.clone(), &stock, &mut random);
            }
            check_output(&args, &item);
        }
    }
}

/// Mutants of a seed that is rejected would show nothing.
#[test]
fn seeds_expand() {
    for [args, item] in &SEEDS {
        let output = expand(args.parse().unwrap(), item.parse().unwrap());
        assert!(
            !output.to_string().contains("compile_error"),
            "{item}: {output}"
        );
    }
}

fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    crate::expand(args, item, Features::ALL)
}

/// Expands an invocation, and asserts that the item is in the output.
pub(super) fn check_output(args: &TokenStream, item: &TokenStream) -> TokenStream {
    let shown = || format!("#[waitable({args})]\n{item}");
    let expand = || expand(args.clone(), item.clone());
    let output =
        std::panic::catch_unwind(expand).unwrap_or_else(|_| panic!("panicked:\n{}", shown()));
    // If the input is valid source text, so is the output.
    assert!(
        is_source(&output) || !is_source(args) || !is_source(item),
        "no tokens:\n{}\n{output}",
        shown()
    );
    // Only markers may be removed, and a `where` without predicates.
    let mut left = count(&output);
    let written = count(&without_attributes(item.clone(), &is_marker_tokens));
    for (ident, times) in written.into_iter().filter(|(ident, _)| ident != "where") {
        let left = left.remove(&ident).unwrap_or(0);
        assert!(left >= times, "`{ident}` is lost:\n{}\n{output}", shown());
    }
    output
}

/// Whether these tokens are valid as the text of a file. A lone `'` is not, for example, nor is a lifetime with the
/// name of a keyword.
fn is_source(tokens: &TokenStream) -> bool {
    let text = tokens.to_string();
    !text.contains("'fn") && text.parse::<TokenStream>().is_ok()
}

fn count(tokens: &TokenStream) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for token in flatten(tokens.clone()) {
        if let TokenTree::Ident(ident) = token {
            *counts.entry(ident.to_string()).or_default() += 1;
        }
    }
    counts
}

/// Returns all tokens, those inside of groups included. A group itself is a token, too.
pub(super) fn flatten(tokens: TokenStream) -> Vec<TokenTree> {
    let mut flat = Vec::new();
    for token in tokens {
        if let TokenTree::Group(group) = &token {
            flat.extend(flatten(group.stream()));
        }
        flat.push(token);
    }
    flat
}

/// Deletes, doubles, replaces, inserts or swaps a token, at any depth.
fn mutate(tokens: TokenStream, stock: &[TokenTree], random: &mut Random) -> TokenStream {
    let mut tokens: Vec<TokenTree> = tokens.into_iter().collect();
    if tokens.is_empty() {
        return random.pick(stock).clone().into();
    }
    let at = random.below(tokens.len());
    if let TokenTree::Group(group) = &tokens[at] {
        if random.below(5) > 0 {
            let delimiter = random.delimiter(group.delimiter());
            let inner = mutate(group.stream(), stock, random);
            tokens[at] = Group::new(delimiter, inner).into();
            return tokens.into_iter().collect();
        }
    }
    match random.below(6) {
        0 => drop(tokens.remove(at)),
        1 => tokens.insert(at, tokens[at].clone()),
        2 => tokens[at] = random.pick(stock).clone(),
        3 => tokens.insert(at, random.pick(stock).clone()),
        4 => tokens[at] = random.token(),
        _ => {
            let other = random.below(tokens.len());
            tokens.swap(at, other);
        }
    }
    tokens.into_iter().collect()
}

/// A xorshift generator, so that each run has the same mutants.
struct Random(u64);

impl Random {
    const fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// Returns mostly the same delimiter. `Delimiter::None` is that of `macro_rules!` fragments.
    fn delimiter(&mut self, same: Delimiter) -> Delimiter {
        match self.below(20) {
            0 => Delimiter::None,
            1 => Delimiter::Brace,
            2 => Delimiter::Parenthesis,
            3 => Delimiter::Bracket,
            _ => same,
        }
    }

    /// Returns a token that sources do not have: lone punctuation, an odd identifier.
    fn token(&mut self) -> TokenTree {
        match self.below(4) {
            0 => Ident::new_raw("try", Span::call_site()).into(),
            1 => Punct::new(
                *self.pick(&['#', '\'', '=', '<', '-', '$', '@']),
                Spacing::Joint,
            )
            .into(),
            2 => Group::new(Delimiter::None, TokenStream::new()).into(),
            _ => Literal::byte_string(b"bytes").into(),
        }
    }
}
