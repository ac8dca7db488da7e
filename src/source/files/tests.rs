//! The source contract, held against trees of every nasty kind.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::Read;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

use rustix::fs::{CWD, FileType, Mode, mkdirat, mknodat};
use tempfile::TempDir;
use walkdir::WalkDir;

use super::*;
use crate::model::locator::{RawLocator, StepKind};

fn settings(root: &Path) -> Settings {
    Settings {
        name: "tree".into(),
        root: root.to_owned(),
        include: Vec::new(),
        exclude: Vec::new(),
        own_state: Vec::new(),
        same_file_system: false,
    }
}

/// Everything that a discovery tells, in its order, and how it ended.
async fn found(settings: Settings) -> (Vec<Found>, Discovery) {
    let files = Files::new(settings).unwrap();
    // One place only: what is sent must be waited for.
    let (sender, mut receiver) = mpsc::channel(1);
    let collect = async {
        let mut all = Vec::new();
        while let Some(found) = receiver.recv().await {
            all.push(found);
        }
        all
    };
    let (discovery, all) = tokio::join!(files.discover(sender), collect);
    (all, discovery.unwrap())
}

fn address(found: &Found) -> String {
    let at = match found {
        Found::Object(object) => &object.at,
        Found::Fault(fault) => &fault.place,
    };
    at.0.iter().map(|(_, name)| escaped(name)).collect::<Vec<_>>().join("/")
}

fn outcome(found: &Found) -> String {
    match found {
        Found::Object(_) => "object".to_owned(),
        Found::Fault(fault) => fault.outcome.to_string(),
    }
}

async fn outcomes(settings: Settings) -> BTreeMap<String, String> {
    let (all, discovery) = found(settings).await;
    let n = all.len();
    assert!(discovery.is_complete);
    let by_address: BTreeMap<_, _> = all.iter().map(|found| (address(found), outcome(found))).collect();
    assert_eq!(by_address.len(), n, "one message each");
    by_address
}

fn check(outcomes: &BTreeMap<String, String>, expected: &[(&str, &str)]) {
    let shown: Vec<_> = outcomes.iter().map(|(address, outcome)| (address.as_str(), outcome.as_str())).collect();
    assert_eq!(shown, expected);
}

fn n_things(root: &Path) -> usize {
    WalkDir::new(root).into_iter().filter(|entry| !entry.as_ref().unwrap().file_type().is_dir()).count()
}

fn object(at: RawLocator, version: &str) -> Object {
    Object {
        source: "tree".into(),
        at,
        kind: crate::model::object::ObjectKind::File,
        size: None,
        n_rows: None,
        version: version.to_owned(),
        modified: None,
        columns: Vec::new(),
    }
}

fn objects(all: Vec<Found>) -> Vec<Object> {
    let of = |found| if let Found::Object(object) = found { Some(*object) } else { None };
    all.into_iter().filter_map(of).collect()
}

async fn text(files: &Files, object: &Object) -> Result<String, Fault> {
    let Content::Bytes(mut bytes) = files.open(object, &Stretch::Whole).await? else { panic!("a file has no rows") };
    let mut text = String::new();
    bytes.read_to_string(&mut text).unwrap();
    Ok(text)
}

fn nasty_tree() -> TempDir {
    let tree = tempfile::tempdir().unwrap();
    let root = tree.path();
    std::fs::create_dir_all(root.join("a/b")).unwrap();
    std::fs::write(root.join("a/one.txt"), "1").unwrap();
    std::fs::hard_link(root.join("a/one.txt"), root.join("a/two.txt")).unwrap();
    std::fs::hard_link(root.join("a/one.txt"), root.join("a/z.csv")).unwrap();
    std::fs::write(root.join("rows.CSV"), "a,b\n").unwrap();
    std::fs::write(root.join("empty"), "").unwrap();
    symlink("..", root.join("a/loop")).unwrap();
    symlink("/etc", root.join("a/out")).unwrap();
    symlink("one.txt", root.join("a/in")).unwrap();
    symlink("nothing", root.join("a/dangling.json")).unwrap();
    mknodat(CWD, root.join("a/pipe"), FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    std::os::unix::net::UnixListener::bind(root.join("socket")).unwrap();
    std::fs::write(root.join(OsStr::from_bytes(b"not\xfftext")), "x").unwrap();
    std::fs::write(root.join("new\nline"), "x").unwrap();
    tree
}

#[tokio::test]
async fn every_thing_that_is_no_folder_is_told_once() {
    let tree = nasty_tree();
    let outcomes = outcomes(settings(tree.path())).await;
    assert_eq!(outcomes.len(), n_things(tree.path()));
    check(
        &outcomes,
        &[
            ("a/dangling.json", "skipped(symlink)"),
            ("a/in", "skipped(symlink)"),
            ("a/loop", "skipped(symlink)"),
            ("a/one.txt", "skipped(hard-link)"),
            ("a/out", "skipped(symlink)"),
            ("a/pipe", "skipped(special)"),
            ("a/two.txt", "skipped(hard-link)"),
            // Columnar names come first, and so this is the file's first name.
            ("a/z.csv", "object"),
            ("empty", "object"),
            ("new\\u{a}line", "object"),
            ("not\\xfftext", "object"),
            ("rows.CSV", "object"),
            ("socket", "skipped(special)"),
        ],
    );
}

#[tokio::test]
async fn columnar_names_come_first_and_each_object_can_be_read() {
    let tree = nasty_tree();
    let files = Files::new(settings(tree.path())).unwrap();
    let (all, _) = found(settings(tree.path())).await;
    let is_columnar = |found: &Found| [".csv", ".CSV", ".json"].iter().any(|ending| address(found).ends_with(ending));
    assert_eq!(all.iter().take_while(|found| is_columnar(found)).count(), 3);
    let mut contents = BTreeMap::new();
    for object in objects(all) {
        contents.insert(escaped(&object.at.0.last().unwrap().1), text(&files, &object).await.unwrap());
        assert!(files.is_unchanged(&object).await);
        assert!(object.modified.is_some_and(|day| day.to_date().year() > 2000));
    }
    let expected = [("empty", ""), ("new\\u{a}line", "x"), ("not\\xfftext", "x"), ("rows.CSV", "a,b\n"), ("z.csv", "1")];
    assert_eq!(contents, expected.map(|(name, text)| (name.to_owned(), text.to_owned())).into());
}

#[tokio::test]
async fn what_is_left_out_is_still_told() {
    let tree = nasty_tree();
    let settings = Settings {
        exclude: vec!["*.CSV".to_owned(), "new*".to_owned()],
        own_state: vec![tree.path().join("a"), tree.path().join("not/there")],
        ..settings(tree.path())
    };
    let outcomes = outcomes(settings).await;
    assert_eq!(outcomes.len(), n_things(tree.path()));
    for (address, expected) in [
        ("rows.CSV", "skipped(excluded)"),
        ("new\\u{a}line", "skipped(excluded)"),
        ("a/one.txt", "skipped(own-state)"),
        ("a/pipe", "skipped(own-state)"),
        ("empty", "object"),
    ] {
        assert_eq!(outcomes[address], expected, "{address}");
    }
    assert_eq!(outcomes.values().filter(|outcome| *outcome == "skipped(own-state)").count(), 8);
}

#[tokio::test]
async fn an_excluded_name_does_not_stand_for_a_file_of_several() {
    let tree = tempfile::tempdir().unwrap();
    std::fs::write(tree.path().join("a"), "x").unwrap();
    std::fs::hard_link(tree.path().join("a"), tree.path().join("b")).unwrap();
    let settings = Settings { exclude: vec!["a".to_owned()], ..settings(tree.path()) };
    check(&outcomes(settings).await, &[("a", "skipped(excluded)"), ("b", "object")]);
}

#[tokio::test]
async fn a_deep_tree_is_gone_through_to_its_end() {
    for (n_levels, name) in [(300, "level"), (4096, "d")] {
        let tree = tempfile::tempdir().unwrap();
        let mut fd = rustix::fs::open(tree.path(), rustix::fs::OFlags::DIRECTORY, Mode::empty()).unwrap();
        for _ in 0..n_levels {
            mkdirat(&fd, name, Mode::RWXU).unwrap();
            fd = rustix::fs::openat(&fd, name, rustix::fs::OFlags::DIRECTORY, Mode::empty()).unwrap();
        }
        for file in ["bottom.txt", "bottom.csv"] {
            rustix::fs::openat(&fd, file, rustix::fs::OFlags::CREATE | rustix::fs::OFlags::WRONLY, Mode::RUSR).unwrap();
        }
        let (all, discovery) = found(settings(tree.path())).await;
        assert!(discovery.is_complete);
        let files = Files::new(settings(tree.path())).unwrap();
        let objects = objects(all);
        assert_eq!(objects.len(), 2);
        for object in objects {
            assert_eq!(object.at.0.len(), n_levels + 1);
            assert_eq!(text(&files, &object).await.unwrap(), "");
            assert!(files.is_unchanged(&object).await);
        }
    }
}

/// The checks of permissions do not hold for the superuser, who reads everything.
#[tokio::test]
async fn what_may_not_be_read_is_denied() {
    let tree = tempfile::tempdir().unwrap();
    std::fs::create_dir(tree.path().join("folder")).unwrap();
    std::fs::write(tree.path().join("folder/file"), "x").unwrap();
    std::fs::write(tree.path().join("secret"), "x").unwrap();
    let set = |name: &str, mode| std::fs::set_permissions(tree.path().join(name), PermissionsExt::from_mode(mode)).unwrap();
    set("folder", 0);
    set("secret", 0);
    let reads_everything = rustix::process::geteuid().is_root();
    let (all, discovery) = found(settings(tree.path())).await;
    let mut told: Vec<_> = all.iter().map(|found| (address(found), outcome(found))).collect();
    told.sort();
    let folder = if reads_everything { ("folder/file", "object") } else { ("folder", "denied") };
    assert_eq!(told, [folder, ("secret", "object")].map(|(a, o)| (a.to_owned(), o.to_owned())));
    assert_eq!(discovery.is_complete, reads_everything);
    let secret = object(RawLocator::default().with(StepKind::Path, "secret"), "");
    let result = text(&Files::new(settings(tree.path())).unwrap(), &secret).await;
    assert_eq!(result.map_err(|fault| fault.outcome), if reads_everything { Ok("x".to_owned()) } else { Err(Outcome::Denied) });
    set("folder", 0o700);
}

#[tokio::test]
async fn a_file_that_changed_since_it_was_discovered_is_told() {
    type Change = fn(&Path);
    let change: [(&str, Change); 6] = [
        ("grown", |path| std::fs::write(path, "xy").unwrap()),
        ("removed", |path| std::fs::remove_file(path).unwrap()),
        ("replaced", |path| {
            std::fs::write(path.with_extension("new"), "x").unwrap();
            std::fs::rename(path.with_extension("new"), path).unwrap();
        }),
        ("link", |path| {
            std::fs::remove_file(path).unwrap();
            symlink("/etc/hostname", path).unwrap();
        }),
        ("pipe", |path| {
            std::fs::remove_file(path).unwrap();
            mknodat(CWD, path, FileType::Fifo, Mode::RUSR, 0).unwrap();
        }),
        ("folder", |path| {
            std::fs::remove_file(path).unwrap();
            std::fs::create_dir(path).unwrap();
        }),
    ];
    for (name, change) in change {
        let tree = tempfile::tempdir().unwrap();
        std::fs::create_dir(tree.path().join("in")).unwrap();
        let path = tree.path().join("in").join(name);
        std::fs::write(&path, "x").unwrap();
        let files = Files::new(settings(tree.path())).unwrap();
        let object = objects(found(settings(tree.path())).await.0).remove(0);
        change(&path);
        assert!(!files.is_unchanged(&object).await, "{name}");
        let result = text(&files, &object).await.map_err(|fault| fault.outcome);
        // A log that grows is read on; that it grew is told afterwards.
        let expected = if name == "grown" { Ok("xy".to_owned()) } else { Err(Outcome::ChangedDuringRead) };
        assert_eq!(result, expected, "{name}");
    }
}

#[tokio::test]
async fn a_folder_on_the_way_that_became_a_link_leads_nowhere() {
    let (tree, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::fs::create_dir(tree.path().join("in")).unwrap();
    for folder in [tree.path().join("in"), elsewhere.path().to_owned()] {
        std::fs::write(folder.join("file"), "x").unwrap();
    }
    let files = Files::new(settings(tree.path())).unwrap();
    std::fs::rename(tree.path().join("in"), tree.path().join("was")).unwrap();
    symlink(elsewhere.path(), tree.path().join("in")).unwrap();
    let at = RawLocator::default().with(StepKind::Path, "in").with(StepKind::Path, "file");
    let result = text(&files, &object(at, "")).await.map_err(|fault| fault.outcome);
    assert_eq!(result, Err(Outcome::ChangedDuringRead));
}

#[tokio::test]
async fn a_root_may_be_a_file_or_a_link_and_must_be_there() {
    let tree = nasty_tree();
    let root = tree.path().join(OsStr::from_bytes(b"not\xfftext"));
    check(&outcomes(settings(&root)).await, &[("not\\xfftext", "object")]);
    let object = objects(found(settings(&root)).await.0).remove(0);
    assert_eq!(object.at, RawLocator(vec![(StepKind::Path, root.file_name().unwrap().to_owned().into_vec())]));
    assert_eq!(text(&Files::new(settings(&root)).unwrap(), &object).await.unwrap(), "x");
    check(&outcomes(settings(&tree.path().join("rows.CSV"))).await, &[("rows.CSV", "object")]);
    check(&outcomes(settings(&tree.path().join("a/in"))).await, &[("one.txt", "object")]);
    check(&outcomes(settings(&tree.path().join("a/pipe"))).await, &[("pipe", "skipped(special)")]);
    let through_link = outcomes(settings(&tree.path().join("a/loop"))).await;
    assert_eq!(through_link.len(), n_things(tree.path()));
    let missing = Files::new(settings(&tree.path().join("missing"))).err().unwrap();
    assert!(missing.place.ends_with("missing") && missing.to_string().contains("cannot open"), "{missing}");
    let broken = Settings { include: vec!["[".to_owned()], ..settings(tree.path()) };
    assert!(Files::new(broken).err().unwrap().to_string().contains("pattern `[`"));
}

#[tokio::test]
async fn a_folder_that_cannot_be_listed_is_told_once_and_leaves_the_discovery_open() {
    let tree = tempfile::tempdir().unwrap();
    let files = Files::new(settings(tree.path())).unwrap();
    tree.close().unwrap();
    let (sender, mut receiver) = mpsc::channel(4);
    assert!(!files.discover(sender).await.unwrap().is_complete);
    let Some(Found::Fault(fault)) = receiver.recv().await else { panic!("nothing was told") };
    // What the system said of it is known by its number.
    assert_eq!((fault.place, fault.outcome), (RawLocator::default(), Outcome::ChangedDuringRead));
    assert!(fault.cause.0.contains("its content is unknown"), "{}", fault.cause.0);
    assert!(receiver.recv().await.is_none());
}

/// Where there are mounts below `/dev`, as there are on most systems, they are left out by name.
#[tokio::test]
async fn other_file_systems_are_left_out_if_so_configured() {
    let root = Path::new("/dev");
    let device = |path: &Path| path.metadata().map(|metadata| metadata.dev()).ok();
    let mut expected = Vec::new();
    let mut walk = WalkDir::new(root).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let Ok(entry) = entry else { continue };
        if entry.file_type().is_dir() && device(entry.path()) != device(root) {
            expected.push(escaped(entry.file_name().as_bytes()));
            walk.skip_current_dir();
        }
    }
    let (all, _) = found(Settings { same_file_system: true, ..settings(root) }).await;
    let is_left_out = |found: &&Found| matches!(found, Found::Fault(fault) if fault.cause.0.contains("another file system"));
    let last = |found| address(found).rsplit('/').next().unwrap().to_owned();
    let mut left_out: Vec<_> = all.iter().filter(is_left_out).map(last).collect();
    left_out.sort();
    expected.sort();
    assert_eq!(left_out, expected);
}

#[tokio::test]
async fn a_receiver_that_goes_away_ends_the_walk() {
    let tree = nasty_tree();
    let (sender, mut receiver) = mpsc::channel(1);
    let files = Files::new(settings(tree.path())).unwrap();
    let (discovery, _) = tokio::join!(files.discover(sender), async move { receiver.recv().await });
    assert!(!discovery.unwrap().is_complete);
}

#[tokio::test]
async fn a_plan_warns_of_what_would_be_read_by_surprise() {
    let tree = nasty_tree();
    let warnings = async |settings| Files::new(settings).unwrap().plan().await.unwrap().warnings;
    assert!(warnings(settings(tree.path())).await.is_empty());
    assert!(warnings(settings(Path::new("/"))).await[0].contains("pseudo file systems"));
    assert_eq!(network_kind(0x6969), Some("NFS"));
}

/// All that a read could leave behind: names, sizes, owners, modes, links and all three times.
fn listing(root: &Path) -> Vec<String> {
    let line = |entry: walkdir::DirEntry| {
        let m = entry.metadata().unwrap();
        // Listing a folder may set its access time; that is not in a reader's hand.
        let access = if m.is_dir() { (0, 0) } else { (m.atime(), m.atime_nsec()) };
        let times = [access, (m.mtime(), m.mtime_nsec()), (m.ctime(), m.ctime_nsec())];
        format!("{:?} {} {} {} {} {:o} {times:?}", entry.path(), m.size(), m.nlink(), m.uid(), m.gid(), m.mode())
    };
    WalkDir::new(root).sort_by_file_name().into_iter().map(|entry| line(entry.unwrap())).collect()
}

#[tokio::test]
async fn nothing_is_changed_by_reading_not_even_the_time_of_access() {
    let tree = nasty_tree();
    // Long ago, so that a lazy file system has a reason to write the access time.
    for entry in WalkDir::new(tree.path()).into_iter().filter(|entry| entry.as_ref().unwrap().file_type().is_file()) {
        let times = std::fs::FileTimes::new().set_accessed(std::time::UNIX_EPOCH).set_modified(std::time::UNIX_EPOCH);
        std::fs::File::options().write(true).open(entry.unwrap().path()).unwrap().set_times(times).unwrap();
    }
    let before = listing(tree.path());
    let files = Files::new(settings(tree.path())).unwrap();
    for object in objects(found(settings(tree.path())).await.0) {
        text(&files, &object).await.unwrap();
        assert!(files.is_unchanged(&object).await);
    }
    assert_eq!(listing(tree.path()), before);
}
