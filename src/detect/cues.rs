//! What a detector's values are called in texts: its own words, and the same as programs and forms write them. So that no
//! file repeats `steuer id`, `steuerId`, `steuerid` and `S.S.N.`.

use super::spec::Spec;

/// Kinds of values whose columns are called as texts call them.
const NAMED_ALIKE: [&str; 5] = [
    "user.government_id.national_identification_number",
    "user.government_id.passport_number",
    "user.government_id.drivers_license_number",
    "user.government_id.tax_id",
    "user.health_and_medical.record_id",
];

/// Column names that say too little in a text.
const VAGUE: [&str; 12] = [
    "document",
    "documento",
    "documentnummer",
    "document number",
    "document no",
    "identidad",
    "identity",
    "number",
    "tin",
    "member id",
    "license number",
    "licence number",
];

/// Languages that write a thing and its number as one word, with what they write.
const COMPOUNDS: [(&str, &[&str]); 8] = [
    ("de", &["nr", "nummer"]),
    ("nl", &["nr", "nummer"]),
    ("sv", &["nr", "nummer"]),
    ("no", &["nr", "nummer"]),
    ("nb", &["nr", "nummer"]),
    ("da", &["nr", "nummer"]),
    ("fi", &["nro", "numero", "n numero", "n nro"]),
    ("is", &["numer"]),
];

/// All that speaks for a detector.
pub(super) fn of(spec: &Spec) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for (language, words) in &spec.context {
        let endings = COMPOUNDS.iter().find(|(own, _)| own == language).map_or(&[][..], |(_, endings)| endings);
        for word in words {
            all.extend(spelled(word));
            let is_one = word.chars().all(char::is_alphabetic) && word.chars().count() >= 3;
            all.extend(endings.iter().filter(|_| is_one).map(|ending| format!("{word}{ending}")));
        }
    }
    if NAMED_ALIKE.contains(&spec.class.as_str()) && !spec.context.is_empty() {
        let columns = spec.columns.iter().filter(|column| !column.starts_with('=')).map(|column| column.replace('_', " "));
        let columns = columns.filter(|column| column.chars().count() >= 5 && !VAGUE.contains(&column.as_str()));
        columns.for_each(|column| all.extend(spelled(&column)));
    }
    all
}

/// A phrase as it is, as one word (`steuerId`), and a short one letter by letter (`S.S.N.`).
fn spelled(phrase: &str) -> Vec<String> {
    let mut all = vec![phrase.to_owned()];
    let joined: String = phrase.split([' ', '-', '_', '.', '\'', '/']).collect();
    if joined != phrase && joined.chars().count() >= 5 {
        all.push(joined);
    }
    let n = phrase.chars().count();
    if (3..=5).contains(&n) && phrase.chars().all(|c| c.is_alphabetic() && c.is_lowercase()) {
        all.push(phrase.chars().flat_map(|c| [c, ' ']).collect::<String>().trim_end().to_owned());
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_spelled_as_people_and_programs_do() {
        for (phrase, expected) in [
            ("tax id", vec!["tax id", "taxid"]),
            ("ssn", vec!["ssn", "s s n"]),
            ("आधार", vec!["आधार"]),
            ("no", vec!["no"]),
            ("passport", vec!["passport"]),
        ] {
            assert_eq!(spelled(phrase), expected, "{phrase}");
        }
    }
}
