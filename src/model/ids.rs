//! Names that travel through the whole path, each in a type of its own so that they cannot be mixed up.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A short text of a closed vocabulary or of the operator's own configuration; cheap to clone.
macro_rules! word {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
        #[serde(from = "String", into = "String")]
        #[schemars(with = "String")]
        pub struct $name(Arc<str>);

        impl $name {
            /// The word as written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl From<$name> for String {
            fn from(word: $name) -> Self {
                word.0.as_ref().to_owned()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }
    };
}

word! {
    /// A configured place, as the operator named it.
    SourceName
}
word! {
    /// The controller that a source is held for. Tags of two realms never meet.
    Realm
}
word! {
    /// A data class: a fideslang key such as `user.contact.email`.
    DataClass
}
word! {
    /// A detector's id: country or `intl`, then the document's usual short name (`de.idnr`). Never reused.
    DetectorId
}
word! {
    /// A policy's id: the file name of its pack.
    PolicyId
}
word! {
    /// A category's id within its policy.
    CategoryId
}

impl DataClass {
    /// Whether `pattern` covers this class: the class itself, one of its parents, or `*`.
    pub fn is_within(&self, pattern: &str) -> bool {
        let pattern = pattern.strip_suffix(".*").unwrap_or(pattern);
        pattern == "*" || self.as_str().strip_prefix(pattern).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }
}

/// An object's stable identity: a keyed hash of its source and its exact address, so that it tells nobody anything.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ObjectId(pub [u8; 16]);

impl fmt::Display for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::DataClass;

    #[test]
    fn a_class_is_within_itself_its_parents_and_everything() {
        let class = DataClass::from("user.contact.email");
        for (pattern, expected) in [
            ("user.contact.email", true),
            ("user.contact", true),
            ("user.contact.*", true),
            ("*", true),
            ("user.con", false),
            ("user.contact.email.work", false),
        ] {
            assert_eq!(class.is_within(pattern), expected, "{pattern}");
        }
    }
}
