//! `#[field]`: the data of one handle.

mod field_drops;
mod fields;
mod fields_everywhere;
mod hooks;
mod queries;
