//! The decisions of one execution, which lead to the next one.

use alloc::vec::Vec;

/// A path through a tree of decisions. The next execution repeats it, except for its last decision.
#[derive(Clone, Debug, Default)]
pub(super) struct Choices {
    /// Each decision: what was chosen, and the number of possibilities.
    path: Vec<(usize, usize)>,
    /// The number of decisions that this execution has made.
    made: usize,
}

impl Choices {
    /// Chooses a number below `of`: the path's next decision or, beyond its end, 0.
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
