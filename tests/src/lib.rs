//! Fixtures and helpers that the suites share.
