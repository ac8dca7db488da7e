//! Telling that something in a tree changed, so that the daemon scans it again. Only that, not what: a scan finds out.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, EventKind, MetadataKind, ModifyKind};
use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::mpsc;
use tokio::sync::mpsc::error::TrySendError;

use super::{SourceError, refused};
use crate::model::fault::Cause;

/// How often a tree that the system cannot watch is looked through.
const POLL: Duration = Duration::from_secs(60);

/// A tree under watch; dropping it ends the watch.
pub struct Watching {
    _watcher: Box<dyn Watcher + Send>,
}

/// Sends on `changed` whenever something below `root` was written, made, removed or renamed: after two seconds of quiet,
/// at the latest after thirty, and at most every thirty. What lies below `own_state` does not count, or a scan would set
/// off the next. Reading does not count. If changes were missed, or watching fails on the way, that counts as a change.
/// A message that waits unread stands for all changes since.
///
/// # Errors
/// The tree cannot be watched, neither by the system nor by looking through it.
pub fn watch(root: PathBuf, own_state: Vec<PathBuf>, changed: mpsc::Sender<()>) -> Result<Watching, SourceError> {
    watch_at(Pace { quiet: Duration::from_secs(2), gap: Duration::from_secs(30), poll: POLL }, root, own_state, changed)
}

fn watch_at(pace: Pace, root: PathBuf, own_state: Vec<PathBuf>, changed: mpsc::Sender<()>) -> Result<Watching, SourceError> {
    let failed = |error: &notify::Error| refused(&root, cause(error), "raise fs.inotify.max_user_watches, or use a schedule");
    let tree = root.canonicalize().map_err(|error| refused(&root, Cause::io("cannot open", &error), "check the path"))?;
    let own_state: Vec<PathBuf> = own_state.into_iter().map(|path| path.canonicalize().unwrap_or(path)).collect();
    // One place is enough: whoever waits there stands for all that came meanwhile.
    let (stirred, stirs) = sync_channel(1);
    let watcher = system_watcher(&tree, own_state.clone(), stirred.clone())
        .or_else(|_| poll_watcher(pace.poll, &tree, own_state, stirred))
        .map_err(|error| failed(&error))?;
    std::thread::Builder::new()
        .name("watch".to_owned())
        .spawn(move || pass_on(pace, &stirs, &changed))
        .map_err(|error| refused(&root, Cause::io("cannot start a thread to watch it", &error), "raise the limit of tasks"))?;
    Ok(Watching { _watcher: watcher })
}

type Watched = Result<Box<dyn Watcher + Send>, notify::Error>;

fn system_watcher(tree: &std::path::Path, own_state: Vec<PathBuf>, stirred: SyncSender<()>) -> Watched {
    let config = Config::default().with_follow_symlinks(false);
    let mut watcher = RecommendedWatcher::new(on_event(own_state, stirred), config)?;
    watcher.watch(tree, RecursiveMode::Recursive)?;
    Ok(Box::new(watcher))
}

fn poll_watcher(every: Duration, tree: &std::path::Path, own_state: Vec<PathBuf>, stirred: SyncSender<()>) -> Watched {
    let config = Config::default().with_follow_symlinks(false).with_poll_interval(every);
    let mut watcher = PollWatcher::new(on_event(own_state, stirred), config)?;
    watcher.watch(tree, RecursiveMode::Recursive)?;
    Ok(Box::new(watcher))
}

fn on_event(own_state: Vec<PathBuf>, stirred: SyncSender<()>) -> impl Fn(notify::Result<Event>) + Send + 'static {
    move |event| {
        if event.map_or(true, |event| counts(&event, &own_state)) {
            // Full: it is known already. Closed: the watch is ending.
            let _ = stirred.try_send(());
        }
    }
}

/// Whether an event means that there may be something new to read.
fn counts(event: &Event, own_state: &[PathBuf]) -> bool {
    if event.need_rescan() {
        return true;
    }
    match event.kind {
        EventKind::Access(AccessKind::Close(notify::event::AccessMode::Write)) => {}
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(MetadataKind::AccessTime)) => return false,
        _ => {}
    }
    event.paths.is_empty() || event.paths.iter().any(|path| !own_state.iter().any(|own| path.starts_with(own)))
}

/// Waits for stirs and passes on as many of them as the pace allows, until either end is gone.
fn pass_on(pace: Pace, stirs: &Receiver<()>, changed: &mpsc::Sender<()>) {
    let mut debounce = Debounce::default();
    loop {
        let stir = match debounce.due(pace) {
            None => stirs.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(due) => stirs.recv_timeout(due.saturating_duration_since(Instant::now())),
        };
        match stir {
            Ok(()) => debounce.stirred(Instant::now()),
            Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) => {}
        }
        let now = Instant::now();
        if debounce.due(pace).is_some_and(|due| due <= now) {
            debounce.passed_on(now);
            if let Err(TrySendError::Closed(())) = changed.try_send(()) {
                return;
            }
        }
    }
}

/// How patient a watch is.
#[derive(Clone, Copy)]
struct Pace {
    /// How long nothing must happen.
    quiet: Duration,
    /// How long that is waited for at most, and the least time between two messages.
    gap: Duration,
    /// How often to look where the system cannot tell.
    poll: Duration,
}

/// What happened since the last message.
#[derive(Default)]
struct Debounce {
    /// The first and the last stir since.
    since: Option<(Instant, Instant)>,
    last: Option<Instant>,
}

impl Debounce {
    fn stirred(&mut self, now: Instant) {
        self.since = Some((self.since.map_or(now, |(first, _)| first), now));
    }

    fn passed_on(&mut self, now: Instant) {
        (self.since, self.last) = (None, Some(now));
    }

    /// When to send the next message; none if nothing happened.
    fn due(&self, pace: Pace) -> Option<Instant> {
        let (first, last) = self.since?;
        let due = (last + pace.quiet).min(first + pace.gap);
        Some(self.last.map_or(due, |sent| due.max(sent + pace.gap)))
    }
}

/// What the library reports, in our own words and without its paths.
fn cause(error: &notify::Error) -> Cause {
    match &error.kind {
        notify::ErrorKind::MaxFilesWatch => "the system's limit of watches is reached".into(),
        notify::ErrorKind::Io(error) => Cause::io("cannot be watched", error),
        notify::ErrorKind::PathNotFound => "cannot be watched: not found".into(),
        _ => "cannot be watched".into(),
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{AccessMode, CreateKind, Flag};

    use super::*;

    const PACE: Pace =
        Pace { quiet: Duration::from_millis(20), gap: Duration::from_millis(50), poll: Duration::from_millis(50) };

    #[test]
    fn messages_keep_their_distance() {
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        for (stirs, sent, expected) in [
            (&[][..], None, None),
            (&[0][..], None, Some(20)),
            (&[0, 10, 15], None, Some(35)),
            (&[0, 15, 30, 45, 49], None, Some(50)),
            (&[10], Some(0), Some(50)),
            (&[45], Some(0), Some(65)),
        ] {
            let mut debounce = Debounce { last: sent.map(at), ..Debounce::default() };
            stirs.iter().for_each(|ms| debounce.stirred(at(*ms)));
            assert_eq!(debounce.due(PACE), expected.map(at), "{stirs:?} {sent:?}");
        }
    }

    #[test]
    fn reading_and_our_own_state_do_not_count() {
        let own = [PathBuf::from("/tree/state")];
        let event = |kind, path: &str| Event::new(kind).add_path(PathBuf::from(path));
        for (event, expected) in [
            (event(EventKind::Create(CreateKind::File), "/tree/a"), true),
            (event(EventKind::Create(CreateKind::File), "/tree/state/db"), false),
            (event(EventKind::Access(AccessKind::Read), "/tree/a"), false),
            (event(EventKind::Access(AccessKind::Close(AccessMode::Read)), "/tree/a"), false),
            (event(EventKind::Access(AccessKind::Close(AccessMode::Write)), "/tree/a"), true),
            (event(EventKind::Modify(ModifyKind::Metadata(MetadataKind::AccessTime)), "/tree/a"), false),
            (event(EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any)), "/tree/a"), true),
            (Event::new(EventKind::Other).set_flag(Flag::Rescan), true),
        ] {
            assert_eq!(counts(&event, &own), expected, "{event:?}");
        }
    }

    #[tokio::test]
    async fn a_change_is_told_and_a_dropped_watch_tells_nothing() {
        let tree = tempfile::tempdir().unwrap();
        std::fs::create_dir(tree.path().join("below")).unwrap();
        let (sender, mut changes) = mpsc::channel(1);
        let watching = watch_at(PACE, tree.path().to_owned(), Vec::new(), sender).unwrap();
        std::fs::write(tree.path().join("below/new"), "x").unwrap();
        let change = tokio::time::timeout(Duration::from_secs(20), changes.recv()).await;
        assert_eq!(change.ok(), Some(Some(())));
        drop(watching);
        std::fs::write(tree.path().join("below/newer"), "x").unwrap();
        // The sender goes with the watch: what is left in the channel ends.
        let end = tokio::time::timeout(Duration::from_secs(20), async { while changes.recv().await.is_some() {} }).await;
        assert!(end.is_ok());
    }

    #[tokio::test]
    async fn where_the_system_cannot_watch_the_tree_is_looked_through() {
        let tree = tempfile::tempdir().unwrap();
        let (stirred, stirs) = sync_channel(1);
        let _watcher = poll_watcher(PACE.poll, tree.path(), Vec::new(), stirred).unwrap();
        std::fs::write(tree.path().join("new"), "x").unwrap();
        assert_eq!(stirs.recv_timeout(Duration::from_secs(20)), Ok(()));
    }

    #[test]
    fn a_root_that_is_not_there_cannot_be_watched() {
        let (sender, _changes) = mpsc::channel(1);
        assert!(watch(PathBuf::from("/nowhere/at/all"), Vec::new(), sender).is_err());
    }
}
