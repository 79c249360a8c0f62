//! The words that stand for enums in `state.db`. A word that has shipped is never given another meaning.

use crate::checkup::{Answer, Verdict};
use crate::devices::{DeviceKind, DeviceStatus, LastUsed, Messenger};
use crate::recovery::{Place, Sim, Situation};

macro_rules! stored_as {
    ($type:ident { $($variant:ident = $code:literal),+ $(,)? }) => {
        impl $type {
            /// The word in the database.
            pub(crate) fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
        }

        impl rusqlite::types::FromSql for $type {
            fn column_result(
                value: rusqlite::types::ValueRef<'_>,
            ) -> rusqlite::types::FromSqlResult<Self> {
                match value.as_str()? {
                    $($code => Ok(Self::$variant),)+
                    _ => Err(rusqlite::types::FromSqlError::InvalidType),
                }
            }
        }
    };
}

stored_as!(Messenger {
    WhatsApp = "whatsapp",
    WhatsAppBusiness = "whatsapp_business",
    Telegram = "telegram",
    Signal = "signal",
});

stored_as!(DeviceKind { Phone = "phone", Computer = "computer", Tablet = "tablet" });

stored_as!(DeviceStatus {
    InUse = "in_use",
    Unused = "unused",
    Lost = "lost",
    Stolen = "stolen",
    Sold = "sold",
});

stored_as!(LastUsed {
    Today = "today",
    ThisMonth = "this_month",
    Earlier = "earlier",
    NotKnown = "not_known",
});

stored_as!(Answer {
    Yes = "yes",
    No = "no",
    DoesNotApply = "does_not_apply",
    NotSure = "not_sure",
});

stored_as!(Verdict {
    Ok = "ok",
    Due = "due",
    AtRisk = "at_risk",
    Unknown = "unknown",
    NotApplicable = "not_applicable",
});

stored_as!(Situation {
    LoggedOut = "logged_out",
    GhostLink = "ghost_link",
    CodeGiven = "code_given",
    LostPhone = "lost_phone",
    LostDevice = "lost_device",
    MoneySent = "money_sent",
    Extortion = "extortion",
});

stored_as!(Sim { Held = "held", Gone = "gone", NotSaid = "not_said" });

stored_as!(Place { MexicoCity = "mexico_city", Elsewhere = "elsewhere", NotSaid = "not_said" });
