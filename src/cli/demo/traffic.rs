//! What the company's programs write by themselves: events, access logs, an application log.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::Context;
use flate2::write::GzEncoder;
use jiff::civil::Date;

use super::company::Company;
use super::customer::ago;
use super::planted::{Place, on};
use crate::model::time::EventKind;

const EVENTS: Place = Place { source: "events", object: "events.ndjson" };
const APP_LOG: Place = Place { source: "logs", object: "app.log" };
const AGENTS: [&str; 3] = [
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
];
/// The events of so many days before.
const EVENT_DAYS: i64 = 1_000;

pub(super) fn write(company: &mut Company) -> anyhow::Result<()> {
    events(company)?;
    let recent = access_log(company, "access.log", 1, 45);
    company.file("logs/access.log", recent.as_bytes(), company.yesterday())?;
    let rotated = access_log(company, "access.log.1.gz", 46, 200);
    company.file("logs/access.log.1.gz", &gzipped(rotated.as_bytes())?, ago(company.today, 46))?;
    app_log(company)
}

/// One JSON object a line. Where an account was verified, the event kept the number it was verified with.
fn events(company: &mut Company) -> anyhow::Result<()> {
    let (mut lines, n, today) = (String::new(), 400, company.today);
    let mut numbers: BTreeMap<i64, String> = BTreeMap::new();
    for i in 0..n {
        let customer = company.someone(i, 50);
        let at = ago(today, EVENT_DAYS - i as i64 * (EVENT_DAYS - 1) / n as i64);
        let ip = format!("203.0.113.{}", company.random.between(1, 254));
        let (device, number) = (company.random.uuid(), company.random.aadhaar());
        // A person has one number, however often it is asked for.
        let number = numbers.entry(customer.id).or_insert(number).clone();
        let is_verification = customer.country == "IN" && i % 3 == 1;
        let kind = if is_verification { "verified" } else { company.random.pick(&["login", "upload", "share", "logout"]) };
        let mut event = serde_json::json!({
            "at": format!("{at}T12:{:02}:00Z", i % 60),
            "type": kind,
            "user": { "id": customer.id, "email": customer.email },
            "ip": ip,
            "device_id": device,
        });
        let mut classes = vec!["user.contact.email", "user.device.ip_address", "user.device.device_id"];
        if is_verification {
            event["aadhaar_number"] = number.into();
            classes.push("user.government_id.national_identification_number");
        }
        lines.push_str(&format!("{event}\n"));
        company.planted.record(today, EVENTS, Some(&customer), &classes, &[on(EventKind::Created, at)]);
    }
    company.file("events/events.ndjson", lines.as_bytes(), company.yesterday())
}

/// Lines in the combined format, from `most` to `least` days ago. Some links carry the address of whom they were sent to.
fn access_log(company: &mut Company, object: &'static str, least: i64, most: i64) -> String {
    let (mut lines, n, today) = (String::new(), 360, company.today);
    let place = Place { source: "logs", object };
    for i in 0..n {
        let customer = company.someone(i, 90);
        let at = ago(today, most - i as i64 * (most - least) / n as i64);
        let ip = format!("192.0.2.{}", company.random.between(1, 254));
        let page = company.random.pick(&["/", "/pricing", "/login", "/docs/start", "/app/projects"]);
        let (has_email, agent) = (i % 45 == 0, company.random.pick(&AGENTS));
        let path = if has_email { format!("/unsubscribe?email={}", customer.email) } else { page.to_owned() };
        let size = company.random.between(180, 48_000);
        let time = at.strftime("%d/%b/%Y");
        lines.push_str(&format!(
            "{ip} - - [{time}:12:{:02}:07 +0000] \"GET {path} HTTP/1.1\" 200 {size} \"-\" \"{agent}\"\n",
            i % 60
        ));
        let classes = ["user.device.ip_address", "user.device.user_agent", "user.contact.email"];
        let classes = if has_email { &classes[..] } else { &classes[..2] };
        let who = has_email.then_some(&customer);
        company.planted.record(today, place, who, classes, &[on(EventKind::Created, at)]);
    }
    lines
}

/// Stamped lines; in one of them somebody logged what was typed.
fn app_log(company: &mut Company) -> anyhow::Result<()> {
    let (mut lines, n, today) = (String::new(), 200, company.today);
    for i in 0..n {
        let customer = company.someone(i, 50);
        let at = ago(today, 160 - i as i64 * 159 / n as i64);
        let created = [on(EventKind::Created, at)];
        let (stamp, email) = (stamp(at, i), &customer.email);
        if i % 4 == 3 {
            lines.push_str(&format!("{stamp} DEBUG worker {} picked up job {}\n", i % 5, 40_000 + i));
            continue;
        }
        let ip = format!("192.0.2.{}", company.random.between(1, 254));
        let mut classes = vec!["user.contact.email", "user.device.ip_address"];
        if i == 121 {
            lines.push_str(&format!("{stamp} WARN login failed email={email} password=Herbst!laub-7Kahn ip={ip}\n"));
            classes.push("user.authorization.password");
            company.planted.forbid(APP_LOG, "user.authorization.password");
        } else {
            lines.push_str(&format!("{stamp} INFO session opened email={email} ip={ip}\n"));
        }
        company.planted.record(today, APP_LOG, Some(&customer), &classes, &created);
    }
    company.file("logs/app.log", lines.as_bytes(), company.yesterday())
}

fn stamp(date: Date, i: usize) -> String {
    format!("{date}T12:{:02}:{:02}.000Z", i % 60, i * 7 % 60)
}

fn gzipped(bytes: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut gz = GzEncoder::new(Vec::new(), flate2::Compression::default());
    gz.write_all(bytes).context("logs: cannot pack")?;
    gz.finish().context("logs: cannot pack")
}
