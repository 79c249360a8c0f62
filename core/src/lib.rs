//! Everything Candado knows.
