//! What a schema cannot say: names that must be known or must differ, expressions that must parse, keys that exclude
//! each other. Works on the document's tree, so that it speaks even of a file that does not fit its schema.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::ops::RangeInclusive;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::file::{MAX_UNIT_BYTES, MIN_UNIT_BYTES, RECORD_BYTES};
use super::mistake::suggestion;
use super::size::Size;
use super::source::{Pattern, SourceKind};

/// Byte offset and text of a mistake.
type Found = (usize, String);

/// Everything that is wrong with a document beyond its schema.
pub fn check(document: &Spanned<DeTable<'_>>) -> Vec<Found> {
    let root = Node { at: 0, table: Some(document.get_ref()) };
    let mut found = Vec::new();
    let sources = root.list("source");
    check_names(&sources, &mut found);
    for source in &sources {
        check_source(source, &mut found);
    }
    check_periods(&root, &sources, &mut found);
    check_orders(&root, &sources, &mut found);
    check_scan(&root.table("scan"), &mut found);
    check_serve(&root.table("serve"), &mut found);
    if let Some((text, at)) = root.text("key")
        && !["env:", "file:", "credential:"].iter().any(|prefix| text.starts_with(prefix))
    {
        found.push((at, "a key is given by reference: `file:PATH`, `env:NAME` or `credential:NAME`".to_owned()));
    }
    found
}

/// Everything that is wrong with a file of bindings beyond its schema.
pub fn check_bound(
    document: &Spanned<DeTable<'_>>,
    kind_of: &dyn Fn(&str) -> Option<SourceKind>,
    names: &[String],
) -> Vec<Found> {
    let root = Node { at: 0, table: Some(document.get_ref()) };
    let mut found = Vec::new();
    for source in root.list("source") {
        let Some((name, at)) = source.text("name") else { continue };
        let kind = kind_of(name);
        if kind.is_none() {
            found.push((at, format!("unknown source `{name}`{}", suggestion(name, names.iter().map(String::as_str)))));
        }
        source.list("events").iter().for_each(|events| check_events(events, kind.map(SourceKind::as_str), &mut found));
    }
    found
}

/// A table of the document, or nothing where there is none.
struct Node<'d, 'i> {
    at: usize,
    table: Option<&'d DeTable<'i>>,
}

impl<'d, 'i> Node<'d, 'i> {
    fn get(&self, key: &str) -> Option<&'d Spanned<DeValue<'i>>> {
        self.table?.get(key)
    }

    fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    fn table(&self, key: &str) -> Self {
        let value = self.get(key);
        Self { at: value.map_or(self.at, |v| v.span().start), table: value.and_then(|v| v.get_ref().as_table()) }
    }

    fn list(&self, key: &str) -> Vec<Self> {
        let values = self.get(key).and_then(|value| value.get_ref().as_array());
        values.into_iter().flat_map(|list| list.iter()).map(Self::of).collect()
    }

    fn of(value: &'d Spanned<DeValue<'i>>) -> Self {
        Self { at: value.span().start, table: value.get_ref().as_table() }
    }

    fn text(&self, key: &str) -> Option<(&'d str, usize)> {
        let value = self.get(key)?;
        Some((value.get_ref().as_str()?, value.span().start))
    }

    fn texts(&self, key: &str) -> Vec<(&'d str, usize)> {
        let values = self.get(key).and_then(|value| value.get_ref().as_array());
        values.into_iter().flat_map(|list| list.iter()).filter_map(|v| Some((v.get_ref().as_str()?, v.span().start))).collect()
    }
}

fn check_names(sources: &[Node<'_, '_>], found: &mut Vec<Found>) {
    let mut seen = BTreeMap::new();
    for (name, at) in sources.iter().filter_map(|source| source.text("name")) {
        if name.is_empty() || name.chars().any(char::is_control) {
            found.push((at, "a source needs a name of visible characters".to_owned()));
        }
        if seen.insert(name, at).is_some() {
            found.push((at, format!("there is another source of the name `{name}`")));
        }
    }
}

fn check_source(source: &Node<'_, '_>, found: &mut Vec<Found>) {
    if let Some((kind, at)) = source.text("kind") {
        check_target(source, kind, at, found);
    }
    for (text, at) in source.texts("include").into_iter().chain(source.texts("exclude")) {
        found.extend(Pattern::parse(text).err().map(|mistake| (at, mistake)));
    }
    if let Some((text, at)) = source.text("schedule")
        && let Err(error) = text.parse::<croner::Cron>()
    {
        found.push((at, format!("bad cron expression: {error}")));
    }
    check_time_zone(source, found);
    check_store(source, found);
    if let Some((text, at)) = source.text("region").filter(|(text, _)| !is_region(text)) {
        found.push((at, format!("`{text}` is no region: expected an ISO 3166 code such as `DE` or `US-CA`, or `EEA`")));
    }
    for events in source.list("events") {
        check_events(&events, source.text("kind").map(|(kind, _)| kind), found);
    }
}

fn check_target(source: &Node<'_, '_>, kind: &str, at: usize, found: &mut Vec<Found>) {
    let (needed, useless, schemes): (_, _, &[&str]) = match kind {
        "files" | "sqlite" => ("path", "url", &[]),
        "postgres" => ("url", "path", &["postgres://", "postgresql://"]),
        "mysql" => ("url", "path", &["mysql://", "mariadb://"]),
        _ => return,
    };
    if !source.has(needed) {
        found.push((at, format!("a source of kind `{kind}` needs `{needed}`")));
    }
    if let Some(value) = source.get(useless) {
        found.push((value.span().start, format!("a source of kind `{kind}` has no `{useless}`")));
    }
    if let Some((url, at)) = source.text("url").filter(|_| needed == "url") {
        let is_reference = ["env:", "file:", "credential:"].iter().any(|prefix| url.starts_with(prefix));
        if !is_reference && !schemes.iter().any(|scheme| url.starts_with(scheme)) {
            found.push((at, format!("the URL of a source of kind `{kind}` begins with {}", in_words(schemes))));
        }
    }
    if kind != "files" && source.get("watch").and_then(|value| value.get_ref().as_bool()) == Some(true) {
        found.push((at, format!("a source of kind `{kind}` cannot be watched; give it a `schedule`")));
    }
}

fn in_words(schemes: &[&str]) -> String {
    schemes.iter().map(|scheme| format!("`{scheme}`")).collect::<Vec<_>>().join(" or ")
}

fn check_events(events: &Node<'_, '_>, kind: Option<&str>, found: &mut Vec<Found>) {
    let misplaced = match kind {
        Some("files") => Some(("table", "path", "a tree of files has no tables")),
        Some("sqlite" | "postgres" | "mysql") => Some(("path", "table", "a database has no paths")),
        _ => None,
    };
    if let Some((wrong, right, why)) = misplaced
        && let Some(value) = events.get(wrong)
    {
        found.push((value.span().start, format!("{why}; use `{right}`")));
    }
    let bound = events.table.into_iter().flatten().any(|(key, _)| !["table", "path"].contains(&key.get_ref().as_ref()));
    if !bound {
        found.push((events.at, "these events bind nothing; name a column, e.g. `created = \"created_at\"`".to_owned()));
    }
    check_time_zone(events, found);
    check_store(events, found);
    if let Some((_, at)) = events.text("of_tenant_in").filter(|(text, _)| !text.contains("{}")) {
        found.push((at, "`of_tenant_in` needs `{}` where the client's id stands, e.g. `clients/{}/`".to_owned()));
    }
    for (key, needed) in [("deleted_is", "deleted"), ("persons", "person_column")] {
        if let Some(value) = events.get(key).filter(|_| !events.has(needed)) {
            found.push((value.span().start, format!("`{key}` says what the values of a column mean; name it: `{needed}`")));
        }
    }
}

/// A cycle and a day are a backup's.
fn check_store(node: &Node<'_, '_>, found: &mut Vec<Found>) {
    let is_backup = node.text("store").is_some_and(|(kind, _)| kind == "backup");
    for key in ["backup_cycle", "backup_taken"] {
        if let Some(value) = node.get(key).filter(|_| !is_backup) {
            found.push((value.span().start, format!("`{key}` is said of a backup; say `store = \"backup\"` beside it")));
        }
    }
    if let Some((_, at)) = node.text("backup_cycle").filter(|(text, _)| *text == crate::model::policy::UNSPECIFIED) {
        found.push((at, "a backup's cycle is a period such as `P35D`; leave it out where nobody knows it".to_owned()));
    }
}

fn check_time_zone(node: &Node<'_, '_>, found: &mut Vec<Found>) {
    if let Some((text, at)) = node.text("time_zone")
        && jiff::tz::TimeZone::get(text).is_err()
    {
        found.push((at, format!("`{text}` is no known time zone: expected a name such as `Europe/Berlin` or `UTC`")));
    }
}

/// `DE`, `US-CA`, `EEA`.
fn is_region(text: &str) -> bool {
    if text == "EEA" {
        return true;
    }
    let (country, part) = text.split_once('-').map_or((text, None), |(country, part)| (country, Some(part)));
    let is_upper = |text: &str, length: RangeInclusive<usize>| {
        length.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    };
    is_upper(country, 2..=2) && part.is_none_or(|part| is_upper(part, 1..=3))
}

fn check_periods(root: &Node<'_, '_>, sources: &[Node<'_, '_>], found: &mut Vec<Found>) {
    let names: Vec<&str> = sources.iter().filter_map(|source| source.text("name")).map(|(name, _)| name).collect();
    let conditions: Vec<&str> = sources
        .iter()
        .flat_map(|source| source.list("events"))
        .flat_map(|events| {
            let mut list = events.list("when");
            list.push(events.table("when"));
            list
        })
        .filter_map(|when| when.text("as"))
        .map(|(name, _)| name)
        .collect();
    for period in root.list("period") {
        if let Some((_, at)) = period.text("period").filter(|(text, _)| *text == crate::model::policy::UNSPECIFIED) {
            found.push((
                at,
                "the operator's period fills what a policy leaves unspecified; it cannot be `unspecified`".to_owned(),
            ));
        }
        for (name, at) in period.texts("sources").into_iter().filter(|(name, _)| !names.contains(name)) {
            found.push((at, format!("unknown source `{name}`{}", suggestion(name, names.iter().copied()))));
        }
        let is_known = |name: &&str| root.has("bindings") || conditions.contains(name);
        if let Some((name, at)) = period.text("when").filter(|(name, _)| !is_known(name)) {
            found.push((at, format!("unknown row condition `{name}`{}", suggestion(name, conditions.iter().copied()))));
        }
        if let Some(data) = period.get("data").filter(|data| data.get_ref().as_array().is_some_and(|list| list.is_empty())) {
            found.push((data.span().start, "a period needs at least one data class, or `*`".to_owned()));
        }
    }
}

fn check_orders(root: &Node<'_, '_>, sources: &[Node<'_, '_>], found: &mut Vec<Found>) {
    let names: Vec<&str> = sources.iter().filter_map(|source| source.text("name")).map(|(name, _)| name).collect();
    for order in root.list("hold").iter().chain(&root.list("exception")).chain(&root.list("suspension")) {
        for (name, at) in order.texts("sources").into_iter().filter(|(name, _)| !names.contains(name)) {
            found.push((at, format!("unknown source `{name}`{}", suggestion(name, names.iter().copied()))));
        }
        for key in ["matter", "by", "owner", "reason"] {
            if let Some((_, at)) = order.text(key).filter(|(text, _)| text.trim().is_empty()) {
                found.push((at, format!("`{key}` must say something")));
            }
        }
        if let Some((rule, at)) = order.text("rule").filter(|(rule, _)| !crate::judge::RULE_NAMES.contains(rule)) {
            found.push((at, format!("unknown rule `{rule}`{}", suggestion(rule, crate::judge::RULE_NAMES))));
        }
    }
}

fn check_scan(scan: &Node<'_, '_>, found: &mut Vec<Found>) {
    for (key, least, most) in [("unit_bytes", MIN_UNIT_BYTES, MAX_UNIT_BYTES), ("record_bytes", RECORD_BYTES.0, RECORD_BYTES.1)]
    {
        let Some(value) = scan.get(key) else { continue };
        let bytes = match value.get_ref() {
            DeValue::Integer(number) => u64::from_str_radix(number.as_str(), number.radix()).ok(),
            DeValue::String(text) => Size::parse(text).ok().map(|size| size.0),
            _ => None,
        };
        if bytes.is_some_and(|bytes| !(least..=most).contains(&bytes)) {
            found.push((value.span().start, format!("`{key}` must lie between {} and {}", Size(least), Size(most))));
        }
    }
}

fn check_serve(serve: &Node<'_, '_>, found: &mut Vec<Found>) {
    check_time_zone(serve, found);
    let Some((text, at)) = serve.text("listen") else { return };
    match text.parse::<SocketAddr>() {
        Err(_) => found.push((at, "expected an address and a port such as `127.0.0.1:7487`".to_owned())),
        Ok(address) if !address.ip().is_loopback() => {
            found.push((
                at,
                "this version listens on the loopback only, e.g. `127.0.0.1:7487`; put a proxy before it".to_owned(),
            ));
        }
        Ok(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::is_region;

    #[test]
    fn regions_are_iso_codes() {
        for (text, expected) in
            [("DE", true), ("US-CA", true), ("EEA", true), ("de", false), ("Germany", false), ("US-", false), ("D-E", false)]
        {
            assert_eq!(is_region(text), expected, "{text}");
        }
    }
}
