//! Web servers' access logs: the common and the combined format, also with the virtual host in front.

use std::borrow::Cow;

use super::stamp;

/// A field's name, if it has one, and its value.
pub(super) type Field<'t> = (Option<Cow<'static, str>>, Cow<'t, str>);

/// The fields of `host ident user [time] "request" status bytes "referrer" "agent" …`; none if the line is no such line.
/// The URL is decoded, so that `name%40example.org` is found; `request` is what is left of the request.
pub(super) fn fields(line: &str) -> Option<Vec<Field<'_>>> {
    let open = line.find(" [")?;
    let (front, rest) = (line.get(..open)?, line.get(open + 2..)?);
    let (time, rest) = rest.split_once(']')?;
    stamp::clf(time.as_bytes())?;
    let request_at = rest.strip_prefix(" \"")?;
    let (request, rest) = quoted(request_at);

    let mut fields = Vec::with_capacity(9);
    let mut named = |name: &'static str, value: Cow<'_, str>| {
        if !value.is_empty() && value != "-" {
            fields.push((Some(Cow::Borrowed(name)), Cow::<str>::Owned(value.into_owned())));
        }
    };
    let words: Vec<&str> = front.split(' ').collect();
    let (host, user) = match words.as_slice() {
        [vhost, remote, _ident, user @ ..] if !user.is_empty() && looks_like_vhost(vhost, remote) => {
            named("vhost", (*vhost).into());
            (*remote, user)
        }
        [remote, _ident, user @ ..] => (*remote, user),
        [remote, rest @ ..] => (*remote, rest),
        [] => return None,
    };
    named("remote_addr", host.into());
    named("remote_user", user.join(" ").into());
    named("time", time.into());
    match request.split(' ').collect::<Vec<_>>().as_slice() {
        [method, url @ .., protocol] if !url.is_empty() => {
            named("request", format!("{method} {protocol}").into());
            named("url", url_decoded(&url.join(" ")));
        }
        _ => named("url", url_decoded(request)),
    }
    let mut rest = rest.trim_start();
    for name in ["status", "bytes"] {
        let (word, behind) = rest.split_once(' ').unwrap_or((rest, ""));
        if word == "-" || word.bytes().all(|b| b.is_ascii_digit()) {
            named(name, word.into());
            rest = behind.trim_start();
        }
    }
    for name in ["referrer", "user_agent"] {
        let Some(value) = rest.strip_prefix('"') else { break };
        let (value, behind) = quoted(value);
        named(name, if name == "referrer" { url_decoded(value) } else { value.into() });
        rest = behind.trim_start();
    }
    if !rest.is_empty() && rest != "-" {
        fields.push((None, Cow::Owned(rest.to_owned())));
    }
    Some(fields)
}

/// Whether two hosts are in front of the user: the virtual one and the client's.
fn looks_like_vhost(first: &str, second: &str) -> bool {
    first.parse::<std::net::IpAddr>().is_err() && (second.parse::<std::net::IpAddr>().is_ok() || second.contains(['.', ':']))
}

/// Up to the closing quote, which a backslash hides; and what is behind it.
fn quoted(text: &str) -> (&str, &str) {
    let mut is_hidden = false;
    for (i, byte) in text.bytes().enumerate() {
        match byte {
            _ if is_hidden => is_hidden = false,
            b'\\' => is_hidden = true,
            b'"' => return (text.get(..i).unwrap_or_default(), text.get(i + 1..).unwrap_or_default()),
            _ => {}
        }
    }
    (text, "")
}

/// Percent signs decoded; `+` is a blank in the query.
pub(super) fn url_decoded(url: &str) -> Cow<'_, str> {
    if !url.contains(['%', '+']) {
        return url.into();
    }
    let mut bytes = Vec::with_capacity(url.len());
    let mut is_query = false;
    let mut rest = url.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        is_query |= *first == b'?';
        let decoded = match (first, behind) {
            (b'%', [high, low, ..]) => hex(*high).zip(hex(*low)).map(|(high, low)| high << 4 | low),
            _ => None,
        };
        match decoded {
            Some(byte) => {
                bytes.push(byte);
                rest = behind.get(2..).unwrap_or_default();
            }
            None if is_query && *first == b'+' => bytes.push(b' '),
            None => bytes.push(*first),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned().into()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|n| u8::try_from(n).ok())
}

#[cfg(test)]
mod tests {
    use super::super::testing::check_fields;
    use super::*;

    fn check(line: &str, expected: &[(&str, &str)]) {
        check_fields(fields(line), expected);
    }

    #[test]
    fn lines_of_access_logs_fall_into_fields() {
        check(
            r#"192.0.2.7 - ada [02/Mar/2024:10:11:12 +0000] "GET /u?mail=ada%40example.org&n=A+B HTTP/1.1" 200 12 "https://example.com/?q=%C3%BC" "Probe/1.0 (\"x\")" 0.01"#,
            &[
                ("remote_addr", "192.0.2.7"),
                ("remote_user", "ada"),
                ("time", "02/Mar/2024:10:11:12 +0000"),
                ("request", "GET HTTP/1.1"),
                ("url", "/u?mail=ada@example.org&n=A B"),
                ("status", "200"),
                ("bytes", "12"),
                ("referrer", "https://example.com/?q=ü"),
                ("user_agent", r#"Probe/1.0 (\"x\")"#),
                ("", "0.01"),
            ],
        );
        check(
            r#"shop.example.org:443 2001:db8::1 - - [02/Mar/2024:10:11:12 +0000] "-" 408 -"#,
            &[
                ("vhost", "shop.example.org:443"),
                ("remote_addr", "2001:db8::1"),
                ("time", "02/Mar/2024:10:11:12 +0000"),
                ("status", "408"),
            ],
        );
        check(
            r#"client.example.com - ada b lovel [02/Mar/2024:10:11:12 +0000] "GET / HTTP/1.1" 200 7"#,
            &[
                ("remote_addr", "client.example.com"),
                ("remote_user", "ada b lovel"),
                ("time", "02/Mar/2024:10:11:12 +0000"),
                ("request", "GET HTTP/1.1"),
                ("url", "/"),
                ("status", "200"),
                ("bytes", "7"),
            ],
        );
        check("2024-03-02 10:11:12 [error] no access log", &[]);
        check("", &[]);
    }

    #[test]
    fn broken_escapes_stay() {
        for (url, expected) in [("/%", "/%"), ("/%4", "/%4"), ("/%zz", "/%zz"), ("/a+b?c+d", "/a+b?c d"), ("/%ff", "/\u{fffd}")]
        {
            assert_eq!(url_decoded(url), expected);
        }
    }
}
