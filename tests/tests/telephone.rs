//! What any text says as a telephone number.

use candado_core::telephone::{TelephoneReading, read};
use proptest::prelude::*;

proptest! {
    #[test]
    fn whatever_is_typed_is_read_and_a_number_has_one_form(text in "\\PC{0,60}|[+0-9() .y/-]{0,40}") {
        match read(&text) {
            TelephoneReading::International { number } => {
                let digits = number.strip_prefix('+').expect("it begins with a plus sign");
                prop_assert!((7..=15).contains(&digits.len()));
                prop_assert!(digits.bytes().all(|byte| byte.is_ascii_digit()));
                prop_assert!(text.contains('+') || text.contains("00"));
                prop_assert_eq!(read(&number), TelephoneReading::International { number });
            }
            TelephoneReading::National { mexican } => {
                prop_assert!(!text.contains('+'), "a country code was given and passed over");
                prop_assert_eq!(read(&mexican), TelephoneReading::International { number: mexican });
            }
            TelephoneReading::Several { numbers } => prop_assert!(numbers.len() > 1),
            TelephoneReading::Unclear { digits } => prop_assert!(digits > 0),
            TelephoneReading::Empty | TelephoneReading::NotANumber => {}
        }
    }

    #[test]
    fn spacing_does_not_change_a_number(digits in "[2-9][0-9]{9}", at in 1_usize..9, sign in "[ .-]") {
        let (left, right) = digits.split_at(at);
        prop_assert_eq!(read(&format!("{left}{sign}{right}")), read(&digits));
        prop_assert_eq!(read(&format!(" ({left}){sign}{right}\u{200e}")), read(&digits));
        let mexican = format!("+52{digits}");
        prop_assert_eq!(read(&digits), TelephoneReading::National { mexican });
    }
}
