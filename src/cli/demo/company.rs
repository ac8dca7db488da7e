//! The company as a whole: its folder, its customers, and one writer for each kind of thing it holds.

use std::fs::{File, FileTimes};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use anyhow::Context;
use jiff::ToSpan;
use jiff::civil::Date;

use super::customer::{ASKED, Customer, N_ACCOUNTS, all};
use super::planted::Planted;
use super::random::Random;
use super::{crm, exports, tickets, traffic};
use crate::model::time::Day;

/// The configuration that belongs to the company, to be written beside its data: paths are relative to it.
pub const CONFIG: &str = include_str!("gleaner.toml");

/// Where the sequence of numbers starts; another one would be another company.
const SEED: u64 = 0x676c_6561_6e65_7231;

/// A company that is being written.
pub(super) struct Company {
    pub(super) root: PathBuf,
    pub(super) today: Date,
    pub(super) random: Random,
    /// Those with an account first, then those without.
    pub(super) customers: Vec<Customer>,
    pub(super) planted: Planted,
}

/// Writes the company into a folder: what lies in it depends on `today` alone, and all dates are relative to it. Returns
/// what a scan of it must bring up.
///
/// # Errors
/// The folder cannot be written, or something of the company lies there already.
pub async fn write(root: &Path, today: Date) -> anyhow::Result<Planted> {
    let mut random = Random::new(SEED);
    let customers = all(today, &mut random);
    let asked = customers.get(ASKED).context("the company has too few customers")?;
    let planted = Planted::new(asked);
    let mut company = Company { root: root.to_owned(), today, random, customers, planted };
    crm::write(&mut company).await?;
    exports::write(&mut company)?;
    traffic::write(&mut company)?;
    tickets::write(&mut company)?;
    Ok(company.planted)
}

impl Company {
    /// Customers who have an account.
    pub(super) fn accounts(&self) -> &[Customer] {
        self.customers.get(..N_ACCOUNTS).unwrap_or(&self.customers)
    }

    /// Customers who have none yet.
    pub(super) fn leads(&self) -> &[Customer] {
        self.customers.get(N_ACCOUNTS..).unwrap_or_default()
    }

    /// An account by chance; every `often`-th time it is the person that the demo asks for.
    pub(super) fn someone(&mut self, i: usize, often: usize) -> Customer {
        let at = if i.is_multiple_of(often) { ASKED } else { self.random.below(N_ACCOUNTS as i64) as usize };
        self.customers[at].clone()
    }

    /// Writes a file below the root, last modified on the given day.
    pub(super) fn file(&self, path: &str, bytes: &[u8], modified: Date) -> anyhow::Result<()> {
        let path = self.root.join(path);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).with_context(|| format!("{}: cannot create", folder.display()))?;
        }
        let write = || {
            let mut file = File::create_new(&path)?;
            file.write_all(bytes)?;
            file.set_times(FileTimes::new().set_modified(noon(modified)))
        };
        write().with_context(|| format!("{}: cannot write", path.display()))
    }

    /// The day before: when everything but the tickets was last written.
    pub(super) fn yesterday(&self) -> Date {
        self.today.saturating_sub(1.day())
    }
}

fn noon(date: Date) -> SystemTime {
    let seconds = i64::from(Day::from_date(date).0) * 86_400 + 43_200;
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds.max(0).unsigned_abs())
}
