//! What the configuration says of one object, and whether the names in it are known.

use std::collections::BTreeMap;

use crate::model::about::Keeping;
use crate::model::ids::{DataClass, PolicyId};
use crate::model::object::{Bindings, Condition, Times};
use crate::model::time::EventKind;

use super::Config;
use super::mistake::{Mistake, Mistakes, suggestion};
use super::source::{EventBinding, SourceConfig, SourceKind};

impl Config {
    /// What is said of the object at `address`: `schema.table`, or a path below the source's root. For each field the
    /// first binding that matches and sets it counts; row conditions are gathered from all that match.
    pub fn bindings(&self, source: &SourceConfig, address: &str) -> Bindings {
        let matching: Vec<&EventBinding> =
            source.events.iter().filter(|events| applies(events, source.kind, address)).collect();
        let first = |get: fn(&EventBinding) -> &Option<String>| matching.iter().find_map(|events| get(events).clone());
        let mut conditions: Vec<Condition> = Vec::new();
        for when in matching.iter().filter_map(|events| events.when.as_ref()).flat_map(|when| when.as_slice()) {
            let condition = Condition { column: when.column.clone(), is: when.is.to_string(), name: when.name.clone() };
            if !conditions.contains(&condition) {
                conditions.push(condition);
            }
        }
        let events: BTreeMap<EventKind, String> =
            EventKind::ALL.into_iter().filter_map(|kind| Some((kind, first(column_of(kind))?))).collect();
        let named = first(|events| &events.of_tenant_in).and_then(|pattern| tenant_in(&pattern, address));
        Bindings {
            realm: Some(source.realm.clone().unwrap_or_else(|| self.realm.clone())),
            policy: matching.iter().find_map(|events| events.policy.clone()).or_else(|| source.policy.clone()),
            region: source.region.clone(),
            events,
            tenant: first(|events| &events.tenant),
            jurisdiction: first(|events| &events.jurisdiction),
            parental_consent: first(|events| &events.parental_consent),
            conditions,
            deleted_is: matching.iter().find_map(|events| events.deleted_is.as_ref()).map(ToString::to_string),
            of_tenant: named.clone().or_else(|| first(|events| &events.of_tenant)).or_else(|| source.of_tenant.clone()),
            is_foreign: named.zip(source.of_tenant.as_ref()).is_some_and(|(named, own)| named != *own),
            birth: first(|events| &events.birth),
            age: first(|events| &events.age),
            guardian: first(|events| &events.guardian),
            consent: first(|events| &events.consent),
            person: matching.iter().find_map(|events| events.person),
            person_column: first(|events| &events.person_column),
            persons: matching.iter().find(|events| !events.persons.is_empty()).map(|e| e.persons.clone()).unwrap_or_default(),
            group_by: matching.iter().map(|e| &e.group_by).find(|columns| !columns.is_empty()).cloned().unwrap_or_default(),
            group_size: first(|events| &events.group_size),
            times: Times { zone: first(|events| &events.time_zone), unit: matching.iter().find_map(|events| events.unit) },
            keeping: keeping(source, &matching),
        }
    }

    /// Holds the names of policies and data classes against those that there are. `is_class` also knows the parents
    /// (`user.contact`).
    ///
    /// # Errors
    /// Every name that is unknown.
    pub fn check(&self, policies: &[PolicyId], is_class: &dyn Fn(&DataClass) -> bool) -> Result<(), Mistakes> {
        let mut found = Vec::new();
        let mut policy = |id: &PolicyId, path: String| {
            if !policies.contains(id) {
                let near = suggestion(id.as_str(), policies.iter().map(PolicyId::as_str));
                found.push(self.mistake(&path, format!("unknown policy `{id}`{near}")));
            }
        };
        for (i, source) in self.sources.iter().enumerate() {
            source.policy.iter().for_each(|id| policy(id, format!("source[{i}].policy")));
            for (j, events) in source.events.iter().enumerate() {
                events.policy.iter().for_each(|id| policy(id, format!("source[{i}].events[{j}].policy")));
            }
        }
        for (i, period) in self.periods.iter().enumerate() {
            policy(&period.policy, format!("period[{i}].policy"));
        }
        for (i, period) in self.periods.iter().enumerate() {
            for (j, class) in period.data.iter().enumerate().filter(|(_, class)| *class != "*") {
                if !is_class(&DataClass::from(class.strip_suffix(".*").unwrap_or(class))) {
                    found.push(self.mistake(&format!("period[{i}].data[{j}]"), format!("unknown data class `{class}`")));
                }
            }
        }
        let holds = self.orders.holds.iter().map(|hold| &hold.data).enumerate().map(|(i, data)| ("hold", i, data));
        let exceptions = self.orders.exceptions.iter().map(|exception| &exception.data).enumerate();
        let suspensions = self.orders.suspensions.iter().map(|suspension| &suspension.data).enumerate();
        let orders = holds.chain(exceptions.map(|(i, data)| ("exception", i, data)));
        for (list, i, data) in orders.chain(suspensions.map(|(i, data)| ("suspension", i, data))) {
            for (j, class) in data.iter().enumerate().filter(|(_, class)| *class != "*") {
                if !is_class(&DataClass::from(class.strip_suffix(".*").unwrap_or(class))) {
                    found.push(self.mistake(&format!("{list}[{i}].data[{j}]"), format!("unknown data class `{class}`")));
                }
            }
        }
        Mistakes::or_else_none(found)
    }

    fn mistake(&self, path: &str, text: String) -> Mistake {
        Mistake { file: self.file.clone(), at: self.places.get(path).copied(), text }
    }
}

fn applies(events: &EventBinding, kind: SourceKind, address: &str) -> bool {
    let (pattern, separator) = if kind == SourceKind::Files { (&events.path, '/') } else { (&events.table, '.') };
    pattern.as_ref().is_none_or(|pattern| pattern.matches(address, separator))
}

/// The client's id in an address: what stands for `{}`, up to the text behind it; none where the address does not begin so.
fn tenant_in(pattern: &str, address: &str) -> Option<String> {
    let (before, behind) = pattern.split_once("{}")?;
    let rest = address.strip_prefix(before)?;
    let id = if behind.is_empty() { rest.split(['/', '.']).next()? } else { rest.split_once(behind)?.0 };
    (!id.is_empty() && !id.contains(['/', '.'])).then(|| id.to_owned())
}

/// What is said of an object as a whole. A store's kind, its cycle and its day belong together: whoever tells the kind tells all.
fn keeping(source: &SourceConfig, matching: &[&EventBinding]) -> Keeping {
    let own = matching.iter().find(|events| events.store.is_some());
    let (store, cycle, taken) = match own {
        Some(events) => (events.store, &events.backup_cycle, events.backup_taken),
        None => (source.store, &source.backup_cycle, source.backup_taken),
    };
    Keeping {
        role: matching.iter().find_map(|events| events.role).or(source.role),
        store,
        cycle: cycle.clone(),
        taken: taken.map(|day| day.0),
        tenant: matching.iter().find_map(|events| events.tenant.clone()),
    }
}

fn column_of(kind: EventKind) -> fn(&EventBinding) -> &Option<String> {
    match kind {
        EventKind::Created => |events| &events.created,
        EventKind::LastActivity => |events| &events.last_activity,
        EventKind::ProcessEnd => |events| &events.process_end,
        EventKind::ContractEnd => |events| &events.contract_end,
        EventKind::AccountClosed => |events| &events.account_closed,
        EventKind::ConsentWithdrawn => |events| &events.consent_withdrawn,
        EventKind::Deleted => |events| &events.deleted,
    }
}

#[cfg(test)]
mod tests {
    use super::tenant_in;

    #[test]
    fn an_address_tells_the_client_it_belongs_to() {
        for (pattern, address, expected) in [
            ("clients/{}/", "clients/700/people.csv", Some("700")),
            ("clients/{}/", "clients/700", None),
            ("clients/{}/", "other/700/people.csv", None),
            ("clients/{}.csv", "clients/700.csv", Some("700")),
            ("clients/{}.csv", "clients/a/700.csv", None),
            ("tenant_{}.", "tenant_acme.users", Some("acme")),
            ("tenant_{}", "tenant_acme.users", Some("acme")),
            ("clients/{}/", "clients//people.csv", None),
            ("clients/", "clients/700/people.csv", None),
        ] {
            assert_eq!(tenant_in(pattern, address).as_deref(), expected, "{pattern} {address}");
        }
    }
}
