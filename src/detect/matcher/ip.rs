//! IP addresses of hosts: not versions, not object identifiers, not addresses that are the same on every machine.

use std::net::IpAddr;
use std::ops::Range;

use super::chain::{is_hex, joined, span};
use super::{Judged, Matcher, Place};
use crate::detect::grid::{DIGIT, Grid, Word};
use crate::detect::scene::Scene;

pub(super) const MATCHER: Matcher = Matcher { name: "ip", find: Some(find), judge };

fn find(scene: &Scene<'_>, grid: &Grid, spans: &mut Vec<Range<usize>>) {
    let (bytes, words) = (scene.text.as_bytes(), grid.words());
    let mut ix = 0;
    while let Some(word) = words.get(ix) {
        ix += 1;
        match bytes.get(word.end()) {
            Some(b'.') if is_number(*word) => {
                let chain = joined(bytes, words, ix - 1, b'.');
                ix = chain.end;
                if words.get(chain.clone()).is_some_and(is_four) {
                    spans.extend(span(words, &chain));
                }
            }
            Some(b':') if word.len <= 4 && is_hex(bytes, *word) => {
                let end = groups(bytes, words, ix - 1);
                spans.extend(of_groups(scene, words, ix - 1..end));
                ix = end;
            }
            _ => {}
        }
    }
    spans.sort_by_key(|span| span.start);
}

fn is_number(word: Word) -> bool {
    word.kinds() == DIGIT && word.len <= 3
}

fn is_four(chain: &[Word]) -> bool {
    chain.len() == 4 && chain.iter().all(|word| is_number(*word))
}

/// Where the groups of hexadecimal digits end that one colon or two join.
fn groups(bytes: &[u8], words: &[Word], from: usize) -> usize {
    let is_next = |pair: &[Word]| {
        let [one, next] = pair else { return false };
        let between = bytes.get(one.end()..next.start());
        next.len <= 4 && matches!(between, Some(b":" | b"::")) && is_hex(bytes, *next)
    };
    from + 1 + words.get(from..).unwrap_or_default().windows(2).take_while(|pair| is_next(pair)).count()
}

/// The address that is made of some groups: all eight, or with two colons for those left out. The last may be four numbers.
fn of_groups(scene: &Scene<'_>, words: &[Word], groups: Range<usize>) -> Option<Range<usize>> {
    let bytes = scene.text.as_bytes();
    let mut own = span(words, &groups)?;
    if bytes.get(..own.start).is_some_and(|before| before.ends_with(b"::")) {
        own.start -= 2;
    }
    let tail = joined(bytes, words, groups.end - 1, b'.');
    if words.get(tail.clone()).is_some_and(is_four) {
        own.end = span(words, &tail)?.end;
    } else if bytes.get(own.end..).is_some_and(|after| after.starts_with(b"::")) {
        own.end += 2;
    }
    let text = scene.text.get(own.clone())?;
    let is_whole = groups.len() == 8 || text.contains("::");
    // `a::b` is a path of names in many programming languages.
    (is_whole && text.bytes().any(|byte| byte.is_ascii_digit())).then_some(own)
}

fn judge(scene: &Scene<'_>, span: Range<usize>, place: Place) -> Option<Judged> {
    let text = scene.text.get(span.clone())?.trim();
    let bare = text.split_once('/').map_or(text, |(address, _)| address);
    let bare = match (place, bare.strip_prefix('[').and_then(|rest| rest.split_once(']'))) {
        (_, Some((inner, _))) => inner,
        (Place::Cell, None) => without_port(bare),
        (Place::Text, None) => bare,
    };
    let ip: IpAddr = bare.parse().ok()?;
    let ip = ip.to_canonical();
    if says_nothing(ip) || (place == Place::Text && (is_network(scene, &span, ip) || is_part_of_more(scene, &span, ip))) {
        return None;
    }
    // What is written with its digits alone is its own normal form.
    let normal = if ip.is_ipv4() && bare.len() <= 15 && !bare.contains(':') { bare.to_owned() } else { ip.to_string() };
    // `1.7.4.2` is a version far more often than a host: a word or a column must say so.
    let is_doubtful = place == Place::Text && ip.is_ipv4() && normal.len() == 7;
    // Whoever writes examples takes these; and a private address tells a host only to those beside it.
    let weight = match (is_doubtful, place) {
        (true, _) => -0.25,
        (false, Place::Text) if is_common(ip) => -0.09,
        _ => 0.0,
    };
    Some(Judged { is_checked: true, bonus: weight, ..Judged::plain(normal) })
}

fn without_port(text: &str) -> &str {
    match text.split_once(':') {
        Some((address, port)) if address.contains('.') && port.bytes().all(|b| b.is_ascii_digit()) => address,
        _ => text,
    }
}

/// Loopback, unspecified, broadcast, multicast, net masks: nobody's address.
fn says_nothing(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(v4) => {
            let [a, b, c, d] = v4.octets();
            v4.is_loopback() || v4.is_multicast() || v4.is_broadcast() || a == 0 || a >= 240 || (b == 0 && c == 0 && d == 0)
        }
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unspecified() || v6.is_multicast() || v6.segments()[1..] == [0; 7],
    }
}

/// Addresses for documentation (RFC 5737, RFC 3849), of private networks (RFC 1918, RFC 4193) and of a link.
fn is_common(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(v4) => v4.is_documentation() || v4.is_private() || v4.is_link_local(),
        IpAddr::V6(v6) => {
            let first = v6.segments()[0];
            v6.segments()[..2] == [0x2001, 0xDB8] || first & 0xFFC0 == 0xFE80 || first & 0xFE00 == 0xFC00
        }
    }
}

/// `10.1.2.0/24` names a network, no host in it.
fn is_network(scene: &Scene<'_>, span: &Range<usize>, ip: IpAddr) -> bool {
    let Some(rest) = scene.text.get(span.end..).and_then(|rest| rest.strip_prefix('/')) else { return false };
    let len = rest.bytes().take_while(u8::is_ascii_digit).count();
    let Some(prefix) = rest.get(..len).and_then(|digits| digits.parse::<u32>().ok()) else { return false };
    match ip {
        IpAddr::V4(v4) => prefix < 32 && u32::from(v4).trailing_zeros() >= 32 - prefix,
        IpAddr::V6(v6) => prefix < 128 && u128::from(v6).trailing_zeros() >= 128 - prefix,
    }
}

/// Words before the numbers of versions and chapters.
const VERSIONS: &str = "version,ver,release,v,oid,build,firmware,chrome,driver,upgrade to,mozilla,rv,linux,\
    kernel,chapter,section,clause,appendix,assemblyversion,fileversion,dpkg,firefox,safari,\
    edge,opera,kapitel,abschnitt,rfc,paragraph,node,openssl,vers,upgrade,upgraded to,nginx,jdk,jre,sdk,python,php,\
    postgresql,mysql,mariadb,redis,tomcat,apache,django,rails,java,ruby,plugin,dotnet";

/// More dots and digits beside, a `v`, or a word such as "version" before.
fn is_part_of_more(scene: &Scene<'_>, span: &Range<usize>, ip: IpAddr) -> bool {
    let (before, after) = (scene.before(span.start), scene.after(span.end));
    let next = scene.text.get(span.end + after.map_or(0, char::len_utf8)..).and_then(|rest| rest.chars().next());
    let goes_on = matches!(after, Some('.' | '-' | '+' | '_')) && next.is_some_and(|c| c.is_ascii_alphanumeric());
    if matches!(before, Some('.' | '_' | ':'))
        && ip.is_ipv4()
        && !scene.text.get(..span.start).is_some_and(|b| b.ends_with("ffff:") || b.ends_with(": ") || ends_as_key(b))
    {
        return true;
    }
    if ip.is_ipv6() {
        return matches!(after, Some(':')) || matches!(before, Some(':'));
    }
    let mut lead = span.start.saturating_sub(20);
    while !scene.text.is_char_boundary(lead) {
        lead += 1;
    }
    let lead = scene.text.get(lead..span.start).unwrap_or("").trim_end_matches([' ', ':', '=', '"', '(', '/', '-', '.']);
    if lead.ends_with('§') {
        return true;
    }
    if !lead.ends_with(|c: char| c.is_ascii_alphabetic()) {
        return goes_on || is_release(scene, span);
    }
    let lead = lead.to_ascii_lowercase();
    let is_version = VERSIONS.split(',').any(|word| {
        lead.ends_with(word) && !lead.strip_suffix(word).is_some_and(|rest| rest.ends_with(|c: char| c.is_alphanumeric()))
    });
    goes_on || is_version || is_release(scene, span)
}

/// `key:1.2.3.4` is an address after a key, not a further part.
fn ends_as_key(before: &str) -> bool {
    let mut back = before.chars().rev();
    back.next() == Some(':') && back.next().is_some_and(|c| c.is_alphabetic() || c == '"')
}

/// `product/1.2.3.4`: a version, unless the slashes are a URL's.
fn is_release(scene: &Scene<'_>, span: &Range<usize>) -> bool {
    scene.before(span.start) == Some('/')
        && !scene.text.get(..span.start).is_some_and(|before| before.ends_with("//"))
        && scene.text.get(..span.start.saturating_sub(1)).is_some_and(|before| before.ends_with(|c: char| c.is_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{cell, found};
    use super::*;
    use crate::detect::scene::Setting;

    #[test]
    fn addresses_are_found_in_text() {
        for (text, expected) in [
            ("203.0.113.7 - - [17/Mar/2025:21:33:00 +0000]", vec!["203.0.113.7"]),
            ("from 203.0.113.7:443, 198.51.100.23.", vec!["203.0.113.7", "198.51.100.23"]),
            ("1.3.6.1.4.1.311", vec![]),
            ("256.1.1.1 and 1.2.3", vec![]),
            ("[2001:db8::17]:443", vec!["2001:db8::17"]),
            ("fe80::21b:44ff:fe11:3ab7%eth0", vec!["fe80::21b:44ff:fe11:3ab7"]),
            ("2001:db8:0:0:1:0:0:1", vec!["2001:db8::1:0:0:1"]),
            ("::ffff:203.0.113.7", vec!["203.0.113.7"]),
            ("2001:db8::/32", vec![]),
            ("2001:db8::17/64", vec!["2001:db8::17"]),
            ("10:20:30, 2021-08-15T10:20:30Z", vec![]),
            ("a::b, std::string, dead::beef", vec![]),
            ("00:1b:44:11:3a:b7", vec![]),
        ] {
            assert_eq!(found(&MATCHER, text, None), expected, "{text}");
        }
    }

    #[test]
    fn cells_are_parsed_whole() {
        for (text, expected) in [
            ("203.0.113.7", Some("203.0.113.7")),
            ("10.1.2.3:443", Some("10.1.2.3")),
            ("[2001:db8::1]:443", Some("2001:db8::1")),
            ("::ffff:203.0.113.7", Some("203.0.113.7")),
            ("127.0.0.1", None),
            ("0.0.0.0", None),
            ("255.255.255.0", None),
            ("::1", None),
            ("1.2.3", None),
            ("999.1.1.1", None),
        ] {
            assert_eq!(cell(&MATCHER, text, None).map(|judged| judged.normal).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn versions_and_identifiers_are_no_addresses() {
        for (text, value, expected) in [
            ("client 203.0.113.7 GET", "203.0.113.7", true),
            ("ip:203.0.113.7", "203.0.113.7", true),
            ("http://203.0.113.7/x", "203.0.113.7", true),
            ("version 10.4.2.1", "10.4.2.1", false),
            ("Chrome/120.0.6099.71", "120.0.6099.71", false),
            ("nginx/10.4.2.1", "10.4.2.1", false),
            ("1.3.6.1.4.1", "3.6.1.4", false),
            ("v10.4.2.1", "10.4.2.1", false),
            ("10.4.2.1-rc1", "10.4.2.1", false),
        ] {
            let scene =
                Scene::new(text, Setting { region: None, today: crate::model::time::Day(0), known: None, is_thorough: false });
            let at = text.find(value).unwrap();
            assert_eq!(judge(&scene, at..at + value.len(), Place::Text).is_some(), expected, "{text}");
        }
    }
}
