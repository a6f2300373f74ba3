//! What the runtime crate offers: its features, which enable those of this crate.

#[derive(Clone, Copy)]
pub(crate) struct Features {
    pub(crate) alloc: bool,
    pub(crate) std: bool,
    pub(crate) stream: bool,
    pub(crate) sink: bool,
}

impl Features {
    pub(crate) const ENABLED: Self = Self {
        alloc: cfg!(feature = "alloc"),
        std: cfg!(feature = "std"),
        stream: cfg!(feature = "stream"),
        sink: cfg!(feature = "sink"),
    };

    #[cfg(test)]
    pub(crate) const ALL: Self = Self {
        alloc: true,
        std: true,
        stream: true,
        sink: true,
    };
}
