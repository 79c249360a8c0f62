//! The fixed words of the report, from `core/content/report.toml`.

use crate::Language;
use crate::content::{self, fill};
use crate::shipped::packed;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Both {
    es: Words,
    en: Words,
}

/// The words in one language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    /// BCP 47 tag of the language.
    pub(super) tag: String,
    /// January to December, short.
    pub(super) months: [String; 12],
    /// January to December.
    pub(super) months_long: [String; 12],
    /// Monday to Sunday, short.
    pub(super) weekdays: [String; 7],
    pub(super) long_date: String,
    pub(super) short_date: String,
    pub(super) title: TitleWords,
    pub(super) identity: IdentityWords,
    pub(super) events: EventsWords,
    pub(super) money: MoneyWords,
    pub(super) pointers: PointersWords,
    pub(super) steps: StepsWords,
    pub(super) annexes: AnnexesWords,
    pub(super) clocks: ClocksWords,
    pub(super) proof: ProofWords,
    pub(super) footer: FooterWords,
    /// Names of signs that are written by their number, by that number in capital hexadecimal digits.
    pub(super) signs: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TitleWords {
    pub(super) takeover: String,
    pub(super) ghost_link: String,
    pub(super) lost_phone: String,
    pub(super) money_sent: String,
    pub(super) extortion: String,
    pub(super) other: String,
    pub(super) any_messenger: String,
    pub(super) not_official: String,
    pub(super) made_on: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IdentityWords {
    pub(super) narrator: String,
    pub(super) case_one: String,
    pub(super) case_many: String,
    pub(super) telephone: String,
    pub(super) identification: String,
    pub(super) account: String,
    pub(super) imei: String,
    pub(super) report: String,
    pub(super) complaint: String,
    pub(super) pending: String,
    pub(super) folio: String,
    pub(super) no_folio: String,
    pub(super) carpeta: String,
    pub(super) no_carpeta: String,
    pub(super) agent: String,
    pub(super) amount: String,
    pub(super) transfers_one: String,
    pub(super) transfers_many: String,
    pub(super) by_contacts_one: String,
    pub(super) by_contacts_many: String,
    pub(super) deceived_one: String,
    pub(super) deceived_many: String,
    pub(super) deceived_paid: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EventsWords {
    pub(super) heading: String,
    pub(super) none: String,
    pub(super) number: String,
    pub(super) when: String,
    pub(super) what: String,
    pub(super) numbering: String,
    pub(super) at: String,
    pub(super) at_one: String,
    pub(super) about: String,
    pub(super) hour: String,
    pub(super) day_only: String,
    pub(super) from_to: String,
    pub(super) time_unknown: String,
    pub(super) noted_on: String,
    pub(super) noted_by: String,
    pub(super) opened: String,
    pub(super) opened_takeover: String,
    pub(super) opened_ghost_link: String,
    pub(super) opened_lost_phone: String,
    pub(super) opened_money_sent: String,
    pub(super) opened_extortion: String,
    pub(super) opened_other: String,
    pub(super) contact_call: String,
    pub(super) contact_sms: String,
    pub(super) contact_messenger: String,
    pub(super) contact_message: String,
    pub(super) contact_email: String,
    pub(super) contact_in_person: String,
    pub(super) contact_other: String,
    pub(super) contact_from: String,
    pub(super) said: String,
    pub(super) link: String,
    pub(super) code_shared: String,
    pub(super) account_lost: String,
    pub(super) suspicious_device: String,
    pub(super) last_active: String,
    pub(super) defrauded: String,
    pub(super) defrauded_asked: String,
    pub(super) defrauded_paid: String,
    pub(super) threat: String,
    pub(super) threat_claimed: String,
    pub(super) threat_demanded: String,
    pub(super) threat_pay_to: String,
    pub(super) witness: String,
    pub(super) witness_contact: String,
    pub(super) account_recovered: String,
    pub(super) transfer_me: String,
    pub(super) transfer_contact: String,
    pub(super) step: String,
    pub(super) filed: String,
    pub(super) filed_folio: String,
    pub(super) complained: String,
    pub(super) complained_carpeta: String,
    pub(super) complained_agent: String,
    pub(super) chat_import: String,
    pub(super) message_cited: String,
    pub(super) message_system: String,
    pub(super) message_place: String,
    pub(super) amends: String,
    pub(super) retracts: String,
    pub(super) amends_nothing: String,
    pub(super) retracts_nothing: String,
    pub(super) it_said: String,
    pub(super) it_is_withheld: String,
    pub(super) amended_by: String,
    pub(super) amended_by_withheld: String,
    pub(super) retracted: String,
    pub(super) retracted_by: String,
    pub(super) annex_one: String,
    pub(super) annex_many: String,
    pub(super) and: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MoneyWords {
    pub(super) heading: String,
    pub(super) number: String,
    pub(super) when: String,
    pub(super) amount: String,
    pub(super) payer: String,
    pub(super) receiver: String,
    pub(super) tracking: String,
    pub(super) card: String,
    pub(super) me: String,
    pub(super) contact: String,
    pub(super) folio: String,
    pub(super) bank_by_clabe: String,
    pub(super) bank_by_clabe_note: String,
    pub(super) retracted: String,
    pub(super) corrected: String,
    pub(super) total: String,
    pub(super) total_me: String,
    pub(super) total_contact: String,
    pub(super) retracted_left_out: String,
    pub(super) superseded_left_out: String,
    pub(super) correction_withheld: String,
    pub(super) corrections: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PointersWords {
    pub(super) heading: String,
    pub(super) value: String,
    pub(super) where_found: String,
    pub(super) clabe: String,
    pub(super) link: String,
    pub(super) note_one: String,
    pub(super) note_many: String,
    pub(super) corrected: String,
    pub(super) retracted: String,
    pub(super) defanged: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StepsWords {
    pub(super) heading: String,
    pub(super) when: String,
    pub(super) what: String,
    pub(super) recovered: String,
    pub(super) filed: String,
    pub(super) complained: String,
    pub(super) note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AnnexesWords {
    pub(super) heading: String,
    pub(super) letter: String,
    pub(super) file: String,
    pub(super) added: String,
    pub(super) size: String,
    pub(super) bytes: String,
    pub(super) hash: String,
    pub(super) note_one: String,
    pub(super) note_many: String,
    pub(super) pictures: String,
    pub(super) figure: String,
    pub(super) figure_alt: String,
    pub(super) unreadable: String,
    pub(super) no_preview: String,
    pub(super) too_large: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClocksWords {
    pub(super) heading: String,
    pub(super) noted_between: String,
    pub(super) noted_once: String,
    pub(super) noted_together: String,
    pub(super) automatic_all: String,
    pub(super) automatic_not: String,
    pub(super) restarts_none: String,
    pub(super) restarts: String,
    pub(super) restarts_unknown: String,
    pub(super) moved_none: String,
    pub(super) moved_none_else: String,
    pub(super) moved_across: String,
    pub(super) moved_unknown: String,
    pub(super) moved_forward: String,
    pub(super) moved_back: String,
    pub(super) note_one: String,
    pub(super) note_many: String,
    pub(super) own_one: String,
    pub(super) own_many: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProofWords {
    pub(super) heading: String,
    pub(super) code_one: String,
    pub(super) code_many: String,
    pub(super) how: String,
    pub(super) how_alone: String,
    pub(super) earlier: String,
    pub(super) tools: String,
    pub(super) checkpoint: String,
    pub(super) qr_alt: String,
    pub(super) qr_too_long: String,
    pub(super) proves_heading: String,
    pub(super) proves: String,
    pub(super) limits: String,
    pub(super) signs_heading: String,
    pub(super) signs: String,
    pub(super) signature_narrator: String,
    pub(super) signature_receiver: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FooterWords {
    pub(super) log: String,
    pub(super) handed_one: String,
    pub(super) handed_many: String,
    pub(super) withheld_none: String,
    pub(super) withheld_one: String,
    pub(super) withheld_many: String,
    pub(super) page: String,
}

impl Words {
    /// The words in `language`.
    pub(super) fn of(language: Language) -> Self {
        let both: Both = content::file(packed!("report.toml"));
        match language {
            Language::Spanish => both.es,
            Language::English => both.en,
        }
    }
}

/// `one` for a single thing, else `many` with `{n}` filled.
pub(super) fn counted(count: u64, one: &str, many: &str) -> String {
    if count == 1 { one.to_owned() } else { fill(many, &[("n", &count.to_string())]) }
}

/// Sequence numbers in words: `one` or `many` with `{list}` filled by "3, 5".
pub(super) fn listed(numbers: &[u64], one: &str, many: &str) -> String {
    let list = numbers.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
    fill(if numbers.len() == 1 { one } else { many }, &[("list", &list)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_read_and_name_the_same_signs() {
        let (spanish, english) = (Words::of(Language::Spanish), Words::of(Language::English));
        assert!(spanish.signs.keys().eq(english.signs.keys()));
        assert_ne!(spanish.events.heading, english.events.heading);
    }
}
