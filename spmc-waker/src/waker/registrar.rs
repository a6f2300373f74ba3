//! The registering side as a unique value: its holder can register without `unsafe`.

use super::{ClaimWaker, Readiness, SpmcWaker, side::RegisteringSide};
use crate::defer::Defer;
#[cfg(all(feature = "alloc", target_has_atomic = "ptr"))]
use crate::sync::Arc;
use core::{
    fmt,
    task::{Context, Poll, Waker},
};

/// The registering side of a [`SpmcWaker`]: its holder may register.
///
/// There is only one at a time. [`SpmcWaker::split`] borrows the waker exclusively for it;
/// [`ClaimWaker::claim`] returns it if it is free. It cannot be cloned, and its methods take `&mut self`, so
/// registrations cannot overlap.
///
/// Dropping it [clears](Self::clear) the waker: nothing stays registered, and no task is kept alive. Then
/// it releases its claim, if it has one. Forgetting it leaks the registered waker, until [`ClaimWaker::reset`]
/// or the drop of the waker.
///
/// It is `Send`, `Sync`, `Unpin` and `UnwindSafe` in all modes, so a future that holds it can move to
/// another thread.
///
/// # Example
///
/// ```
/// use spmc_waker::SpmcWaker;
/// use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
/// use std::thread;
///
/// let done = AtomicBool::new(false);
/// let mut waker: SpmcWaker = SpmcWaker::new();
/// let (mut registrar, waker) = waker.split();
///
/// thread::scope(|scope| {
///     scope.spawn(|| {
///         done.store(true, SeqCst);
///         waker.wake();
///     });
///     futures::executor::block_on(registrar.wait_until(|| done.load(SeqCst)));
/// });
/// ```
///
/// There is no second one:
///
/// ```compile_fail,E0499
/// let mut waker: spmc_waker::SpmcWaker = spmc_waker::SpmcWaker::new();
/// let (first, _) = waker.split();
/// let (second, _) = waker.split();
/// drop(first);
/// ```
///
/// ```compile_fail,E0599
/// let mut waker: spmc_waker::SpmcWaker = spmc_waker::SpmcWaker::new();
/// let (first, _) = waker.split();
/// let second = first.clone();
/// ```
pub struct Registrar<'a, const SYNC: bool = false, const CACHED: bool = true> {
    owner: Owner<'a, SYNC, CACHED>,
}

/// The waker of a registrar, and the claim that the registrar must release.
enum Owner<'a, const SYNC: bool, const CACHED: bool> {
    Split(&'a SpmcWaker<SYNC, CACHED>),
    Claim(&'a ClaimWaker<SYNC, CACHED>),
    #[cfg(all(feature = "alloc", target_has_atomic = "ptr"))]
    SharedClaim(Arc<ClaimWaker<SYNC, CACHED>>),
}

impl<const SYNC: bool, const CACHED: bool> SpmcWaker<SYNC, CACHED> {
    /// Splits the waker into the registering side and the waking side.
    ///
    /// ```
    /// use spmc_waker::SpmcWaker;
    /// use std::task::Waker;
    ///
    /// let mut waker: SpmcWaker = SpmcWaker::new();
    /// let (mut registrar, waker) = waker.split();
    /// registrar.register(Waker::noop());
    /// assert!(waker.has_waker_registered());
    /// drop(registrar);
    /// assert!(!waker.has_waker_registered());
    /// ```
    pub const fn split(&mut self) -> (Registrar<'_, SYNC, CACHED>, &Self) {
        let waker = &*self;
        // SAFETY: `self` is mutably borrowed for as long as the registrar lives, so there is no other registrar. All
        // earlier uses of the waker happen before this borrow.
        let registrar = unsafe { Registrar::new(Owner::Split(waker)) };
        (registrar, waker)
    }
}

impl<const SYNC: bool, const CACHED: bool> ClaimWaker<SYNC, CACHED> {
    /// Claims the registering side. Returns `None` while another registrar exists.
    ///
    /// The drop of the last registrar happens before the next claim.
    pub fn claim(&self) -> Option<Registrar<'_, SYNC, CACHED>> {
        // SAFETY: the claim succeeded, and only the drop of the registrar releases it. The drop of the last registrar
        // happens before this claim. (`reset` has exclusive access, so no registrar is left that could be used.)
        self.try_claim()
            .then(|| unsafe { Registrar::new(Owner::Claim(self)) })
    }

    /// Claims the registering side, like [`claim`](Self::claim). The registrar keeps the `Arc`, so it borrows
    /// nothing.
    ///
    /// ```
    /// use spmc_waker::ClaimWaker;
    /// use std::sync::Arc;
    ///
    /// let waker: Arc<ClaimWaker> = Arc::default();
    /// let registrar = waker.claim_arc().expect("it is free");
    /// assert!(waker.claim_arc().is_none());
    /// // It may move to places where a borrow could not.
    /// std::thread::spawn(move || drop(registrar)).join().unwrap();
    /// assert!(waker.claim_arc().is_some());
    /// ```
    #[cfg(all(feature = "alloc", target_has_atomic = "ptr"))]
    pub fn claim_arc(self: &Arc<Self>) -> Option<Registrar<'static, SYNC, CACHED>> {
        // SAFETY: as in `claim`.
        self.try_claim()
            .then(|| unsafe { Registrar::new(Owner::SharedClaim(Arc::clone(self))) })
    }
}

impl<'a, const SYNC: bool, const CACHED: bool> Registrar<'a, SYNC, CACHED> {
    /// Takes the registering side of a waker.
    ///
    /// # Safety
    ///
    /// Until the result is dropped, there must be no other registrar of this waker. Everything that the last one did
    /// must happen before this call. A claim that `owner` releases must have been made for this registrar. (A caller
    /// of the waker's unsafe methods promises that they do not overlap with a registrar's.)
    const unsafe fn new(owner: Owner<'a, SYNC, CACHED>) -> Self {
        Self { owner }
    }

    /// Returns the waker that this registers with: the waking side.
    #[inline]
    #[allow(
        clippy::missing_const_for_fn,
        reason = "no constant function can look into an `Arc`"
    )]
    pub fn waker(&self) -> &SpmcWaker<SYNC, CACHED> {
        match &self.owner {
            Owner::Split(waker) => waker,
            Owner::Claim(claimed) => claimed.waker(),
            #[cfg(all(feature = "alloc", target_has_atomic = "ptr"))]
            Owner::SharedClaim(claimed) => claimed.waker(),
        }
    }

    /// Registers a waker. It replaces the registered one, if any.
    ///
    /// The next wake or take consumes the registration. The condition must be checked again after this
    /// call: a wake that came before it woke nobody.
    ///
    /// Returns `true`, like [`SpmcWaker::register`].
    ///
    /// # Panics
    ///
    /// Panics of the waker's clone or drop are passed on. After a panic in clone, nothing has changed. After a
    /// panic in drop, the new waker is registered.
    #[inline]
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn register(&mut self, waker: &Waker) -> bool {
        self.side().register(waker);
        true
    }

    /// Removes the registration. Returns whether there was one that no wake had consumed.
    ///
    /// A cached waker stays cached; [`clear`](Self::clear) drops that, too.
    ///
    /// # Panics
    ///
    /// Panics of the waker's drop are passed on. Nothing is registered then.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn unregister(&mut self) -> bool {
        self.side().unregister()
    }

    /// Removes the registration, and drops the cached waker. If a wake uses that waker at this moment, that wake
    /// drops it: see [`SpmcWaker::clear`].
    ///
    /// # Panics
    ///
    /// The same as for [`unregister`](Self::unregister).
    #[inline]
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn clear(&mut self) {
        self.side().clear();
    }

    /// Checks a condition and, if it does not hold, registers the task's waker and checks again.
    ///
    /// Returns ready as soon as a check is ready. The check may run twice, so it must consume only when it
    /// reports ready. [`SpmcWaker::poll_wait_until`] says which registrations stay.
    ///
    /// # Panics
    ///
    /// Panics like [`register`](Self::register) and [`unregister`](Self::unregister), and if the check panics.
    #[inline]
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn poll_wait_until<R: Readiness>(
        &mut self,
        cx: &mut Context<'_>,
        check: impl FnMut() -> R,
    ) -> Poll<R::Output> {
        self.side().poll_wait_until(cx, check)
    }

    /// Returns the token that the registering side's algorithm needs.
    #[inline]
    pub(super) fn side(&mut self) -> RegisteringSide<'_, SYNC, CACHED> {
        // SAFETY: this is the only registrar, as `new`'s caller promises, and it is mutably borrowed for as long as the
        // result is used. So calls cannot overlap: a waker's clone or drop, or a check, cannot access it during a call.
        unsafe { RegisteringSide::new(self.waker()) }
    }
}

impl<const SYNC: bool, const CACHED: bool> Drop for Registrar<'_, SYNC, CACHED> {
    fn drop(&mut self) {
        let claim: Option<&ClaimWaker<SYNC, CACHED>> = match &self.owner {
            Owner::Split(_) => None,
            Owner::Claim(claimed) => Some(claimed),
            #[cfg(all(feature = "alloc", target_has_atomic = "ptr"))]
            Owner::SharedClaim(claimed) => Some(claimed),
        };
        // This runs after `clear`, even if the waker's drop panics.
        let _give_up = Defer::new(|| {
            if let Some(claim) = claim {
                // SAFETY: the claim was made for this registrar (see `new`), which is not used any more.
                unsafe { claim.give_up() };
            }
        });
        // SAFETY: as in `side`: this is the only registrar, and because of `&mut self` no other call overlaps.
        unsafe { RegisteringSide::new(self.waker()) }.clear();
    }
}

impl<const SYNC: bool, const CACHED: bool> fmt::Debug for Registrar<'_, SYNC, CACHED> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Registrar")
            .field("waker", self.waker())
            .finish()
    }
}

// In all modes, whatever the owner is.
const _: () = {
    const fn has_all<T: Send + Sync + Unpin + core::panic::UnwindSafe>() {}
    has_all::<Registrar<'_>>();
    has_all::<Registrar<'_, true, false>>();
};
