//! The policies that are in the binary, one line a pack; a test compares the list with the folder.

/// File name and text of each pack, in alphabetical order.
pub const POLICIES: &[(&str, &str)] = &[
    ("chatsphere.toml", include_str!("../../config/policies/chatsphere.toml")),
    ("seli.toml", include_str!("../../config/policies/seli.toml")),
    ("staffex.toml", include_str!("../../config/policies/staffex.toml")),
    ("workhirespot.toml", include_str!("../../config/policies/workhirespot.toml")),
    ("workpex.toml", include_str!("../../config/policies/workpex.toml")),
];

#[cfg(test)]
mod tests {
    use super::POLICIES;
    use crate::classify::{check, parse};
    use crate::model::policy::{Keeps, Period, Policy, Starts};

    /// The class keys that the packs may use, parents included.
    fn is_class(key: &str) -> bool {
        const PARENTS: &[&str] = &[
            "user.name",
            "user.contact",
            "user.demographic",
            "user.government_id",
            "user.financial",
            "user.payment",
            "user.device",
            "user.location",
            "user.authorization",
            "user.account.username",
            "user.unique_id",
            "user.job_title",
            "user.workplace",
            "user.education",
            "user.social.profile",
            "user.content",
            "user.behavior",
            "user.telemetry.push_token",
        ];
        PARENTS.iter().any(|parent| key.strip_prefix(parent).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
    }

    fn pack(id: &str) -> Policy {
        let (file, text) = POLICIES.iter().find(|(file, _)| file.strip_suffix(".toml") == Some(id)).unwrap();
        parse(file, text, &is_class).unwrap()
    }

    #[test]
    fn the_list_is_the_folder() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/config/policies");
        let mut files: Vec<String> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        files.sort();
        assert_eq!(files, POLICIES.iter().map(|(file, _)| *file).collect::<Vec<_>>());
    }

    #[test]
    fn every_pack_parses_and_is_whole() {
        for (file, text) in POLICIES {
            let policy = parse(file, text, &is_class).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
            assert!(!policy.category.is_empty() && !policy.purpose.is_empty() && !policy.recipient.is_empty(), "{file}");
            assert!(!policy.transfer.is_empty() && !policy.security.is_empty() && !policy.right.is_empty(), "{file}");
            assert_eq!(check(&policy), Vec::<String>::new(), "{file}");
        }
    }

    /// A pack's lines as `section heading: what`, to be looked for by their parts.
    fn lines(policy: &Policy) -> Vec<String> {
        let mut lines = Vec::new();
        for category in &policy.category {
            let any = if category.catch_all { " catch-all" } else { "" };
            lines.push(format!("category {}: {}{any} {}", category.heading.0, category.id, category.data.join(" ")));
        }
        lines.extend(policy.promise.iter().map(|p| format!("promise {}: {:?} {}", p.heading.0, p.keeps, p.data.join(" "))));
        lines.extend(
            policy
                .age
                .iter()
                .map(|a| format!("age {}: {} {:?} {}", a.heading.0, a.under, a.rule, a.hedge.as_deref().unwrap_or_default())),
        );
        for line in &policy.retention {
            let when = line.when.as_deref().unwrap_or("always");
            let period = serde_json::to_value(&line.period).unwrap();
            let starts = serde_json::to_value(line.starts).unwrap();
            lines.push(format!("retention {}: {when} {period} {starts} {}", line.heading.0, line.data.join(" ")));
        }
        for (section, statements) in policy.statements() {
            lines.extend(statements.iter().map(|s| format!("{section} {}: {}", s.heading.0, s.text)));
        }
        lines
    }

    /// Each row: parts that must all be found in one line of the pack.
    fn must_say(id: &str, rows: &[&[&str]]) {
        let policy = pack(id);
        let lines = lines(&policy);
        for row in rows {
            assert!(lines.iter().any(|line| row.iter().all(|part| line.contains(part))), "{id} does not say {row:?}");
        }
    }

    #[test]
    fn staffex_says_what_its_text_says() {
        must_say(
            "staffex",
            &[
                &["note", "Out of scope", "business and API"],
                &[
                    "category",
                    "Account Information",
                    "user.name",
                    "user.contact",
                    "user.authorization",
                    "credit_card",
                    "user.payment",
                ],
                &["category", "User Content", "user.content"],
                &["category", "Communication Information", "user.name", "user.contact", "user.content"],
                &["category", "Other Information You Provide", "catch-all"],
                &["category", "Log Data", "ip_address", "user_agent", "user.behavior"],
                &["category", "Usage Data", "user_agent", "user.location.imprecise"],
                &["category", "Device Information", "device_id"],
                &["category", "Location Information", "location.imprecise"],
                &["category", "Location Information", "location.precise"],
                &["category", "Cookies", "cookie_id"],
                &["category", "Information we obtain from other sources"],
                &["promise", "2. How we use", "Anonymous"],
                &["recipient", "3. Disclosure", "Administrators of a business account", "mail domain"],
                &["retention", "4. Retention", "always", "\"unspecified\" \"unspecified\""],
                &["retention", "4. Retention", "temporary-chat", "P30D"],
                &["right", "5. Your rights", "Portability"],
                &["transfer", "United States"],
                &["age", "6. Children", "13 Never", "knowingly", "if appropriate"],
                &["age", "6. Children", "18 NeedsParentalConsent"],
                &["category", "8. Additional", "us-geolocation"],
                &["recipient", "8. Additional", "Not sold"],
                &["right", "8. Additional", "retaliation", "verified", "agent", "appealed"],
                &["note", "8. Additional", "Security and Storage"],
                &["security", "7. Security"],
            ],
        );
    }

    #[test]
    fn workpex_says_what_its_text_says() {
        must_say(
            "workpex",
            &[
                &["category", "Account Signup", "user.name", "user.workplace", "username", "password"],
                &["category", "Account Signup", "language"],
                &["category", "Event registrations and other form submissions", "catch-all"],
                &["category", "Payment processing", "user.financial.credit_card", "card_expiry", "user.contact"],
                &["promise", "Payment processing", "LastFour"],
                &["note", "Payment processing", "open", "operator decides"],
                &["category", "Testimonials"],
                &["category", "Interactions", "user.behavior"],
                &["right", "unsubscribe", "cookies", "optional"],
                &["recipient", "Never sold", "need-to-know"],
                &["right", "Right to data portability", "machine-readable"],
                &["retention", "Right to erasure", "\"unspecified\" \"unspecified\"", "*"],
                &["note", "Part II", "owns", "processor"],
                &["category", "mobile", "location.precise"],
                &["category", "Push notifications", "push_token"],
                &["age", "Children's personal information", "16 Never"],
                &["category", "Children's personal information", "ip_address", "cookie_id"],
                &["note", "Compliance with this Privacy Policy", "30 days", "no retention period"],
                &["transfer", "Not stated"],
            ],
        );
        let policy = pack("workpex");
        assert!(policy.retention.iter().all(|line| line.period == Period::Open), "30 days are no period here");
    }

    #[test]
    fn workhirespot_says_what_its_text_says() {
        must_say(
            "workhirespot",
            &[
                &[
                    "category",
                    "How We Gather and Use",
                    "user.name",
                    "user.contact.email",
                    "job_title",
                    "workplace",
                    "education",
                ],
                &["promise", "Aggregated Information", "Anonymous"],
                &["category", "Ways We Acquire", "cookie_id", "ip_address"],
                &["category", "Ways We Acquire", "non-users"],
                &["note", "clients", "controller"],
                &["purpose", "How We Utilize", "in advance", "opt out"],
                &["recipient", "Accessing Your Information", "employers"],
                &["recipient", "Accessing Your Information", "merger"],
                &["right", "Your Rights", "view, correct, delete and limit"],
                &["retention", "Information Protection and Storage", "always", "\"unspecified\" \"unspecified\""],
                &["note", "Information Protection and Storage", "backup"],
                &["right", "For California Residents", "CCPA"],
                &["note", "No age is stated"],
            ],
        );
        assert!(pack("workhirespot").age.is_empty());
    }

    #[test]
    fn chatsphere_says_what_its_text_says() {
        must_say(
            "chatsphere",
            &[
                &["category", "2. Information We Collect", "user.name", "user.contact.email", "phone_number"],
                &["category", "2. Information We Collect", "catch-all", "user.contact"],
                &["category", "Customer Interaction Data", "user.content"],
                &["purpose", "3. How We Use", "usage data"],
                &["note", "3. How We Use", "undisclosed"],
                &["recipient", "4. Sharing", "Not sold", "payment"],
                &["note", "4. Sharing", "undisclosed"],
                &["retention", "6. Data Retention", "\"unspecified\" \"unspecified\""],
                &["note", "7. Your Rights", "does not delete"],
                &["note", "8. Data Controllers", "controller"],
                &["note", "No age and no jurisdiction"],
            ],
        );
        let policy = pack("chatsphere");
        assert!(policy.age.is_empty() && policy.policy.jurisdictions.is_empty());
        assert_eq!(policy.policy.version.as_deref(), Some("2024-07-01"));
    }

    #[test]
    fn seli_says_what_its_text_says() {
        must_say(
            "seli",
            &[
                &["category", "जानकारी हम एकत्र करते हैं", "user.name", "user.contact.email", "user.workplace", "user.payment"],
                &["category", "जानकारी हम एकत्र करते हैं", "catch-all"],
                &["category", "जानकारी हम एकत्र करते हैं", "ip_address", "cookie_id", "user_agent"],
                &["category", "जानकारी हम एकत्र करते हैं", "user.location"],
                &["category", "आपके और आपके ग्राहकों द्वारा प्रदान किया गया डेटा", "user.content"],
                &["purpose", "आपके और आपके ग्राहकों द्वारा", "never global models"],
                &["purpose", "हम आपकी जानकारी का उपयोग कैसे करते हैं", "marketing", "opt out"],
                &["recipient", "डेटा साझाकरण और प्रकटीकरण", "advertisers", "brokers"],
                &["security", "डेटा सुरक्षा", "Encryption", "audits"],
                &["transfer", "अंतर्राष्ट्रीय उपयोगकर्ता और क्षेत्राधिकार-विशिष्ट कानून", "United States"],
                &["note", "Delaware", "PIPL", "KVKK", "Mexico"],
                &["note", "Contradiction", "not sold"],
                &["note", "name is translated"],
                &["note", "No retention period"],
            ],
        );
        let policy = pack("seli");
        assert!(policy.retention.is_empty() && policy.age.is_empty());
        assert_eq!(policy.policy.jurisdictions, ["US-DE", "EU", "CN", "IN", "TR", "MX"]);
        assert_eq!(policy.policy.version.as_deref(), Some("2025-02-15"));
    }

    #[test]
    fn what_a_text_leaves_open_stays_open() {
        for (id, n_stated) in [("staffex", 1), ("workpex", 0), ("workhirespot", 0), ("chatsphere", 0), ("seli", 0)] {
            let policy = pack(id);
            let stated = |line: &&crate::model::policy::Retention| {
                line.period != Period::Open && matches!(line.starts, Starts::Event(_))
            };
            assert_eq!(policy.retention.iter().filter(stated).count(), n_stated, "{id}");
        }
        assert!(pack("workpex").promise.iter().all(|promise| promise.keeps == Keeps::LastFour && promise.hedge.is_some()));
    }
}
