//! Cells that detect unordered use.

use crate::facade::UnsafeCell;

/// A value that many threads use and one of them ends. A use that is not ordered before the end is a data
/// race, which loom and the sanitizers report.
#[derive(Debug)]
pub struct Watched {
    over: UnsafeCell<bool>,
}

// SAFETY: users only read the cell. The thread that ends it writes, after all uses. (A bug in the code under
// test can break this order. The cell exists to detect that.)
unsafe impl Sync for Watched {}

impl Watched {
    /// Creates a value that has not ended.
    #[allow(
        clippy::missing_const_for_fn,
        reason = "no constant can hold loom's cell"
    )]
    pub fn new() -> Self {
        Self {
            over: UnsafeCell::new(false),
        }
    }

    /// Uses the value.
    ///
    /// # Panics
    ///
    /// Panics if the value has ended.
    pub fn touch(&self) {
        // SAFETY: the only write, in `end`, comes after all uses.
        let over = self.over.with(|over| unsafe { *over });
        assert!(!over, "the value is used after its end");
    }

    /// Ends the value.
    ///
    /// # Panics
    ///
    /// Panics if the value has ended already.
    pub fn end(&self) {
        self.touch();
        // SAFETY: all uses are over, and no other thread ends the value.
        self.over.with_mut(|over| unsafe { *over = true });
    }
}

impl Default for Watched {
    fn default() -> Self {
        Self::new()
    }
}

/// A value that one thread uses at a time. Two uses that are not ordered are a data race, which loom and the
/// sanitizers report.
#[derive(Debug)]
pub struct Exclusive {
    uses: UnsafeCell<usize>,
}

// SAFETY: a thread that uses the cell has exclusive access. (A bug in the code under test can break this.
// The cell exists to detect that.)
unsafe impl Sync for Exclusive {}

impl Exclusive {
    /// Creates a value that nobody has used yet.
    #[allow(
        clippy::missing_const_for_fn,
        reason = "no constant can hold loom's cell"
    )]
    pub fn new() -> Self {
        Self {
            uses: UnsafeCell::new(0),
        }
    }

    /// Uses the value. Returns how often it has been used.
    pub fn use_alone(&self) -> usize {
        self.uses.with_mut(|uses| {
            // SAFETY: no other thread uses the cell now.
            unsafe { *uses += 1 };
            // SAFETY: as above.
            unsafe { *uses }
        })
    }
}

impl Default for Exclusive {
    fn default() -> Self {
        Self::new()
    }
}
