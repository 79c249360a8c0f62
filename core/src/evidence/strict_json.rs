//! JSON with one reading only: no number but whole ones of up to 53 bits, no key twice in one object.
//!
//! Readers differ in what they make of anything else, and three verifiers must agree.

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;

/// The largest whole number that every JSON reader keeps exactly (I-JSON, RFC 7493).
const LARGEST: i64 = 9_007_199_254_740_991;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Null,
    Bool(bool),
    Integer(i64),
    Text(String),
    List(Vec<Value>),
    Object(BTreeMap<String, Value>),
}

impl Value {
    /// Reads `bytes`, which must hold one value and nothing else; `None` when they do not.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    /// The value under a key of an object; a key that is not there counts as null.
    pub(super) fn key(&self, key: &str) -> &Self {
        match self {
            Self::Object(members) => members.get(key).unwrap_or(&Self::Null),
            _ => &Self::Null,
        }
    }

    pub(super) fn integer(&self) -> Option<i64> {
        if let Self::Integer(value) = self { Some(*value) } else { None }
    }

    pub(super) fn text(&self) -> Option<&str> {
        if let Self::Text(value) = self { Some(value) } else { None }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value without fractions")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        if (-LARGEST..=LARGEST).contains(&value) {
            Ok(Value::Integer(value))
        } else {
            Err(E::custom("number beyond 53 bits"))
        }
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        i64::try_from(value)
            .map_err(|_| E::custom("number beyond 53 bits"))
            .and_then(|value| self.visit_i64(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = BTreeMap::new();
        while let Some((key, value)) = members.next_entry()? {
            if object.insert(key, value).is_some() {
                return Err(A::Error::custom("key given twice"));
            }
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_readers_would_disagree_on_is_refused() {
        for text in [
            "1.0",
            "1e3",
            "-0",
            "9007199254740992",
            "{\"a\":1,\"a\":2}",
            "[{\"a\":{\"b\":1,\"b\":1}}]",
            "\"\\ud800\"",
            "NaN",
            "1 2",
            "\u{feff}1",
            "",
        ] {
            assert_eq!(Value::read(text.as_bytes()), None, "{text}");
        }
        assert_eq!(Value::read(b"\"\xff\""), None);
    }

    #[test]
    fn values_are_found_by_key() {
        let value = Value::read(br#" {"a": {"b": [true, -7, "c"]}, "d": null} "#).expect("JSON");
        let list = [Value::Bool(true), Value::Integer(-7), Value::Text("c".into())];
        assert_eq!(value.key("a").key("b"), &Value::List(list.into()));
        assert_eq!(value.key("d"), value.key("nothing"));
    }

    #[test]
    fn nesting_has_an_end() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(Value::read(nested(127).as_bytes()).is_some());
        assert!(Value::read(nested(128).as_bytes()).is_none());
    }
}
