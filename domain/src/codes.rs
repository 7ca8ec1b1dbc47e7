//! Enums whose values have one stable, public word: the same in the database, in addresses, in
//! JSON and as the key of a translation. A derive would give the word and the variant two chances
//! to drift apart, a macro writes both from one line.

/// A word that is not one of the codes of the expected set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown {expected}: {found}")]
pub struct UnknownCode {
    /// Which set was expected, e.g. `Role`.
    pub expected: &'static str,
    /// The word that was given.
    pub found: String,
}

/// Declares a `Copy` enum with `ALL`, `CODES`, `code`/`as_str`, `from_code`, `Display`,
/// `FromStr`, serde by code and comparison with a `&str`.
macro_rules! coded_enum {
    ($(#[$meta:meta])* $vis:vis enum $name:ident {
        $( $(#[$vmeta:meta])* $variant:ident = $code:literal, )+
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name { $( $(#[$vmeta])* $variant, )+ }

        impl $name {
            /// Every value, in the order it is shown to people.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )+ ];
            /// Every code, in the same order.
            pub const CODES: &'static [&'static str] = &[ $( $code, )+ ];

            /// The stable word for this value.
            pub const fn code(self) -> &'static str {
                match self { $( Self::$variant => $code, )+ }
            }

            /// The same as [`Self::code`].
            pub const fn as_str(self) -> &'static str {
                self.code()
            }

            /// The value with exactly this code.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $( $code => Some(Self::$variant), )+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::codes::UnknownCode;
            fn from_str(s: &str) -> Result<Self, Self::Err> {
                Self::from_code(s).ok_or_else(|| $crate::codes::UnknownCode {
                    expected: stringify!($name),
                    found: s.chars().take(80).collect(),
                })
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.code() == *other
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(self.code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let code = <String as serde::Deserialize>::deserialize(d)?;
                code.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}
