//! Cells that notice who uses them when.

use crate::facade::UnsafeCell;

/// A value that many use, and one ends. Loom and the sanitizers report a use that is not ordered before
/// the end, which is a data race.
#[derive(Debug)]
pub struct Watched {
    over: UnsafeCell<bool>,
}

// SAFETY: users read the cell, and the one who ends it writes. (Unless what orders them is wrong, which
// is the point.)
unsafe impl Sync for Watched {}

impl Watched {
    /// A value that is not over.
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
    /// When it is over.
    pub fn touch(&self) {
        // SAFETY: nobody writes before all users have gone.
        let over = self.over.with(|over| unsafe { *over });
        assert!(!over, "it is used after its end");
    }

    /// Ends the use of the value.
    ///
    /// # Panics
    ///
    /// When it is over already.
    pub fn end(&self) {
        self.touch();
        // SAFETY: all users have gone, and this is the last.
        self.over.with_mut(|over| unsafe { *over = true });
    }
}

impl Default for Watched {
    fn default() -> Self {
        Self::new()
    }
}

/// A value that one uses at a time. Loom and the sanitizers report two uses that are not ordered, which are
/// a data race.
#[derive(Debug)]
pub struct Exclusive {
    uses: UnsafeCell<usize>,
}

// SAFETY: whoever uses the cell has it alone. (Unless what sees to that is wrong, which is the point.)
unsafe impl Sync for Exclusive {}

impl Exclusive {
    /// A value that nobody has used yet.
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
            // SAFETY: nobody else uses the cell just now.
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
