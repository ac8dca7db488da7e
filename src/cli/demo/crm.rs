//! The customer database: accounts, payments, and a log table without a key.

use anyhow::Context;
use jiff::ToSpan;
use jiff::civil::Date;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode};
use sqlx::{ConnectOptions, Connection};

use super::company::Company;
use super::customer::{ASKED, Closed, Customer, ago, days_between};
use super::planted::{Place, on};
use crate::model::time::{EventKind, EventTime};

const ACCOUNTS: Place = Place { source: "crm", object: "accounts" };
const PAYMENTS: Place = Place { source: "crm", object: "payments" };
const AUDIT: Place = Place { source: "crm", object: "audit_keyless" };
const SCHEMA: &str = "
create table accounts (
  id integer primary key, full_name text not null, email text not null, phone text, employer text, country text,
  username text, date_of_birth text, created_at text not null, last_login text, closed_at text, parental_consent integer
);
create table payments (
  id integer primary key, account_id integer not null references accounts (id), cardholder_name text, receipt_email text,
  card_last4 text, legacy_card_number text, card_expiry text, amount_cents integer, paid_at text not null
);
create table audit_keyless (account_email text, ip_address text, action text, at text);
";
/// One payment in so many still has its full card number, left from the system before.
const FULL_CARD_EVERY: i64 = 61;

pub(super) async fn write(company: &mut Company) -> anyhow::Result<()> {
    let path = company.root.join("crm.sqlite");
    anyhow::ensure!(!path.exists(), "{}: there is one already", path.display());
    let options = SqliteConnectOptions::new().filename(&path).create_if_missing(true);
    let mut db = options
        .journal_mode(SqliteJournalMode::Delete)
        .connect()
        .await
        .with_context(|| format!("{}: cannot create", path.display()))?;
    sqlx::raw_sql(SCHEMA).execute(&mut db).await.context("crm: cannot create the tables")?;
    let mut all = db.begin().await.context("crm: cannot begin")?;
    accounts(company, &mut all).await.context("crm.accounts: cannot write")?;
    payments(company, &mut all).await.context("crm.payments: cannot write")?;
    audit(company, &mut all).await.context("crm.audit_keyless: cannot write")?;
    all.commit().await.context("crm: cannot commit")?;
    db.close().await.context("crm: cannot close")
}

async fn accounts(company: &mut Company, db: &mut SqliteConnection) -> sqlx::Result<()> {
    for customer in company.accounts().to_vec() {
        let has_phone = customer.id % 9 != 0;
        let is_child = age(customer.born, customer.created) < 16;
        let consent = is_child.then_some(customer.id % 2);
        sqlx::query("insert into accounts values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .bind(customer.id)
            .bind(&customer.name)
            .bind(&customer.email)
            .bind(has_phone.then_some(&customer.phone))
            .bind(customer.company)
            .bind(customer.country)
            .bind(&customer.username)
            .bind(customer.born.to_string())
            .bind(customer.created.to_string())
            .bind(customer.last_login.to_string())
            .bind(closed_text(customer.closed))
            .bind(consent)
            .execute(&mut *db)
            .await?;
        plant_account(company, &customer, has_phone);
    }
    Ok(())
}

fn plant_account(company: &mut Company, customer: &Customer, has_phone: bool) {
    let mut classes = vec![
        "user.name",
        "user.contact.email",
        "user.workplace",
        "user.contact.address.country",
        "user.account.username",
        "user.demographic.date_of_birth",
    ];
    if has_phone {
        classes.push("user.contact.phone_number");
    }
    let closed = match customer.closed {
        Closed::Open => (EventKind::AccountClosed, EventTime::NotHappened),
        Closed::On(date) => on(EventKind::AccountClosed, date),
        Closed::Nonsense => (EventKind::AccountClosed, EventTime::Unknown),
        Closed::Sentinel => (EventKind::AccountClosed, EventTime::Suspect),
    };
    let events = [on(EventKind::Created, customer.created), on(EventKind::LastActivity, customer.last_login), closed];
    let today = company.today;
    company.planted.record(today, ACCOUNTS, Some(customer), &classes, &events);
    let under_age = &mut company.planted.under_age;
    for (day, ids) in [(customer.created, &mut under_age.at_collection), (today, &mut under_age.today)] {
        if age(customer.born, day) < 16 {
            ids.insert(customer.id);
        }
    }
}

async fn payments(company: &mut Company, db: &mut SqliteConnection) -> sqlx::Result<()> {
    let mut id = 0;
    for (i, customer) in company.accounts().to_vec().iter().enumerate() {
        let n = if i == ASKED { 3 } else { company.random.below(4) };
        for _ in 0..n {
            id += 1;
            let has_full_card = id % FULL_CARD_EVERY == 7;
            let card = company.random.card();
            let until = if let Closed::On(date) = customer.closed { date } else { company.today };
            let since = days_between(until, company.today);
            let paid = ago(company.today, company.random.between(since, days_between(customer.created, company.today)).max(1));
            let expiry = paid.saturating_add(company.random.between(3, 40).months());
            sqlx::query("insert into payments values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .bind(id)
                .bind(customer.id)
                .bind(&customer.name)
                .bind(&customer.email)
                .bind(card.get(12..))
                .bind(has_full_card.then_some(&card))
                .bind(format!("{:02}/{:02}", expiry.month(), expiry.year() % 100))
                .bind(company.random.between(900, 49_900))
                .bind(paid.to_string())
                .execute(&mut *db)
                .await?;
            plant_payment(company, customer, paid, has_full_card);
        }
    }
    Ok(())
}

fn plant_payment(company: &mut Company, customer: &Customer, paid: Date, has_full_card: bool) {
    let classes = ["user.name", "user.contact.email", "user.financial.card_expiry", "user.financial.credit_card"];
    let classes = if has_full_card { &classes[..] } else { &classes[..3] };
    let (today, events) = (company.today, [on(EventKind::Created, paid)]);
    company.planted.record(today, PAYMENTS, Some(customer), classes, &events);
    if has_full_card {
        company.planted.forbid(PAYMENTS, "user.financial.credit_card");
    } else {
        company.planted.last_four(today, PAYMENTS, &events);
    }
}

async fn audit(company: &mut Company, db: &mut SqliteConnection) -> sqlx::Result<()> {
    for i in 0..240 {
        let customer = company.someone(i, 60);
        let at = ago(company.today, company.random.between(1, 400));
        let (host, minute) = (company.random.between(1, 254), company.random.between(10, 59));
        let action = company.random.pick(&["login", "export", "password_change", "profile_update"]);
        sqlx::query("insert into audit_keyless values (?, ?, ?, ?)")
            .bind(&customer.email)
            .bind(format!("198.51.100.{host}"))
            .bind(action)
            .bind(format!("{at} 12:{minute}:00"))
            .execute(&mut *db)
            .await?;
        let classes = ["user.contact.email", "user.device.ip_address"];
        let today = company.today;
        company.planted.record(today, AUDIT, Some(&customer), &classes, &[on(EventKind::Created, at)]);
    }
    Ok(())
}

fn closed_text(closed: Closed) -> Option<String> {
    match closed {
        Closed::Open => None,
        Closed::On(date) => Some(date.to_string()),
        Closed::Nonsense => Some("see contract".to_owned()),
        Closed::Sentinel => Some("1970-01-01".to_owned()),
    }
}

/// Full years.
fn age(born: Date, on: Date) -> i16 {
    on.year() - born.year() - i16::from((on.month(), on.day()) < (born.month(), born.day()))
}
