//! What was exported and forgotten: a newsletter list, leads out of a German spreadsheet, an old backup in a zip.

use std::io::{Cursor, Write};

use anyhow::Context;
use jiff::ToSpan;
use jiff::civil::Date;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::company::Company;
use super::customer::{ASKED, ago};
use super::planted::{Place, on};
use crate::model::time::{EventKind, EventTime};

const NEWSLETTER: Place = Place { source: "exports", object: "newsletter.csv" };
const LEADS: Place = Place { source: "exports", object: "leads.csv" };
const STREETS: [&str; 6] = ["Lindenstraße", "Mühlweg", "Am Alten Hafen", "Gärtnergasse", "Schloßallee", "Bürgerring"];
const CITIES: [(&str, &str); 5] =
    [("50667", "Köln"), ("80331", "München"), ("90402", "Nürnberg"), ("40213", "Düsseldorf"), ("20095", "Hamburg")];

pub(super) fn write(company: &mut Company) -> anyhow::Result<()> {
    newsletter(company)?;
    leads(company)?;
    backup(company)
}

fn newsletter(company: &mut Company) -> anyhow::Result<()> {
    let mut csv = String::from("email,name,subscribed_at,last_opened_at\n");
    let today = company.today;
    for (i, customer) in company.accounts().to_vec().iter().enumerate().filter(|(i, _)| i % 3 == 0 || *i == ASKED) {
        let subscribed = customer.created;
        let opened = (i % 10 != 0).then(|| ago(today, company.random.between(1, 1_500)).max(subscribed));
        let shown = opened.map(|date| date.to_string()).unwrap_or_default();
        csv.push_str(&format!("{},{},{subscribed},{shown}\n", customer.email, customer.name));
        let opened = opened.map_or((EventKind::LastActivity, EventTime::NotHappened), |date| on(EventKind::LastActivity, date));
        let events = [on(EventKind::Created, subscribed), opened];
        company.planted.record(today, NEWSLETTER, Some(customer), &["user.contact.email", "user.name"], &events);
    }
    company.file("exports/newsletter.csv", csv.as_bytes(), company.yesterday())
}

fn leads(company: &mut Company) -> anyhow::Result<()> {
    let mut csv = String::from("Name;Arbeitgeber;E-Mail;Telefon;Straße;PLZ;Ort;Angelegt am;Letzter Kontakt\r\n");
    let german = |date: Date| format!("{:02}.{:02}.{}", date.day(), date.month(), date.year());
    let today = company.today;
    for lead in company.leads().to_vec() {
        let street = format!("{} {}", company.random.pick(&STREETS), company.random.between(1, 98));
        let (postcode, city) = CITIES[company.random.below(5) as usize];
        let made = ago(today, company.random.between(200, 1_900));
        let spoken = ago(today, company.random.between(10, 1_800)).max(made);
        let (made_text, spoken_text) = (german(made), german(spoken));
        csv.push_str(&format!(
            "{};{};{};{};{street};{postcode};{city};{made_text};{spoken_text}\r\n",
            lead.name, lead.company, lead.email, lead.phone
        ));
        let classes = [
            "user.name",
            "user.workplace",
            "user.contact.email",
            "user.contact.phone_number",
            "user.contact.address.street",
            "user.contact.address.postal_code",
            "user.contact.address.city",
        ];
        let events = [on(EventKind::Created, made), on(EventKind::LastActivity, spoken)];
        company.planted.record(today, LEADS, Some(&lead), &classes, &events);
    }
    // Latin-1 is the first 256 characters of Unicode, one byte each.
    let latin: Vec<u8> = csv.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    company.file("exports/leads.csv", &latin, company.yesterday())
}

/// The customers as they were about seven years ago.
fn backup(company: &mut Company) -> anyhow::Result<()> {
    let today = company.today;
    let made = ago(today, 7 * 365);
    let object = format!("backup-{}.zip", made.year());
    let place = Place { source: "backup", object: &object };
    let mut csv = String::from("id,full_name,email,phone,created_at\n");
    for customer in company.accounts().to_vec().iter().filter(|customer| customer.created < made) {
        let (id, created) = (customer.id, customer.created);
        csv.push_str(&format!("{id},{},{},{},{created}\n", customer.name, customer.email, customer.phone));
        let classes = ["user.name", "user.contact.email", "user.contact.phone_number"];
        company.planted.record(today, place, Some(customer), &classes, &[on(EventKind::Created, created)]);
    }
    let bytes = zipped("customers.csv", csv.as_bytes(), made).context("backup: cannot pack")?;
    company.file(&format!("backup/{object}"), &bytes, made.saturating_add(1.day()))
}

fn zipped(name: &str, bytes: &[u8], made: Date) -> anyhow::Result<Vec<u8>> {
    let time = DateTime::from_date_and_time(made.year().unsigned_abs(), made.month() as u8, made.day() as u8, 12, 0, 0)?;
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(time);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(name, options)?;
    zip.write_all(bytes)?;
    Ok(zip.finish()?.into_inner())
}
