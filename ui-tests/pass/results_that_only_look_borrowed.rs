//! Results that borrow from something other than the condition, or from nothing.

#![deny(warnings)]
#![allow(clippy::type_complexity)]

use spmc_waker::waitable;
use std::{borrow::Cow, sync::Mutex};

type Hook = for<'a> fn(&'a str) -> &'a str;

pub struct Log<'s> {
    lines: Mutex<Vec<&'s str>>,
}

#[waitable]
impl<'s> Log<'s> {
    #[notify]
    pub fn push(&self, line: &'s str) -> Cow<'s, str> {
        self.lines.lock().unwrap().push(line);
        Cow::Borrowed(line)
    }

    #[notify]
    pub fn hook(&self) -> (Hook, fn(&str) -> &str, Box<dyn Fn(&str) -> &str>) {
        (|line| line, |line| line, Box::new(|line| line))
    }

    #[notify]
    pub fn echo<'a>(&self, line: &'a str) -> &'a str {
        line
    }

    #[wait(next, wakes = none)]
    pub fn try_next(&self) -> Option<&'s str> {
        self.lines.lock().unwrap().pop()
    }

    #[wait(name, wakes = none)]
    pub fn try_name(&self) -> Option<&'static str> {
        Some("log")
    }

    #[allow(clippy::needless_lifetimes)]
    #[wait(found, wakes = none)]
    pub fn try_find<'a, 'b>(&self, line: &'a str, seen: &'b mut Vec<&'a str>) -> Option<&'a str> {
        seen.push(line);
        seen.first().copied()
    }
}

#[test]
fn compiles_and_works() {
    let lines = Mutex::new(Vec::new());
    let (notifier, mut waiter) = Log { lines }.into_pair();
    assert_eq!(notifier.push("a"), "a");
    assert_eq!(notifier.echo("b"), "b");
    assert_eq!((notifier.hook().0)("c"), "c");
    assert_eq!(waiter.try_next(), Some("a"));
    assert_eq!(waiter.try_name(), Some("log"));
    assert_eq!(waiter.try_find("d", &mut vec![]), Some("d"));
    drop(waiter.found("d", &mut vec![]));
}
