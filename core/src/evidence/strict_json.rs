//! JSON with one reading only: no number but whole ones of up to 53 bits, no key twice in one object.
//!
//! Readers differ in what they make of anything else, and three verifiers must agree. What nobody asks for is checked
//! on the way and not kept, so that a hundred thousand entries are read in one pass without building any.

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

/// The largest whole number that every JSON reader keeps exactly (I-JSON, RFC 7493).
pub(super) const LARGEST_INTEGER: i64 = 9_007_199_254_740_991;

/// Up to so many keys are compared one by one; a hostile object may have a million.
const FEW_KEYS: usize = 16;

/// Reads `bytes`, which must hold one value and nothing else; `None` when they do not.
pub(super) fn read<'de, Value: Deserialize<'de>>(bytes: &'de [u8]) -> Option<Value> {
    // Its letters are checked at once, not text by text.
    serde_json::from_str(std::str::from_utf8(bytes).ok()?).ok()
}

/// A value of any kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Scalar<'de> {
    Null,
    Bool(bool),
    Integer(i64),
    Text(Cow<'de, str>),
    /// A list or an object, checked and not kept.
    Other,
}

impl Scalar<'_> {
    pub(super) fn integer(&self) -> Option<i64> {
        if let Self::Integer(value) = self { Some(*value) } else { None }
    }

    pub(super) fn text(&self) -> Option<&str> {
        if let Self::Text(value) = self { Some(value) } else { None }
    }
}

impl<'de> Deserialize<'de> for Scalar<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalarVisitor)
    }
}

struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value without fractions")
    }

    fn visit_unit<E>(self) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Scalar<'de>, E> {
        if (-LARGEST_INTEGER..=LARGEST_INTEGER).contains(&value) {
            Ok(Scalar::Integer(value))
        } else {
            Err(E::custom("number beyond 53 bits"))
        }
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Scalar<'de>, E> {
        i64::try_from(value)
            .map_err(|_| E::custom("number beyond 53 bits"))
            .and_then(|value| self.visit_i64(value))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Text(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Scalar<'de>, A::Error> {
        while items.next_element::<Scalar<'de>>()?.is_some() {}
        Ok(Scalar::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Scalar<'de>, A::Error> {
        let mut members = Members::new(members);
        while members.next_key()?.is_some() {
            members.value::<Scalar<'de>>()?;
        }
        Ok(Scalar::Other)
    }
}

/// A key, or another text that is looked at and dropped.
struct Key<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Scalar::deserialize(deserializer)? {
            Scalar::Text(text) => Ok(Self(text)),
            _ => Err(D::Error::custom("a key is text")),
        }
    }
}

/// The members of an object, one after the other; a key that comes twice is an error.
pub(super) struct Members<'de, A> {
    rest: A,
    count: usize,
    /// The first keys, in place: most objects have few, and there are many objects.
    few: [&'de str; FEW_KEYS],
    /// The keys that come after those, and the ones that were written with escapes.
    many: BTreeSet<Cow<'de, str>>,
}

impl<'de, A: MapAccess<'de>> Members<'de, A> {
    pub(super) fn new(rest: A) -> Self {
        Self { rest, count: 0, few: [""; FEW_KEYS], many: BTreeSet::new() }
    }

    /// The next key; its value must be taken with [`Members::value`].
    pub(super) fn next_key(&mut self) -> Result<Option<Cow<'de, str>>, A::Error> {
        let Some(Key(key)) = self.rest.next_key()? else { return Ok(None) };
        let known = self.few.iter().take(self.count).any(|earlier| *earlier == key)
            || self.many.contains(&key);
        if known {
            return Err(A::Error::custom("key given twice"));
        }
        match (&key, self.few.get_mut(self.count)) {
            (Cow::Borrowed(key), Some(free)) => {
                *free = key;
                self.count = self.count.saturating_add(1);
            }
            _ => drop(self.many.insert(key.clone())),
        }
        Ok(Some(key))
    }

    pub(super) fn value<Value: Deserialize<'de>>(&mut self) -> Result<Value, A::Error> {
        self.rest.next_value()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(text: &str) -> bool {
        read::<Scalar<'_>>(text.as_bytes()).is_some()
    }

    #[test]
    fn what_readers_would_disagree_on_is_refused() {
        for text in [
            "1.0",
            "1e3",
            "-0",
            "9007199254740992",
            "-9007199254740992",
            "{\"a\":1,\"a\":2}",
            "{\"a\":1,\"\\u0061\":2}",
            "[{\"a\":{\"b\":1,\"b\":1}}]",
            "\"\\ud800\"",
            "NaN",
            "1 2",
            "\u{feff}1",
            "",
        ] {
            assert!(!accepts(text), "{text}");
        }
        assert!(read::<Scalar<'_>>(b"\"\xff\"").is_none());
    }

    #[test]
    fn values_are_read_as_what_they_are() {
        assert_eq!(read(b" null "), Some(Scalar::Null));
        assert_eq!(read(b"true"), Some(Scalar::Bool(true)));
        assert_eq!(read(b"-7"), Some(Scalar::Integer(-7)));
        assert_eq!(read(b"9007199254740991"), Some(Scalar::Integer(LARGEST_INTEGER)));
        assert_eq!(read(br#""a\u0062""#), Some(Scalar::Text("ab".into())));
        assert_eq!(read(br#"{"a": {"b": [true, -7, "c"]}, "d": null}"#), Some(Scalar::Other));
    }

    #[test]
    fn a_key_given_twice_is_found_among_few_and_among_many() {
        let object = |count: usize, again: usize| {
            let keys: String = (0..count).map(|number| format!("\"k{number}\":0,")).collect();
            format!("{{{keys}\"k{again}\":0}}")
        };
        for count in [1, 2, 15, 16, 17, 40] {
            assert!(accepts(&object(count, count)), "{count}");
            for again in [0, count / 2, count - 1] {
                assert!(!accepts(&object(count, again)), "{again} of {count}");
            }
        }
    }

    #[test]
    fn nesting_has_an_end() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(accepts(&nested(127)));
        assert!(!accepts(&nested(128)));
    }
}
