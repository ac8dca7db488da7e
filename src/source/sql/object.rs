//! From an object that was discovered to its rows: the table is looked up again, because it may have gone or changed.

use super::catalogue::Catalogue;
use super::names::TableName;
use super::pool::{Connector, Lease, Pool};
use super::read::{Reading, open};
use super::sample::sample;
use super::select::Table;
use super::settings::Settings;
use super::trouble::Trouble;
use crate::model::coverage::Outcome;
use crate::model::fault::Fault;
use crate::model::object::{Object, Stretch};
use crate::model::passage::RowBatch;
use crate::source::Content;

/// Opens a table.
pub(in crate::source) async fn open_table<C>(
    pool: &Pool<C>,
    object: &Object,
    stretch: &Stretch,
    settings: &Settings,
) -> Result<Content, Fault>
where
    C: Connector,
    C::Session: Catalogue,
{
    let opened = async {
        let (lease, table) = look_up(pool, object).await?;
        let (unit_rows, is_full_speed, meter) = (settings.unit_rows, settings.full_speed, settings.meter.clone());
        let reading = Reading { table, place: object.at.clone(), unit_rows, is_full_speed, meter };
        open(lease, reading, stretch).map(Content::Rows)
    };
    opened.await.map_err(|trouble: Trouble| trouble.fault(object.at.clone()))
}

/// Takes a sample of a table.
pub(in crate::source) async fn sample_table<C>(
    pool: &Pool<C>,
    object: &Object,
    n_rows: usize,
) -> Result<Option<RowBatch>, Fault>
where
    C: Connector,
    C::Session: Catalogue,
{
    let sampled = async {
        let (mut lease, table) = look_up(pool, object).await?;
        let batch = sample(lease.session()?, &table, n_rows, object.n_rows).await?;
        lease.give_back();
        Ok(Some(batch))
    };
    sampled.await.map_err(|trouble: Trouble| trouble.fault(object.at.clone()))
}

/// The table that an object was, with the session that found it.
pub(in crate::source) async fn look_up<C>(pool: &Pool<C>, object: &Object) -> Result<(Lease<C::Session>, Table), Trouble>
where
    C: Connector,
    C::Session: Catalogue,
{
    let Some(name) = TableName::at(&object.at) else { return Err(Trouble::failed("this address is no table's")) };
    let mut lease = pool.lease().await?;
    let table = match lease.session()?.describe(&name).await? {
        Some(table) if table.columns == object.columns => table,
        found => {
            lease.give_back();
            let cause =
                if found.is_some() { "its columns changed since it was discovered" } else { "gone since it was discovered" };
            return Err(Trouble::new(Outcome::ChangedDuringRead, cause));
        }
    };
    Ok((lease, table))
}
