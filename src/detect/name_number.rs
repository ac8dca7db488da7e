//! Names of fields that say that they are a number's, in whatever word: `passport_no`, `n° passport`, `passportnumber`. Apart
//! from `field`, so that no list of columns has to repeat them.

use super::words::is_ideograph;

/// Words for a number in names of fields, folded.
const NUMBER: [&str; 43] = [
    "nr",
    "no",
    "num",
    "number",
    "numbers",
    "nummer",
    "numero",
    "nro",
    "n",
    "numer",
    "numara",
    "numarasi",
    "cislo",
    "broj",
    "stevilka",
    "szam",
    "szama",
    "numeris",
    "numurs",
    "nombor",
    "nomor",
    "numri",
    "arithmos",
    "αριθμος",
    "номер",
    "номера",
    "број",
    "번호",
    "号",
    "码",
    "號",
    "碼",
    "番",
    "संख्या",
    "नंबर",
    "नम्बर",
    "क्रमांक",
    "رقم",
    "شماره",
    "מספר",
    "เลข",
    "หมายเลข",
    "so",
];

/// Small words between the word for a number and what it counts.
const OF: [&str; 18] =
    ["de", "do", "da", "du", "del", "dela", "des", "der", "of", "the", "di", "d", "l", "la", "le", "el", "della", "van"];

/// The same at the end of a longer word: `steuernr`.
const NUMBER_ENDINGS: [&str; 12] =
    ["nummer", "number", "numarasi", "numara", "numero", "szama", "szam", "nro", "num", "nr", "no", "番号"];

/// A name without the words that say that it is a number's, joined: `passport` of `passport_no`, `n° passport` and
/// `passportnumber`. None if it has no such word, or hardly any other.
pub(super) fn without_number(words: &[String]) -> Option<String> {
    let is_number = |word: &String| NUMBER.contains(&word.as_str());
    let mut rest = words;
    while let [front @ .., last] = rest
        && is_number(last)
    {
        rest = front;
    }
    if let [first, others @ ..] = rest
        && is_number(first)
    {
        rest = others;
        while let [first, others @ ..] = rest
            && OF.contains(&first.as_str())
        {
            rest = others;
        }
    }
    let mut joined = rest.concat();
    if rest.len() == words.len() {
        let stem = NUMBER_ENDINGS.iter().find_map(|ending| joined.strip_suffix(ending))?;
        joined = stem.to_owned();
    }
    (joined.chars().count() >= 3 || joined.chars().any(is_ideograph)).then_some(joined)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::words::name_words;

    #[test]
    fn a_number_is_one_by_whatever_word() {
        for (name, expected) in [
            ("passport_no", Some("passport")),
            ("Reisepass-Nr.", Some("reisepass")),
            ("numéro de sécurité", Some("securite")),
            ("steuernr", Some("steuer")),
            ("护照号码", Some("护照")),
            ("passport", None),
            ("casino", Some("casi")),
            ("id_number", None),
            ("number", None),
        ] {
            let words: Vec<String> = name_words(name).into_iter().map(|(_, word)| word).collect();
            assert_eq!(without_number(&words).as_deref(), expected, "{name}");
        }
    }
}
