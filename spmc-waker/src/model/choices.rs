//! The decisions of one execution, which lead to the next one.

use alloc::vec::Vec;

/// A path through a tree of decisions. The next execution repeats it, but for its last decision.
#[derive(Clone, Debug, Default)]
pub(super) struct Choices {
    /// What was chosen, and out of how many.
    path: Vec<(usize, usize)>,
    /// How many decisions this execution has made.
    made: usize,
}

impl Choices {
    /// Chooses a number below `of`: as in the path, or 0 beyond its end.
    pub(super) fn choose(&mut self, of: usize) -> usize {
        if self.made == self.path.len() {
            self.path.push((0, of));
        }
        let (chosen, among) = self.path[self.made];
        assert_eq!(
            among, of,
            "the model does not do the same each time: it must use no time, no random numbers and no other threads"
        );
        self.made += 1;
        chosen
    }

    /// The same path, from its beginning.
    pub(super) const fn again(mut self) -> Self {
        self.made = 0;
        self
    }

    /// The next path, unless this was the last one.
    pub(super) fn next(mut self) -> Option<Self> {
        while let Some((chosen, of)) = self.path.pop() {
            if chosen + 1 < of {
                self.path.push((chosen + 1, of));
                return Some(self.again());
            }
        }
        None
    }
}
