//! What runs although something before it panics.

/// Runs a closure when it is dropped. Of several in one scope, the last runs first.
pub struct Defer<F: FnMut()>(F);

impl<F: FnMut()> Defer<F> {
    /// Runs this closure when the result is dropped.
    #[inline]
    #[must_use = "it runs at once if it is not bound"]
    pub const fn new(run: F) -> Self {
        Self(run)
    }
}

impl<F: FnMut()> Drop for Defer<F> {
    #[inline]
    fn drop(&mut self) {
        (self.0)();
    }
}

/// Runs a closure for each item, although it panics for one before.
#[inline]
pub(crate) fn for_each<I: Iterator>(items: I, each: impl FnMut(I::Item)) {
    Rest { items, each }.run();
}

/// The items that are left. Its drop goes on with them: there are none, unless a panic came between.
struct Rest<I: Iterator, F: FnMut(I::Item)> {
    items: I,
    each: F,
}

impl<I: Iterator, F: FnMut(I::Item)> Rest<I, F> {
    #[inline]
    fn run(&mut self) {
        // By `next`: `Iterator::for_each` may leave an iterator in the middle of an item that panics.
        for item in self.items.by_ref() {
            (self.each)(item);
        }
    }
}

impl<I: Iterator, F: FnMut(I::Item)> Drop for Rest<I, F> {
    #[inline]
    fn drop(&mut self) {
        self.run();
    }
}
