//! The features of the runtime crate. They enable those of this crate.

#[derive(Clone, Copy)]
pub(crate) struct Features {
    pub(crate) alloc: bool,
    pub(crate) std: bool,
    pub(crate) stream: bool,
    pub(crate) sink: bool,
    pub(crate) tracing: bool,
}

impl Features {
    pub(crate) const ENABLED: Self = Self {
        alloc: cfg!(feature = "alloc"),
        std: cfg!(feature = "std"),
        stream: cfg!(feature = "stream"),
        sink: cfg!(feature = "sink"),
        tracing: cfg!(feature = "tracing"),
    };

    /// All features that add something to the API of handles. `tracing` adds nothing there.
    #[cfg(test)]
    pub(crate) const ALL: Self = Self {
        alloc: true,
        std: true,
        stream: true,
        sink: true,
        tracing: false,
    };
}
