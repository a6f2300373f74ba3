//! What the runtime crate offers: its features, which enable those of this crate.

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

    /// All that add something for users. What `tracing` adds is not for them.
    #[cfg(test)]
    pub(crate) const ALL: Self = Self {
        alloc: true,
        std: true,
        stream: true,
        sink: true,
        tracing: false,
    };
}
