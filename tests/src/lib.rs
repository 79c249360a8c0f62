//! Fixtures and helpers that the suites share.

pub mod evidence;
