//! Words that files, tables and columns are called by, so that two of them side by side are not taken for somebody's names.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Endings that stay in a mask.
pub(super) const ENDINGS: [&str; 58] = [
    ".pdf", ".doc", ".docx", ".odt", ".rtf", ".txt", ".md", ".csv", ".tsv", ".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".odp",
    ".json", ".jsonl", ".ndjson", ".xml", ".html", ".htm", ".yaml", ".yml", ".toml", ".ini", ".log", ".gz", ".zip", ".tar",
    ".tgz", ".bz2", ".xz", ".zst", ".7z", ".rar", ".sql", ".sqlite", ".db", ".eml", ".msg", ".mbox", ".vcf", ".ics", ".jpg",
    ".jpeg", ".png", ".gif", ".tif", ".tiff", ".heic", ".webp", ".mp3", ".mp4", ".wav", ".mov", ".parquet", ".avro", ".bak",
];

const WORDS: &str = "
access account accounts action active activity admin agenda agreement all amount and annual api app application april
archive article asset assets at attachment audit august auth author authors backup balance base batch billing bin blog
board book books boot brand browser budget bug build business by cache calendar campaign card case cases catalog
category certificate change changelog changes chapter chart chat check class client clients code color column comment
comments common company config configuration contact contacts content contract contracts contributing copy copyright
core cost count country course cover created credit crypto current custom customer customers cv daily data database
date day debian debug december default delete deleted delivery demo department description design desktop detail
details dev developer device devices diagram discount disk display dist doc docs document documents domain download
downloads draft driver dump edit editor email emails employee employees end engine entry error errors event events
example examples expense expenses export exports external failed faq feature february feedback field file files final
finance first folder font for form format forms from front full function game general getting global group groups
guide handbook has header health help hidden history home host hosts hr icon icons id image images img import in inbox
index info install internal inventory invoice invoices is item items january job jobs journal july june kernel key
keys kind label language last lead leads letter level lib library licence license line lines link linux list local
location lock log login logo logs mail mails main makefile manual march marketing master may media meeting member
members memo menu message messages meta metadata migration minutes misc model models module modules month monthly
music my name names network new news newsletter next no node not note notes notice notification november number object
october of offer office old on open option options order orders original other our outbox output overview owner
package packages page pages parent part path patient patients payment payments payroll per permission phone photo
photos picture pictures plan plans plugin policy pool post posts presentation preview price pricing print private
process product products profile program project projects promo proposal protocol pub public purchase quality quantity
quarter quarterly queue quote rate readme receipt receipts record records reference region registration release remote
report reports request requests requirements research resource resources response result results resume return review
reviews role root row sale sales sample samples scan scans schedule schema school score screen screenshot script
scripts search second section security select september server service services session sessions set settings setup
shared sheet shipping shop site size slide slides software sort source sources spec special standard start state
statement stats status stock storage store strategy street student students style subject subscription summary support
survey system table tables tag tags target task tasks tax team temp template templates term terms test tests text the
theme third thread ticket tickets time timestamp title to todo token tool tools top total tracking training
transaction transactions transfer travel trial type types unit untitled update updated updates upload uploads url
usage user users utils value values var vendor vendors version via video videos view views visit web website week
weekly welcome wiki window windows with work workspace world year yearly your zip zone
";

static SET: LazyLock<HashSet<&str>> = LazyLock::new(|| WORDS.split_whitespace().collect());

/// Whether a word, in any case, is one of them.
pub(super) fn is_file_word(word: &str) -> bool {
    SET.contains(word.to_lowercase().as_str())
}
