//! What every request passes: it must be meant for this machine and know the token. What every answer carries.
//!
//! A browser on this machine can be led to send requests here by any page whose name is made to resolve to the loopback
//! (DNS rebinding); such a request names the page's host, and is refused by that.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Shared;
use super::refusal::Refusal;

/// The one place that needs no token.
pub const OPEN: &str = "/healthz";

/// On every answer: it is for nobody but the asker, and nothing but what it says it is.
const HEADERS: [(HeaderName, &str); 5] = [
    (header::CACHE_CONTROL, "no-store"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Lets a request pass, or refuses it.
pub async fn pass(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let mut response = match refuse(&shared, &request) {
        Some(refusal) => refusal.into_response(),
        None => next.run(request).await,
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn refuse(shared: &Shared, request: &Request) -> Option<Refusal> {
    if !is_for_this_machine(request.uri(), request.headers()) {
        return Some(Refusal::new(StatusCode::MISDIRECTED_REQUEST, "not for this host: ask for localhost"));
    }
    let knows_token = request.uri().path() == OPEN || bearer(request.headers()).is_some_and(|given| shared.token.is(given));
    (!knows_token).then(|| Refusal::new(StatusCode::UNAUTHORIZED, "a bearer token is needed"))
}

/// Whether every host that the request names is the loopback, and it names one.
fn is_for_this_machine(uri: &Uri, headers: &HeaderMap) -> bool {
    let mut named = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (named.next(), named.next()) else { return false };
    let is_loopback = |authority: &Authority| {
        let host = authority.host();
        let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        !authority.as_str().contains('@')
            && (host.eq_ignore_ascii_case("localhost") || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback()))
    };
    Authority::try_from(host.as_bytes()).is_ok_and(|host| is_loopback(&host)) && uri.authority().is_none_or(is_loopback)
}

fn bearer(headers: &HeaderMap) -> Option<&[u8]> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.as_bytes().split_at_checked(7)?;
    scheme.eq_ignore_ascii_case(b"Bearer ").then_some(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_loopback_is_asked() {
        for (uri, hosts, expected) in [
            ("/", &["localhost"][..], true),
            ("/", &["LOCALHOST:7487"], true),
            ("/", &["127.0.0.1:7487"], true),
            ("/", &["127.1.2.3"], true),
            ("/", &["[::1]:7487"], true),
            ("http://localhost/", &["localhost"], true),
            ("http://example.com/", &["localhost"], false),
            ("/", &[], false),
            ("/", &["localhost", "example.com"], false),
            ("/", &["localhost", "localhost"], false),
            ("/", &["example.com"], false),
            ("/", &["localhost.example.com"], false),
            ("/", &["127.0.0.1.example.com"], false),
            ("/", &["localhost@example.com"], false),
            ("/", &["x@localhost"], false),
            ("/", &["192.0.2.1"], false),
            ("/", &["0.0.0.0"], false),
            ("/", &[""], false),
        ] {
            let mut headers = HeaderMap::new();
            for host in hosts {
                headers.append(header::HOST, HeaderValue::from_static(host));
            }
            assert_eq!(is_for_this_machine(&Uri::from_static(uri), &headers), expected, "{uri} {hosts:?}");
        }
    }

    #[test]
    fn a_bearer_token_is_read() {
        for (value, expected) in [
            ("Bearer abc", Some("abc")),
            ("bearer abc", Some("abc")),
            ("Basic abc", None),
            ("Bearer", None),
            ("Bearer ", Some("")),
            ("", None),
        ] {
            let headers = HeaderMap::from_iter([(header::AUTHORIZATION, HeaderValue::from_static(value))]);
            assert_eq!(bearer(&headers), expected.map(str::as_bytes), "{value}");
        }
    }
}
