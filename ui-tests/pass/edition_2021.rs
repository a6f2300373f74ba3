//! The same programs in edition 2021, and a program with words that are not reserved there.

#[path = "main.rs"]
pub mod programs;
pub mod words_of_later_editions;
