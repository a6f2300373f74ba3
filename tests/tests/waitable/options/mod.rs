//! The two forms, and the options of the attribute.

mod attributes;
mod full;
mod names;
mod short;
