//! Rows of configuration files and what is said of them.

use std::path::Path;

use super::*;
use crate::model::ids::PolicyId;
use crate::model::time::EventKind;

fn parse(text: &str) -> Result<Config, Mistakes> {
    let get = |name: &str| (name == "HOME").then(|| "/home/x".into());
    Config::parse(text, Path::new("/etc/gleaner/gleaner.toml"), &Overrides::default(), &Env::of(&get))
}

/// The mistakes of a file, each without the file's name.
fn mistakes(text: &str) -> Vec<String> {
    let found = parse(text).err().map_or_else(Vec::new, |mistakes| mistakes.0);
    found.iter().map(|mistake| mistake.to_string().replace("/etc/gleaner/gleaner.toml:", "")).collect()
}

/// Holds the mistakes of `text` against `expected`: one for each, each beginning with it.
fn check(text: &str, expected: &[&str]) {
    let found = mistakes(text);
    let fits = found.len() == expected.len() && found.iter().zip(expected).all(|(found, start)| found.starts_with(start));
    assert!(fits, "{text}\nfound {found:#?}\nexpected {expected:#?}");
}

const GOOD: &str = "[[source]]\nname = 'a'\nkind = 'files'\npath = '.'\n";

#[test]
fn each_mistake_is_told_with_its_place_and_the_nearest_word() {
    for (text, expected) in [
        ("", &[][..]),
        (GOOD, &[]),
        ("stat = 'x'\n", &["1:1: unknown key `stat`; did you mean `state`?"]),
        ("[scan]\n  unit_row = 1\n", &["2:3: unknown key `unit_row`; did you mean `unit_rows`?"]),
        ("[scan]\nunit_rows = 'many'\n", &["2:13: expected a whole number, found a text"]),
        ("[scan]\nunit_rows = 0\n", &["2:13: the number is less than 1"]),
        ("[scan]\nunit_bytes = '64 MegaBytes'\n", &["2:14: expected a size such as"]),
        ("[scan]\nunit_bytes = 1\n", &["2:14: `unit_bytes` must lie between 4 KiB and 64 MiB"]),
        ("[scan]\nthreads = 1.5\n", &["2:11: expected a whole number, found a number"]),
        ("[source]\nname = 'a'\n", &["1:1: expected a list, found a table; write `[[…]]` for each"]),
        ("source = 3\n", &["1:10: expected a list, found a whole number"]),
        ("[[source]]\nkind = 'files'\npath = '.'\n", &["1:1: `name` is missing"]),
        ("[[source]]\nname = 'a'\nkind = 'postgress'\n", &["3:8: unknown word `postgress`; did you mean `postgres`?"]),
        ("[[source]]\nname = 'a'\nkind = 'postgres'\n", &["3:8: a source of kind `postgres` needs `url`"]),
        (
            "[[source]]\nname = 'a'\nkind = 'mysql'\nurl = 'postgres://h/d'\n",
            &["4:7: the URL of a source of kind `mysql` begins with `mysql://` or `mariadb://`"],
        ),
        ("key = '0123'\n", &["1:7: a key is given by reference"]),
        ("[serve]\nlisten = '0.0.0.0:7487'\n", &["2:10: this version listens on the loopback only"]),
        (
            "[serve]\nlisten = 'here'\ntime_zone = 'Mars/Base'\n",
            &["2:10: expected an address", "3:13: `Mars/Base` is no known"],
        ),
        ("a = \n", &["1:"]),
    ] {
        check(text, expected);
    }
}

#[test]
fn the_mistakes_of_sources_and_periods_are_told() {
    for (more, expected) in [
        ("schedule = '61 * * * *'\n", &["5:12: bad cron expression"][..]),
        ("schedule = '30 2 * * *'\ntime_zone = 'Europe/Berlin'\n", &[]),
        ("include = ['a[']\n", &["5:12: bad pattern"]),
        ("region = 'Germany'\n", &["5:10: `Germany` is no region"]),
        ("connections = 0\n", &["5:15: the number is less than 1"]),
        ("url = 'env:X'\n", &["5:7: a source of kind `files` has no `url`"]),
        ("[[source]]\nname = 'a'\nkind = 'files'\npath = '.'\n", &["6:8: there is another source of the name `a`"]),
        ("[[source.events]]\ntable = 'users'\ncreated = 'at'\n", &["6:9: a tree of files has no tables; use `path`"]),
        ("[[source.events]]\npath = '*.csv'\n", &["5:1: these events bind nothing"]),
        ("[[source.events]]\ncreatd = 'at'\n", &["6:1: unknown key `creatd`; did you mean `created`?"]),
        ("[[source.events]]\nwhen = { column = 'x', is = true }\n", &["6:8: `as` is missing"]),
        ("backup_cycle = 'P35D'\n", &["5:16: `backup_cycle` is said of a backup"]),
        ("store = 'backup'\nbackup_cycle = 'P35D'\nbackup_taken = '2026-05-20'\n", &[]),
        ("store = 'backup'\nbackup_cycle = 'unspecified'\n", &["6:16: a backup's cycle is a period such as"]),
        ("store = 'bakcup'\n", &["5:9: unknown word `bakcup`; did you mean `backup`?"]),
        ("[[source.events]]\nbirth = 'dob'\ntime_zone = 'Mars/Base'\n", &["7:13: `Mars/Base` is no known time zone"]),
        ("[[source.events]]\nperson = 'pupil'\n", &["6:10: unknown word `pupil`"]),
        ("[[source.events]]\ndeleted_is = 'gone'\n", &["6:14: `deleted_is` says what the values"]),
        ("[[source.events]]\nof_tenant_in = 'clients/'\n", &["6:16: `of_tenant_in` needs `{}`"]),
        (
            "[[suspension]]\nreason = ' '\nby = 'b'\nsince = '2026-01-01'\nuntil = '2026-12-31'\n",
            &["6:10: `reason` must say something"],
        ),
        (
            "[[period]]\npolicy = 'p'\ndata = []\nstarts = 'creatd'\nperiod = 'P3X'\n",
            &[
                "7:8: a period needs at least one data class",
                "8:10: unknown word `creatd`; did you mean `created`?",
                "9:10: `P3X` is no period",
            ],
        ),
        (
            "[[period]]\npolicy = 'p'\ndata = ['*']\nstarts = 'created'\nperiod = 'unspecified'\nsources = ['b']\nwhen = 'c'\n",
            &["9:10: the operator's period", "10:12: unknown source `b`; did you mean `a`?", "11:8: unknown row condition `c`"],
        ),
    ] {
        check(&format!("{GOOD}{more}"), expected);
    }
}

#[test]
fn all_mistakes_come_in_one_message() {
    let text = format!("stat = 'x'\n{GOOD}kidn = 1\nregion = 'x'\n[serve]\nlisten = '1.2.3.4:5'\n");
    check(&text, &["1:1: unknown key `stat`", "6:1: unknown key `kidn`", "7:10: `x` is no region", "9:10: this version"]);
}

#[test]
fn a_password_in_a_file_is_never_repeated() {
    let text = "[[source]]\nname = 'a'\nkind = 'mysql'\nurl = 'postgres://u:hunter2@h/d'\nuserr = 1\n";
    assert!(!mistakes(text).concat().contains("hunter2"));
    let good = parse("[[source]]\nname = 'a'\nkind = 'mysql'\nurl = 'mysql://u:hunter2@h/d'\n").unwrap();
    assert!(!format!("{good:?}").contains("hunter2"));
}

#[test]
fn the_commented_example_parses_as_it_is_and_with_everything_in_it_switched_on() {
    let example = include_str!("../../config/gleaner.toml");
    check(example, &[]);
    // A line that is switched off begins with `#` and a letter or bracket; prose begins with `# `.
    let on: String = example
        .lines()
        .map(|line| match line.strip_prefix('#') {
            Some(rest) if rest.starts_with(|c: char| c.is_ascii_lowercase() || c == '[') => format!("{rest}\n"),
            _ => format!("{line}\n"),
        })
        .collect();
    check(&on, &[]);
    for key in keys(&Config::schema()) {
        assert!(
            on.lines().any(|line| line.trim_start().starts_with(&key) || line.contains(&format!(" {key} ="))),
            "{key} is not shown"
        );
    }
}

/// Every key that the schema knows.
fn keys(schema: &Value) -> std::collections::BTreeSet<String> {
    let mut found = std::collections::BTreeSet::new();
    let mut open = vec![schema];
    while let Some(value) = open.pop() {
        if let Some(properties) = value.get("properties").and_then(Value::as_object) {
            found.extend(
                properties
                    .keys()
                    .filter(|key| {
                        !["scan", "keep", "serve", "source", "events", "period", "hold", "suspension", "exception"]
                            .contains(&key.as_str())
                    })
                    .cloned(),
            );
        }
        match value {
            Value::Object(map) => open.extend(map.values()),
            Value::Array(list) => open.extend(list),
            _ => {}
        }
    }
    found
}

#[test]
fn paths_lie_below_the_file_and_the_command_line_is_stronger() {
    let text = format!("state = 'state'\npolicies = '~/packs'\nkey = 'file:root.key'\n[scan]\nthreads = 2\n{GOOD}");
    let config = parse(&text).unwrap();
    assert_eq!(config.state, Path::new("/etc/gleaner/state"));
    assert_eq!(config.policies.as_deref(), Some(Path::new("/home/x/packs")));
    assert_eq!(config.key, KeyRef::File("/etc/gleaner/root.key".into()));
    assert_eq!(config.sources[0].path.as_deref(), Some(Path::new("/etc/gleaner/.")));
    let overrides = Overrides { state: Some("s".into()), key: Some("k".into()), threads: Some(7) };
    let get = |_: &str| None;
    let config = Config::parse(&text, Path::new("gleaner.toml"), &overrides, &Env::of(&get)).unwrap();
    assert_eq!((config.state, config.key, config.scan.threads), ("s".into(), KeyRef::File("k".into()), Some(7)));
    let homeless = Config::parse("", Path::new("gleaner.toml"), &Overrides::default(), &Env::of(&get)).unwrap_err();
    assert!(homeless.to_string().contains("--state"), "{homeless}");
}

#[test]
fn the_first_binding_that_matches_and_sets_a_field_counts() {
    let config = parse(
        "realm = 'acme'
        [[source]]
        name = 'crm'
        kind = 'postgres'
        url = 'env:CRM'
        policy = 'base'
        region = 'DE'
        [[source.events]]
        table = 'public.users'
        created = 'signup'
        policy = 'users'
        when = [{ column = 'temp', is = true, as = 'temporary' }, { column = 'kind', is = 7, as = 'seven' }]
        [[source.events]]
        created = 'created_at'
        account_closed = 'closed_at'
        tenant = 'client_id'",
    )
    .unwrap();
    let users = config.bindings(&config.sources[0], "public.users");
    assert_eq!(users.events.get(&EventKind::Created).map(String::as_str), Some("signup"));
    assert_eq!(users.events.get(&EventKind::AccountClosed).map(String::as_str), Some("closed_at"));
    assert_eq!((users.policy, users.realm), (Some("users".into()), Some("acme".into())));
    assert_eq!(users.conditions.iter().map(|c| c.is.as_str()).collect::<Vec<_>>(), ["true", "7"]);
    let orders = config.bindings(&config.sources[0], "public.orders");
    assert_eq!(orders.events.get(&EventKind::Created).map(String::as_str), Some("created_at"));
    assert_eq!((orders.policy, orders.conditions.len()), (Some("base".into()), 0));
    assert_eq!((orders.tenant.as_deref(), orders.region.as_deref()), (Some("client_id"), Some("DE")));
}

#[test]
fn unknown_policies_and_classes_are_told_with_their_place() {
    let text = format!(
        "{GOOD}policy = 'workpx'\n[[period]]\npolicy = 'workpex'\ndata = ['user.name', 'user.nam']\nstarts = 'created'\nperiod = 'P1Y'\n"
    );
    let config = parse(&text).unwrap();
    let check = |known: &[&str]| {
        let known: Vec<_> = known.iter().map(|id| PolicyId::from(*id)).collect();
        config.check(&known, &|class| class.as_str() == "user.name").unwrap_err().to_string()
    };
    let file = "/etc/gleaner/gleaner.toml";
    assert_eq!(
        check(&["workpex"]),
        format!("{file}:5:10: unknown policy `workpx`; did you mean `workpex`?\n{file}:8:22: unknown data class `user.nam`")
    );
}
