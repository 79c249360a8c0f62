//! Counting tests: reading what `cargo test`, JUnit and Node's test runner print.

/// How many tests passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Count {
    /// Tests that passed.
    pub(crate) passed: u32,
    /// Tests that failed.
    pub(crate) failed: u32,
}

impl Count {
    /// Takes up another count.
    pub(crate) fn add(&mut self, other: Self) {
        self.passed = self.passed.saturating_add(other.passed);
        self.failed = self.failed.saturating_add(other.failed);
    }

    /// What one line of output adds, if it is a line that counts.
    ///
    /// The forms: `test result: ok. 3 passed; 1 failed; …` (cargo), `OK (3 tests)` and
    /// `Tests run: 3,  Failures: 1` (JUnit), `# pass 3` and `# fail 1` (Node, TAP).
    pub(crate) fn in_line(line: &str) -> Option<Self> {
        let line = line.trim();
        if line.starts_with("test result: ") {
            return Some(Self {
                passed: number_before(line, " passed")?,
                failed: number_before(line, " failed")?,
            });
        }
        if let Some(rest) = line.strip_prefix("OK (") {
            return Some(Self { passed: leading_number(rest)?, failed: 0 });
        }
        if let Some(rest) = line.strip_prefix("Tests run: ") {
            let failed = leading_number(line.split_once("Failures: ")?.1)?;
            return Some(Self { passed: leading_number(rest)?.saturating_sub(failed), failed });
        }
        if let Some(rest) = line.strip_prefix("# pass ") {
            return Some(Self { passed: leading_number(rest)?, failed: 0 });
        }
        let rest = line.strip_prefix("# fail ")?;
        Some(Self { passed: 0, failed: leading_number(rest)? })
    }
}

fn leading_number(text: &str) -> Option<u32> {
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

fn number_before(line: &str, word: &str) -> Option<u32> {
    let (before, _) = line.split_once(word)?;
    before.split(' ').next_back()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(passed: u32, failed: u32) -> Option<Count> {
        Some(Count { passed, failed })
    }

    #[test]
    fn the_summaries_of_all_three_runners_are_read() {
        let cargo =
            "test result: FAILED. 41 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(Count::in_line(cargo), count(41, 2));
        assert_eq!(Count::in_line("OK (19 tests)"), count(19, 0));
        assert_eq!(Count::in_line("Tests run: 19,  Failures: 3"), count(16, 3));
        assert_eq!(Count::in_line("# pass 7"), count(7, 0));
        assert_eq!(Count::in_line("# fail 1"), count(0, 1));
    }

    #[test]
    fn other_lines_count_nothing() {
        for line in ["test a ... ok", "OK", "# tests 4", ""] {
            assert_eq!(Count::in_line(line), None, "{line}");
        }
    }
}
