//! What a detector's values are called in texts: its own words, and the same as programs and forms write them. So that no
//! file repeats `steuer id`, `steuerId`, `steuerid` and `S.S.N.`.

use super::spec::Spec;
use crate::model::finding::ACCEPTED;

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

/// Classes whose values are numbers among others, of orders, parcels, parts.
const NUMBERS: [&str; 4] = ["user.government_id", "user.financial", "user.health_and_medical.record_id", "user.device"];

/// What a number is of that is no person's, in the languages of those who issue numbers without separators.
const OTHER_THINGS: &[&str] = &[
    "article",
    "backup",
    "barcode",
    "batch",
    "case",
    "checksum",
    "consignment",
    "delivery note",
    "ean",
    "epoch",
    "fits models",
    "gtin",
    "internal case",
    "invoice",
    "item",
    "items",
    "job",
    "lot",
    "meter",
    "order",
    "parcel",
    "part",
    "parts",
    "ref",
    "request id",
    "scan",
    "serial",
    "serial no",
    "serial number",
    "shipment",
    "sku",
    "ticket",
    "tracking",
    "transaction",
    "ts",
    "waybill", // en
    "artikel",
    "auftrag",
    "bestellung",
    "charge",
    "lieferschein",
    "paket",
    "rechnung",
    "sendung",
    "seriennummer",
    "vorgang",
    "zähler", // de
    "artículo",
    "contador",
    "envío",
    "expediente",
    "factura",
    "guía",
    "lote",
    "paquete",
    "pedido", // es
    "colis",
    "commande",
    "compteur",
    "dossier",
    "facture", // fr
    "encomenda",
    "fatura",
    "guia",
    "nota fiscal",
    "processo",
    "processo interno",
    "remessa", // pt
    "bolla",
    "contatore",
    "fattura",
    "lotto",
    "ordine",
    "pacco",
    "pratica", // it
    "bestelling",
    "factuur",
    "pakket",
    "zending", // nl
    "faktura",
    "følgeseddel",
    "måler",
    "ordre",
    "pakke",
    "pakken",
    "sak",
    "vare", // no, da
    "följesedel",
    "mätare",
    "paketet", // sv
    "erä",
    "lasku",
    "lähetys",
    "mittari",
    "paketti",
    "tilaus", // fi
    "aviz",
    "colet",
    "coletul",
    "comandă",
    "contor",
    "dosar",
    "dosar intern",
    "factură",
    "seria", // ro
    "paczka",
    "partia",
    "przesyłka",
    "zamówienie", // pl
    "objednávka",
    "zásielka",
    "zásilka", // cs, sk
    "rendelés",
    "számla",
    "szállítólevél", // hu
    "kargo",
    "seri",
    "sipariş", // tr
    "заказ",
    "накладная",
    "партия",
    "посылка",
    "счёт", // ru
    "замовлення",
    "посилка",
    "рахунок", // uk
    "批次",
    "订单",
    "訂單",
    "运单",
    "发票",
    "商品コード",
    "注文番号",
    "주문번호",
    "송장", // zh, ja, ko
    "ऑर्डर",
    "चालान",
    "बिल", // hi
];

/// What speaks against a number that would count without any word: it is another thing's.
pub(super) fn of_others(spec: &Spec) -> impl Iterator<Item = &str> {
    let is_number = NUMBERS.iter().any(|class| spec.class.starts_with(class));
    let counts_alone = spec.needs.is_none() && spec.confidence.pattern + spec.confidence.checksum >= ACCEPTED - 1e-6;
    let all = if is_number && counts_alone { OTHER_THINGS } else { &[] };
    all.iter().copied().filter(|word| !spec.context.values().flatten().any(|own| own == word))
}

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
    // Korean words carry their particles: `주민번호는`.
    if phrase.ends_with(|c: char| ('\u{AC00}'..='\u{D7A3}').contains(&c)) {
        all.extend(["는", "은", "가", "이", "를", "을", "의", "로"].map(|particle| format!("{phrase}{particle}")));
    }
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
            ("여권", vec!["여권", "여권는", "여권은", "여권가", "여권이", "여권를", "여권을", "여권의", "여권로"]),
        ] {
            assert_eq!(spelled(phrase), expected, "{phrase}");
        }
    }
}
