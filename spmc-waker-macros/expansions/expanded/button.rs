use spmc_waker::Waitable;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::AcqRel, Ordering::Relaxed};

/// A button whose interrupt is enabled only while a task waits.
pub struct Button {
    presses: AtomicU32,
    enabled: AtomicBool,
}

/// The board's button.
pub static BUTTON: Waitable<Button> = Waitable::new(Button {
    presses: AtomicU32::new(0),
    enabled: AtomicBool::new(false),
});

impl Button {
    /// Counts a press.
    pub fn pressed(&self) {
        self.presses.fetch_add(1, AcqRel);
    }

    /// Takes the number of presses since the last time, if there were any.
    pub fn try_press(&self) -> Option<u32> {
        Some(self.presses.swap(0, AcqRel)).filter(|presses| *presses > 0)
    }

    /// Whether the interrupt is enabled.
    pub fn is_enabled(&self) -> bool {
        self.enabled.load(Relaxed)
    }

    fn enable(&self) {
        self.enabled.store(true, Relaxed);
    }

    fn disable(&self) {
        self.enabled.store(false, Relaxed);
    }
}
use ::spmc_waker::__private as __button;

#[automatically_derived]
impl __button::Condition for Button {
    type Wakers = [__button::SpmcWaker<true, true>; 1];
    const NAMES: &'static [&'static __button::str] = &["Presses::press"];
}

#[automatically_derived]
impl __button::Waits<0> for Button {
    #[inline]
    fn disarm_waits(condition: &Self) {
        Self::disable(condition);
    }
}

#[automatically_derived]
impl __button::Disarm<0> for Button {
    #[inline]
    fn disarm_wait(condition: &Self) {
        Self::disable(condition);
    }
}

#[allow(dead_code)]
impl<'a> Interrupt<'a> {
    /// Makes a notifier of this condition. There may be any number.
    #[inline]
    pub const fn new(waitable: &'a __button::Waitable<Button>) -> Self {
        Interrupt {
            inner: __button::Notifier::new(waitable),
        }
    }
}

#[allow(dead_code)]
impl<'a> Presses<'a> {
    /// Claims the condition's `Presses`: returns `None` while there is one.
    ///
    /// This takes one atomic read-modify-write, and a wait needs none for it.
    #[inline]
    pub fn claim(waitable: &'a __button::Waitable<Button>) -> __button::Option<Self> {
        __button::Option::map(
            __button::Waiter::claim(waitable),
            |claimed| Presses { inner: claimed },
        )
    }
}

/// Changes a `Button`, and wakes the task that waits for it.
pub struct Interrupt<'a> {
    inner: __button::Notifier<&'a __button::Waitable<Button>>,
}

#[automatically_derived]
impl<'a> __button::Debug for Interrupt<'a> {
    fn fmt(&self, f: &mut __button::Formatter<'_>) -> __button::fmt::Result {
        __button::debug(f, "Interrupt")
    }
}

#[automatically_derived]
impl<'a> __button::Clone for Interrupt<'a> {
    fn clone(&self) -> Self {
        Self {
            inner: __button::Clone::clone(&self.inner),
        }
    }
}

#[allow(dead_code)]
impl<'a> Interrupt<'a> {
    /// Counts a press.
    #[inline]
    pub fn pressed(&self) {
        let change = __button::Notifier::change::<__button::Wakes<0b1>>(&self.inner);
        <Button>::pressed(&change)
    }

    /// Whether the interrupt is enabled.
    #[inline]
    pub fn is_enabled(&self) -> bool {
        <Button>::is_enabled(__button::Notifier::condition(&self.inner))
    }
}

/// Waits for a `Button`. There is one, and it cannot be cloned.
pub struct Presses<'a> {
    inner: __button::Waiter<&'a __button::Waitable<Button>, 0>,
}

#[automatically_derived]
impl<'a> __button::Debug for Presses<'a> {
    fn fmt(&self, f: &mut __button::Formatter<'_>) -> __button::fmt::Result {
        __button::Waiter::debug(&self.inner, f)
    }
}

#[allow(dead_code)]
impl<'a> Presses<'a> {
    /// Takes the number of presses since the last time, if there were any.
    #[inline]
    pub fn try_press(&mut self) -> Option<u32> {
        <Button>::try_press(__button::Waiter::condition(&self.inner))
    }

    /// Waits until [`try_press`](Self::try_press) is ready, and returns its value.
    ///
    /// # Cancel safety
    ///
    /// The future can be dropped at any time: [`try_press`](Self::try_press) takes something only
    /// when it is ready. The drop disarms the wait.
    #[inline]
    pub fn press(&mut self) -> PressesPress<'_> {
        PressesPress {
            inner: __button::Waiter::wait(&mut self.inner),
            ended: false,
        }
    }

    /// Polls [`try_press`](Self::try_press). If it is not ready, the task is woken when another
    /// poll is worthwhile. Of the polls of this wait by this method, only the last one's task is
    /// woken.
    ///
    /// # Cancel safety
    ///
    /// If it is not polled again, the task stays registered, and the wait armed: call
    /// [`unregister`](Self::unregister).
    #[inline]
    pub fn poll_press(&mut self, cx: &mut __button::Context<'_>) -> __button::Poll<u32> {
        __button::Waiter::poll_armed::<
            0,
            __button::Wakes<0b0>,
            __button::Armed<'_, _, 0>,
            _,
        >(
            &mut self.inner,
            cx,
            |condition, is_registered| {
                if is_registered {
                    <Button>::enable(condition);
                }
                <Button>::try_press(condition)
            },
        )
    }

    /// Whether the interrupt is enabled.
    #[inline]
    pub fn is_enabled(&self) -> bool {
        <Button>::is_enabled(__button::Waiter::condition(&self.inner))
    }

    /// Ends all waits of this handle: removes the registrations that dropped waits have left, disarms
    /// them, and drops the wakers that are kept for the next ones. Returns whether a task was
    /// registered.
    pub fn unregister(&mut self) -> __button::bool {
        __button::Waiter::unregister(&mut self.inner)
    }
}

/// The future of [`Presses::press`].
#[must_use = "futures do nothing unless they are awaited or polled"]
pub struct PressesPress<'a> {
    inner: __button::Wait<
        'a,
        Button,
        0,
        __button::Wakes<0b0>,
        __button::Armed<'a, Button, 0>,
    >,
    ended: __button::bool,
}

#[automatically_derived]
impl __button::Future for PressesPress<'_> {
    type Output = u32;
    #[inline]
    fn poll(
        self: __button::Pin<&mut Self>,
        cx: &mut __button::Context<'_>,
    ) -> __button::Poll<Self::Output> {
        let this = __button::Pin::get_mut(self);
        let result = __button::Wait::poll_armed(
            &mut this.inner,
            cx,
            |condition, is_registered| {
                if is_registered {
                    <Button>::enable(condition);
                }
                <Button>::try_press(condition)
            },
        );
        this.ended = __button::Poll::is_ready(&result);
        result
    }
}

#[automatically_derived]
impl __button::Debug for PressesPress<'_> {
    fn fmt(&self, f: &mut __button::Formatter<'_>) -> __button::fmt::Result {
        __button::Wait::debug(&self.inner, f, "PressesPress")
    }
}

#[automatically_derived]
impl __button::FusedFuture for PressesPress<'_> {
    fn is_terminated(&self) -> __button::bool {
        self.ended
    }
}
