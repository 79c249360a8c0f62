//! Plain values as input for the content types.
//!
//! serde_json hands over an object name by name, so that every content type would be compiled with a reader of names,
//! a tenth of the native library. Here a table is put into the order of the type's fields first, for all types in one
//! place, and each type takes its fields in a row.

use serde::de::value::{MapDeserializer, SeqDeserializer, StringDeserializer};
use serde::de::{DeserializeSeed, Deserializer, Error as _, IntoDeserializer, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::{Error, Value};

/// A value of a content file.
pub(super) struct Plain(pub(super) Value);

impl<'de> IntoDeserializer<'de, Error> for Plain {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Plain {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Bool(value) => visitor.visit_bool(value),
            Value::Number(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(value), _, _) => visitor.visit_u64(value),
                (_, Some(value), _) => visitor.visit_i64(value),
                (_, _, value) => visitor.visit_f64(value.unwrap_or_default()),
            },
            Value::String(text) => visitor.visit_string(text),
            Value::Array(_) => self.deserialize_seq(visitor),
            Value::Object(_) => self.deserialize_map(visitor),
            Value::Null => visitor.visit_unit(),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        // TOML has no null: what is there is some.
        visitor.visit_some(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(items) => {
                visitor.visit_seq(SeqDeserializer::new(items.into_iter().map(Self)))
            }
            other => Err(not_a("list", &other)),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Object(table) => visitor.visit_map(MapDeserializer::new(
                table.into_iter().map(|(key, value)| (key, Self(value))),
            )),
            other => Err(not_a("table", &other)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let Value::Object(mut table) = self.0 else {
            return Err(not_a("table", &self.0));
        };
        let values: Vec<_> = fields.iter().map(|field| table.remove(*field)).collect();
        match table.keys().next() {
            Some(unknown) => Err(Error::unknown_field(unknown, fields)),
            None => visitor.visit_seq(Fields(values.into_iter())),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.0 {
            Value::String(word) => {
                let word: StringDeserializer<Error> = word.into_deserializer();
                word.deserialize_enum(name, variants, visitor)
            }
            other => Err(not_a("word", &other)),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        tuple_struct identifier ignored_any
    }
}

/// The values of a struct in the order of its fields. One that is missing ends the row, which is an error unless the
/// field has a default.
struct Fields(std::vec::IntoIter<Option<Value>>);

impl<'de> SeqAccess<'de> for Fields {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        let value = self.0.next().flatten();
        value.map(|value| seed.deserialize(Plain(value))).transpose()
    }
}

/// What was found is no list, table or word, whichever is wanted.
fn not_a(wanted: &str, found: &Value) -> Error {
    let kind = match found {
        Value::Null => "nothing",
        Value::Bool(_) => "yes or no",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a table",
    };
    Error::custom(format_args!("{kind} where a {wanted} is wanted"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;
    use serde_json::json;
    use std::collections::BTreeMap;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        words: Vec<String>,
        #[serde(default)]
        days: Option<i64>,
        level: Level,
        #[serde(default)]
        shown: bool,
        counts: BTreeMap<String, u32>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Level {
        VeryHigh,
    }

    fn read(value: Value) -> Result<Sample, String> {
        Sample::deserialize(Plain(value)).map_err(|error| error.to_string())
    }

    #[test]
    fn a_table_is_read_whatever_its_order_and_what_may_be_missing_is_its_default() {
        let value =
            json!({"shown": true, "level": "very_high", "counts": {"a": 1}, "words": ["uno"]});
        let expected = Sample {
            words: vec!["uno".to_owned()],
            days: None,
            level: Level::VeryHigh,
            shown: true,
            counts: BTreeMap::from([("a".to_owned(), 1)]),
        };
        assert_eq!(read(value), Ok(expected));
    }

    #[test]
    fn what_is_missing_unknown_or_of_another_kind_is_refused() {
        let whole = json!({"level": "very_high", "counts": {}, "words": []});
        assert!(read(whole.clone()).is_ok());
        for (key, value) in [
            ("words", json!("one")),
            ("words", json!({})),
            ("words", json!(null)),
            ("level", json!("low")),
            ("level", json!(["very_high"])),
            ("counts", json!([])),
            ("counts", json!({"a": -1})),
            ("days", json!("1")),
            ("more", json!(1)),
        ] {
            let mut changed = whole.clone();
            changed[key] = value;
            assert!(read(changed.clone()).is_err(), "{changed}");
        }
        for key in ["words", "level", "counts"] {
            let mut less = whole.clone();
            less.as_object_mut().expect("it is a table").remove(key);
            assert!(read(less).is_err(), "without {key}");
        }
    }
}
