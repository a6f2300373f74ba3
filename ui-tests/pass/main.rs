//! Programs that must compile without a warning and work. Each is a module with a test.

#![cfg(not(loom))]
// Some lints of the workspace are off here. Each program turns on its own lints.
#![allow(
    missing_docs,
    unreachable_pub,
    unused_qualifications,
    clippy::missing_const_for_fn,
    clippy::semicolon_if_nothing_returned,
    clippy::use_self
)]
// This lint applies only to a whole crate.
#![deny(future_incompatible)]

pub mod arms_without_fields;
pub mod attributes_of_handles;
pub mod attributes_of_methods;
pub mod blocking_streams_and_sinks;
pub mod conditions_of_one_name;
pub mod const_methods;
pub mod constants_in_types;
pub mod deprecated;
pub mod docs_by_macros;
pub mod documentation;
pub mod generics;
pub mod handles_behind_cfg;
pub mod in_macro_rules;
pub mod inside_a_function;
pub mod lifetimes_of_bounds;
pub mod lints_allowed_and_expected;
pub mod lints_of_copied_parts;
pub mod lints_of_parts;
pub mod local_types_with_prelude_names;
pub mod macro_fragments_of_items;
pub mod macro_fragments_of_parts;
pub mod macro_hygiene;
pub mod methods_behind_cfg;
pub mod named_lifetimes_of_self;
pub mod names_of_orderings_that_are_none;
pub mod names_that_are_keywords_without_prefix;
pub mod names_that_are_old_words;
pub mod names_the_macro_might_use;
pub mod never_returns;
pub mod no_unsafe_no_prelude;
pub mod orderings;
pub mod parameters_of_impls;
pub mod paths_that_begin_with_self;
pub mod queries_that_only_look;
pub mod raw_identifiers;
pub mod receivers_written_out;
pub mod results_by_aliases;
pub mod results_that_borrow;
pub mod results_that_only_look_borrowed;
pub mod second_waiter_is_none;
pub mod self_in_macros_and_patterns;
pub mod statics_consts_and_macros_in_scope;
pub mod trailing_commas_and_parentheses;
pub mod traits_with_methods_of_these_names;
pub mod tuple_and_unit_structs;
pub mod types_of_conditions;
pub mod under_strict_lints;
pub mod visibilities;
pub mod visibilities_beyond_the_crate;
pub mod what_clippy_would_miscount;
pub mod where_clauses_of_methods;
