//! How generated methods reach the condition of their handle.

/// Defines the functions that a handle of any kind has.
macro_rules! access_to_condition {
    () => {
        /// Where the condition is.
        #[inline]
        pub const fn storage(this: &Self) -> &S {
            &this.storage
        }

        /// The condition, for a query.
        #[inline]
        pub fn condition(this: &Self) -> &S::Condition {
            S::waitable(&this.storage).condition()
        }

        /// The condition for a change, or for a check after which others are woken.
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
