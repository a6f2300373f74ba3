//! How generated methods reach the condition of their handle.

/// Defines the functions that the handles of all kinds have. `S` is their storage.
macro_rules! access_to_condition {
    () => {
        /// Returns the storage of the condition.
        #[inline]
        pub const fn storage(this: &Self) -> &S {
            &this.storage
        }

        /// Returns the condition, for a query.
        #[inline]
        pub fn condition(this: &Self) -> &S::Condition {
            S::waitable(&this.storage).condition()
        }

        /// Begins a change, or a check after which others are woken.
        #[cfg_attr(feature = "tracing", track_caller)]
        #[inline]
        pub fn change<W: $crate::condition::woken::Woken>(
            this: &Self,
        ) -> $crate::condition::change::Change<'_, S::Condition, W> {
            let caller = $crate::condition::trace::Caller::here();
            $crate::condition::change::Change::new(S::waitable(&this.storage), caller)
        }
    };
}
pub(super) use access_to_condition;
