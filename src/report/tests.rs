//! What holds of every format: all of it is shown, the numbers agree, and nothing that was found can act.

use super::*;
use crate::model::verdict::Weight;

/// A text that would act in a terminal, a page, an attribute, a spreadsheet, a script and a right-to-left reader.
const HOSTILE: &str = "=x\"'><script>alert(1)</script>\n\u{1b}[31m\u{9b}2J\u{202e}\u{2028}\u{feff}\t{{7*7}}";

fn shown(format: &str, view: &View<'_>) -> String {
    let mut out = Vec::new();
    render(format, view, &mut out, &Look { width: Some(120), ..Look::plain() }).unwrap();
    String::from_utf8(out).unwrap()
}

/// Every view of the sample, with `text` in every place that holds a name.
fn each(text: &str, mut look: impl FnMut(View<'_>)) {
    let all = sample::overview(text);
    let (answer, summary, bench) = (sample::answer(text), sample::summary(text), sample::bench(text));
    look(View::Map(&all.map));
    look(View::Retention(&all.retention));
    look(View::UnderAge(&all.under_age));
    look(View::Undisclosed(&all.undisclosed));
    look(View::Promises(&all.promises));
    look(View::Violations(&sample::register(text)));
    look(View::Subjects(&sample::subjects(text)));
    look(View::Coverage(&all.coverage));
    look(View::Faults(&all.coverage));
    look(View::Subject(&answer));
    look(View::Against(&sample::against(text)));
    look(View::Copies(&sample::copies(text)));
    look(View::Exposure(&sample::exposure(text)));
    look(View::Article30(&sample::article30(text)));
    look(View::Dpia(&sample::article30(text)));
    look(View::Trend(&sample::trend(text)));
    look(View::Overview(&all));
    look(View::Summary(&summary));
    look(View::Bench(&bench));
    look(View::Facts(&sample::facts(text)));
}

#[test]
fn a_hostile_name_is_inert_in_every_view_and_format() {
    each(HOSTILE, |view| {
        for report in REPORTS.iter().filter(|report| report.is_text() && report.refuses(&view, &Look::plain()).is_none()) {
            let text = shown(report.name(), &view);
            let place = format!("{} as {}", view.name(), report.name());
            let unseen = |c: char| (c.is_control() && !['\n', '\r'].contains(&c)) || text::acts_unseen(c) || c == '\u{202e}';
            assert_eq!(text.chars().find(|c| unseen(*c)), None, "{place}");
            if report.name() == "html" {
                assert!(!text.contains("<script"), "{place}");
                assert_well_formed(&text, &place);
            }
            if report.name() == "json" || report.name() == "sarif" {
                serde_json::from_str::<Value>(&text).unwrap();
            }
            if report.name() == "csv" {
                assert_same_number_of_fields(&text, &place);
            }
        }
    });
    let picture = picture(&sample::overview(HOSTILE));
    assert!(!picture.contains("<script") && !picture.contains('\u{1b}'));
    assert_well_formed(&picture, "picture");
}

#[test]
fn json_keeps_a_hostile_name_exactly() {
    let map = sample::map(HOSTILE);
    let back: DataMap = serde_json::from_str(&shown("json", &View::Map(&map))).unwrap();
    assert_eq!(back, map);
}

/// Every element that is opened is closed, in order; every attribute has its quotes.
fn assert_well_formed(html: &str, place: &str) {
    let mut open = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        let (tag, after) = after.split_once('>').unwrap_or_else(|| panic!("{place}: unclosed tag"));
        rest = after;
        if tag.starts_with('!') {
            continue;
        }
        assert_eq!(tag.matches('"').count() % 2, 0, "{place}: {tag}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "{place}");
            continue;
        }
        let name = tag.split([' ', '\n']).next().unwrap_or_default().to_owned();
        if name == "style" {
            rest = rest.split_once("</style>").map_or("", |(_, after)| after);
        } else if name != "meta" {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{place}: {open:?}");
}

/// The rows of CSV text, read by another hand than ours.
fn csv_rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv_core::Reader::new();
    let (mut input, mut rows, mut row, mut field) = (text.as_bytes(), Vec::new(), Vec::new(), Vec::new());
    loop {
        let mut buffer = [0; 256];
        let (result, n_in, n_out) = reader.read_field(input, &mut buffer);
        input = &input[n_in..];
        field.extend_from_slice(&buffer[..n_out]);
        match result {
            csv_core::ReadFieldResult::Field { record_end } => {
                row.push(String::from_utf8(std::mem::take(&mut field)).unwrap());
                if record_end {
                    rows.push(std::mem::take(&mut row));
                }
            }
            csv_core::ReadFieldResult::End => return rows,
            _ => {}
        }
    }
}

fn assert_same_number_of_fields(text: &str, place: &str) {
    let rows = csv_rows(text);
    let width = rows[0].len();
    assert!(rows.len() > 1 && width > 1, "{place}");
    for row in rows {
        assert_eq!(row.len(), width, "{place}: {row:?}");
        assert!(row.iter().all(|field| !field.starts_with('=')), "{place}: {row:?}");
    }
}

#[test]
fn all_formats_show_the_same_numbers() {
    let report = sample::retention("");
    let view = View::Retention(&report);
    let (table, html, csv) = (shown("table", &view), shown("html", &view), csv_rows(&shown("csv", &view)));
    let mut n_numbers = 0;
    for (line, row) in report.lines.iter().zip(&csv[1..]) {
        for (i, state) in words::STATES.into_iter().enumerate() {
            let n = line.states.get(&state).copied().unwrap_or(0);
            assert_eq!(row[4 + i], n.to_string(), "{row:?}");
            if n > 0 {
                let shown = text::grouped(n);
                assert!(table.contains(&shown) && html.contains(&format!(">{shown} {}<", words::state(state))), "{shown}");
                n_numbers += 1;
            }
        }
    }
    assert_eq!((csv.len() - 1, n_numbers), (5, 11));
    let overdue = text::grouped(words::n_records(&report.violations, Weight::Violation));
    assert!(table.contains(&format!("{overdue} records are held past their period")), "{table}");
    assert!(html.contains(&format!("{overdue} records are held past their period")));
}

#[test]
fn nothing_is_cut_off_silently() {
    let mut map = sample::map("");
    let line = map.lines[0].clone();
    map.lines = (0..300).map(|i| crate::model::view::MapLine { object: format!("table-{i:03}-end"), ..line.clone() }).collect();
    for format in ["table", "csv", "json", "html"] {
        let text = shown(format, &View::Map(&map)).replace(|c: char| c.is_whitespace() || c == '│' || c == '┆', "");
        for i in [0, 150, 299] {
            assert!(text.contains(&format!("table-{i:03}-end")), "{format}");
        }
    }
}

#[test]
fn leads_and_violations_stand_apart() {
    let report = sample::retention("");
    let view = View::Retention(&report);
    let table = shown("table", &view);
    let (violations, leads) = (table.find("\nViolations (2)").unwrap(), table.find("\nLeads (1)").unwrap());
    let lead = table.find("perhaps past").unwrap();
    assert!(violations < leads && leads < lead);
    let html = shown("html", &view);
    assert!(html.contains("class=\"sheet violations\"") && html.contains("class=\"sheet leads\""));
    for words in [
        "Policy workpex, heading “Right to erasure”, leaves it open; period from the operator",
        "read from `deactivated_at`",
        "a copy resets it",
    ] {
        assert!(html.contains(words) || html.contains(&words.replace('’', "&#8217;")), "{words}");
    }
}

#[test]
fn a_table_fits_its_terminal() {
    each("", |view| {
        for width in [80, 132] {
            let mut out = Vec::new();
            render("table", &view, &mut out, &Look { width: Some(width), ..Look::plain() }).unwrap();
            let text = String::from_utf8(out).unwrap();
            let longest = text.lines().filter(|line| line.starts_with(['│', '┌', '└'])).map(|line| line.chars().count()).max();
            assert!(longest.is_some_and(|longest| longest <= width), "{} at {width}: {longest:?}", view.name());
        }
    });
}

#[test]
fn each_json_document_has_what_its_schema_requires() {
    each("", |view| {
        let document: Value = serde_json::from_str(&shown("json", &view)).unwrap();
        let schema = schema(view.name());
        let required = schema["required"].as_array().unwrap();
        let known = schema["properties"].as_object().unwrap();
        assert!(!required.is_empty());
        for name in required {
            assert!(document.get(name.as_str().unwrap()).is_some(), "{}: {name}", view.name());
        }
        for name in document.as_object().unwrap().keys() {
            assert!(known.contains_key(name), "{}: {name}", view.name());
        }
    });
    assert_eq!(schema("nothing"), Value::Null);
    assert!(View::NAMES.iter().all(|name| schema(name).is_object()));
}

#[test]
fn faults_are_what_is_not_complete() {
    let report = sample::coverage("");
    for (view, n_lines) in [(View::Coverage(&report), 5), (View::Faults(&report), 4)] {
        let document: Value = serde_json::from_str(&shown("json", &view)).unwrap();
        assert_eq!(document["lines"].as_array().unwrap().len(), n_lines);
        assert_eq!(document["totals"]["complete"], 412);
        assert_eq!(csv_rows(&shown("csv", &view)).len(), n_lines + 1);
    }
}

#[test]
fn a_page_needs_nothing_but_itself() {
    each("", |view| {
        let html = shown("html", &view);
        for outside in ["http://", "https://", "src=", "url(", "@import", "javascript:", " on"] {
            let html = html.replace("http://www.w3.org/2000/svg", "");
            let found =
                html.find(outside).filter(|_| outside != " on" || html.contains(" onload") || html.contains(" onclick"));
            assert_eq!(found, None, "{} holds {outside}", view.name());
        }
        assert!(html.contains("default-src 'none'"));
    });
}

#[test]
fn empty_reports_say_so_and_draw_nothing() {
    let empty = Overview {
        title: "Nobody".into(),
        map: DataMap { basis: Default::default(), lines: vec![] },
        retention: RetentionReport {
            basis: Default::default(),
            lines: vec![],
            violations: vec![],
            ageing: vec![],
            calendar: vec![],
            open_questions: vec![],
        },
        under_age: ViolationReport::default(),
        undisclosed: ViolationReport::default(),
        promises: ViolationReport::default(),
        coverage: CoverageReport {
            basis: Default::default(),
            totals: Default::default(),
            totals_members: Default::default(),
            lines: vec![],
        },
        register: Default::default(),
    };
    let html = shown("html", &View::Overview(&empty));
    assert_well_formed(&html, "empty");
    assert!(!html.contains("<svg") && html.contains("Nothing has been read yet"));
    assert!(shown("table", &View::Map(&empty.map)).contains("none"));
    assert_well_formed(&picture(&empty), "empty picture");
}

#[test]
fn the_verdict_says_no_more_than_was_shown() {
    let broken = sample::overview("");
    let mut clean = sample::overview("");
    for report in [&mut clean.under_age, &mut clean.undisclosed, &mut clean.promises] {
        report.violations.clear();
    }
    let mut leads = clean.clone();
    leads.retention.violations.retain(|violation| violation.weight == Weight::Lead);
    clean.retention.violations.clear();
    for (overview, expected) in [
        (&broken, "2,408 records are held past the period that applies, 23 records are about persons under age"),
        (&leads, "nothing that was read is shown to break the policy. 64,000 records are left to look into."),
        (&clean, "nothing that was read is shown to break the policy. What was not read"),
    ] {
        for format in ["table", "html"] {
            assert!(shown(format, &View::Overview(overview)).contains(expected), "{expected}");
        }
    }
}

/// A workbook's sheets by name: its cells by row and column, read by another hand than the one that wrote it.
fn workbook(view: &View<'_>) -> std::collections::BTreeMap<String, Vec<Vec<String>>> {
    let mut bytes = Vec::new();
    render("xlsx", view, &mut bytes, &Look::plain()).unwrap();
    let mut archive = zip::ZipArchive::new(io::Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| io::read_to_string(archive.by_name(name).unwrap()).unwrap();
    let between = |text: &str, from: &str, to: &str| -> Vec<String> {
        text.split(from).skip(1).map(|rest| rest.split(to).next().unwrap().to_owned()).collect()
    };
    let strings: Vec<String> = between(&part("xl/sharedStrings.xml"), "<si>", "</si>")
        .iter()
        .map(|item| item.split_once('>').unwrap().1.trim_end_matches("</t>").to_owned())
        .collect();
    let names = between(&part("xl/workbook.xml"), "<sheet name=\"", "\"");
    let mut sheets = std::collections::BTreeMap::new();
    for (ix, name) in names.into_iter().enumerate() {
        let text = part(&format!("xl/worksheets/sheet{}.xml", ix + 1));
        // `<f>` would be a formula.
        assert!(!text.contains("<f>") && !text.contains("<f "), "{name}");
        let cell = |cell: &String| {
            let value = between(cell, "<v>", "</v>").pop().unwrap_or_default();
            if cell.contains("t=\"s\"") { strings[value.parse::<usize>().unwrap()].clone() } else { value }
        };
        let rows = between(&text, "<row ", "</row>");
        sheets.insert(name, rows.iter().map(|row| between(row, "<c ", "</c>").iter().map(cell).collect()).collect());
    }
    sheets
}

#[test]
fn a_workbook_holds_every_row_as_numbers_and_inert_texts() {
    let map = sample::map(HOSTILE);
    let sheets = workbook(&View::Map(&map));
    let rows = &sheets["Personal data held, What lies w"];
    assert_eq!(rows.len(), map.lines.len() + 1);
    assert_eq!(rows[0][..3], ["Records", "Findings", "Data"]);
    for (line, row) in map.lines.iter().zip(&rows[1..]) {
        assert_eq!((&row[0], &row[1]), (&line.n_records.to_string(), &line.n_findings.to_string()));
        assert!(row[2].starts_with(line.class.as_str()), "{row:?}");
    }
    let sheets = workbook(&View::Overview(&sample::overview("")));
    let numbers = &sheets["In numbers"];
    assert!(numbers.len() > 3 && numbers.iter().all(|row| row[1].parse::<f64>().is_ok()), "{numbers:?}");
    for (name, rows) in sheets.iter().filter(|(name, _)| name.starts_with("Held too long")) {
        assert!(rows.iter().flatten().all(|cell| !cell.contains('\n')), "{name}: {rows:?}");
    }
    each(HOSTILE, |view| {
        let sheets = workbook(&view);
        assert!(sheets.len() > 1 && sheets["Report"].len() > 1, "{}", view.name());
        for text in sheets.values().flatten().flatten() {
            assert!(!text.chars().any(|c| (c.is_control() && c != '\n') || text::acts_unseen(c) || c == '\u{202e}'), "{text}");
            assert!(!text.contains('<'), "{text}");
        }
        let (mut once, mut again) = (Vec::new(), Vec::new());
        render("xlsx", &view, &mut once, &Look::plain()).unwrap();
        render("xlsx", &view, &mut again, &Look::plain()).unwrap();
        assert!(once == again, "{}: the same view gives the same bytes", view.name());
    });
}

/// What the schema of SARIF 2.1.0 requires of the objects that are used, and the words that it allows.
#[test]
fn sarif_has_what_its_schema_requires() {
    let mut all = sample::overview(HOSTILE);
    let excepted = crate::model::verdict::Excepted {
        weight: Weight::Violation,
        owner: "the DPO".into(),
        reason: "moving out".into(),
        expires: "2026-12-31".into(),
    };
    (all.promises.violations[0].weight, all.promises.violations[0].exception) = (Weight::Excepted, Some(excepted));
    let log: Value = serde_json::from_str(&shown("sarif", &View::Overview(&all))).unwrap();
    assert_eq!((&log["version"], log["runs"].as_array().unwrap().len()), (&Value::from("2.1.0"), 1));
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert!(run["tool"]["driver"]["name"].is_string() && rules.iter().all(|rule| rule["id"].is_string()));
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    let notes = run["invocations"][0]["toolExecutionNotifications"].as_array().unwrap();
    assert_eq!(notes.len(), all.map.basis.unknown.len());
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 3 + 2 + 2 + 2);
    let mut fingerprints = std::collections::BTreeSet::new();
    for result in results {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(["fail", "review"].contains(&result["kind"].as_str().unwrap()));
        assert_eq!(result["kind"] == "fail", result["level"] == "error", "what is no `fail` has the level `none`");
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()));
        assert!(["new", "updated"].contains(&result["baselineState"].as_str().unwrap()));
        assert!(result["rank"].as_f64().is_some_and(|rank| (0.0..=100.0).contains(&rank)));
        assert!(fingerprints.insert(result["partialFingerprints"]["gleanerViolation/v1"].as_str().unwrap()));
        let place = &result["locations"][0];
        let base = place["physicalLocation"]["artifactLocation"]["uriBaseId"].as_str().unwrap();
        assert!(run["originalUriBaseIds"][base].is_object());
        let uri = place["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
        assert!(uri.is_ascii() && !uri.contains([':', ' ', '<', '"']), "{uri}");
        assert!(place["logicalLocations"][0]["fullyQualifiedName"].is_string());
    }
    // Over all scans: what is there no more is absent.
    let register: Value = serde_json::from_str(&shown("sarif", &View::Violations(&sample::register("")))).unwrap();
    let states = register["runs"][0]["results"].as_array().unwrap().iter();
    let states: Vec<_> = states.map(|result| result["baselineState"].as_str().unwrap()).collect();
    assert_eq!(states, ["new", "new", "updated", "unchanged", "absent", "absent"]);
    let suppressed: Vec<_> = results.iter().filter(|result| result.get("suppressions").is_some()).collect();
    assert_eq!(suppressed.len(), 1);
    assert_eq!((&suppressed[0]["kind"], &suppressed[0]["suppressions"][0]["kind"]), (&"fail".into(), &"external".into()));
    assert_eq!(suppressed[0]["suppressions"][0]["status"], "accepted");
}

#[test]
fn a_violation_stays_the_same_when_its_numbers_change_and_no_longer() {
    let report = sample::retention("");
    let first = &report.violations[0];
    let mut later = first.clone();
    (later.n_records, later.oldest, later.examples) = (7, None, vec![]);
    (later.severity, later.standing, later.state) = (None, None, "overdue_possible".to_owned());
    // Another period in the same line of the same policy.
    later.grounds.rule = "user.contact.email: 2 years from account_closed".to_owned();
    assert_eq!(later.identity(), first.identity());
    let excepted = crate::model::verdict::Excepted {
        weight: first.weight,
        owner: "the DPO".into(),
        reason: "moving out".into(),
        expires: "2026-12-31".into(),
    };
    (later.weight, later.exception) = (Weight::Excepted, Some(excepted));
    assert_eq!(later.identity(), first.identity(), "whoever answers for it");
    let mut other = first.clone();
    other.object.push('2');
    assert_ne!(other.identity(), first.identity());
    assert_ne!(report.violations[1].identity(), first.identity());
    assert_eq!(first.identity().len(), 32);
}

#[test]
fn an_unknown_format_is_refused() {
    let summary = sample::summary("");
    let error = render("docx", &View::Summary(&summary), &mut Vec::new(), &Look::plain()).unwrap_err();
    assert!(error.to_string().contains("known are table, json, csv, html, pdf, xlsx, sarif"), "{error}");
    let error = render("sarif", &View::Summary(&summary), &mut Vec::new(), &Look::plain()).unwrap_err();
    assert!(error.to_string().contains("sarif tells rules that are broken"), "{error}");
}

/// The texts of a PDF, line by line, read by another hand than the one that wrote it. Latin letters only.
fn paper(view: &View<'_>, look: &Look<'_>) -> Vec<String> {
    let mut bytes = Vec::new();
    render("pdf", view, &mut bytes, look).unwrap();
    assert!(bytes.starts_with(b"%PDF-1.7") && bytes.ends_with(b"%%EOF"), "{}", view.name());
    let mut lines = Vec::new();
    let mut rest = bytes.as_slice();
    while let Some(at) = memchr::memmem::find(rest, b"stream\n") {
        rest = &rest[at + 7..];
        let mut text = Vec::new();
        if io::copy(&mut flate2::read::ZlibDecoder::new(rest), &mut text).is_ok() {
            lines.extend(shown_lines(&String::from_utf8_lossy(&text)));
        }
        rest = &rest[memchr::memmem::find(rest, b"endstream").unwrap() + 9..];
    }
    lines
}

/// What a content stream shows: one line for each text object.
fn shown_lines(content: &str) -> Vec<String> {
    let objects = content.split("BT\n").skip(1).map(|rest| rest.split("ET\n").next().unwrap());
    let shown = |line: &str| -> Option<String> {
        let operand = line.strip_suffix(" Tj")?;
        let Some(hex) = operand.strip_prefix('<') else {
            return Some(operand[1..operand.len() - 1].replace("\\(", "(").replace("\\)", ")").replace("\\\\", "\\"));
        };
        let digits = hex.trim_end_matches('>');
        Some((0..digits.len() / 2).map(|i| char::from(u8::from_str_radix(&digits[2 * i..2 * i + 2], 16).unwrap())).collect())
    };
    objects.map(|object| object.lines().filter_map(shown).collect()).collect()
}

#[test]
fn a_pdf_holds_every_text_and_number_of_the_page() {
    each("", |view| {
        let lines = paper(&view, &Look::plain()).concat().replace(' ', "");
        let page = page::Page::of(&view, &ENGLISH);
        let case = |text: &str| text.replace('→', "->").chars().filter(|c| *c != ' ').collect::<String>();
        for text in page.texts().filter(|text| text.is_ascii()) {
            // A text that is parted by the foot of a page stands in two places.
            let is_there = lines.contains(&case(text)) || text.split(' ').all(|word| lines.contains(&case(word)));
            assert!(is_there, "{}: {text}", view.name());
        }
        let (mut once, mut again) = (Vec::new(), Vec::new());
        render("pdf", &view, &mut once, &Look::plain()).unwrap();
        render("pdf", &view, &mut again, &Look::plain()).unwrap();
        assert!(once == again, "{}: the same view gives the same bytes", view.name());
        let text = String::from_utf8_lossy(&once);
        for part in ["/Lang (en)", "/Marked true", "/DisplayDocTitle true", "/S /H1", "/S /H2"] {
            assert!(text.contains(part), "{}: {part}", view.name());
        }
        assert_eq!(text.contains("/S /TH"), text.contains("/S /Table"));
    });
}

#[test]
fn every_number_of_a_page_stands_in_every_format() {
    each("", |view| {
        let page = page::Page::of(&view, &ENGLISH);
        let numbers: std::collections::BTreeSet<u64> = page
            .sections
            .iter()
            .flat_map(|section| section.sheets.iter().flat_map(|sheet| sheet.rows.iter().flatten()))
            .filter_map(|cell| if let sheet::Cell::Number(number) = cell { Some(*number) } else { None })
            .collect();
        let (table, html, lines) = (shown("table", &view), shown("html", &view), paper(&view, &Look::plain()));
        let book: Vec<String> = workbook(&view).into_values().flatten().flatten().collect();
        for number in numbers {
            let (text, place) = (text::grouped(number), view.name());
            assert!(table.contains(&text) && html.contains(&format!(">{text}<")), "{place}: {text}");
            assert!(lines.contains(&text), "{place}: {text} in {lines:?}");
            assert!(book.contains(&number.to_string()), "{place}: {number}");
        }
        for figure in &page.figures {
            assert!(table.contains(&figure.value) && html.contains(&figure.value), "{}", figure.label);
            // A workbook has the number itself, and of a share the part of one.
            let share = figure.value.strip_suffix(" %").map(|percent| (percent.parse::<f64>().unwrap() / 100.0).to_string());
            let number = share.unwrap_or_else(|| figure.value.replace(',', ""));
            assert!(lines.contains(&figure.value) && book.contains(&number), "{}: {number}", figure.label);
        }
    });
    let trend = sample::trend("");
    let rows = csv_rows(&shown("csv", &View::Trend(&trend)));
    for (line, row) in trend.lines.iter().zip(&rows[1..]) {
        assert_eq!((&row[8], &row[9], &row[10]), (&line.n_before.to_string(), &line.n_now.to_string(), &line.identity));
    }
}

#[test]
fn a_pdf_says_what_it_has_no_letters_for() {
    let map = sample::map("हिन्दी");
    let lines = paper(&View::Map(&map), &Look::plain()).concat();
    assert!(lines.contains("written as their code points") && lines.contains("\\u{939}"), "{lines}");
    assert!(!paper(&View::Map(&sample::map("")), &Look::plain()).concat().contains("code points"));
    let look = Look { tongue: Tongue::of("hi").unwrap(), ..Look::plain() };
    let refused = render("pdf", &View::Map(&map), &mut Vec::new(), &look).unwrap_err().to_string();
    assert!(refused.contains("--font"), "{refused}");
    for damaged in [&b""[..], b"OTTO", &[0, 1, 0, 0, 0, 9], b"<svg>"] {
        assert_eq!(Font::parse(damaged.to_vec()).err(), Some(NoFont::NoTrueType));
    }
}

/// What the samples quote: policies, causes of errors, sentences of the verdicts on facts.
const QUOTED: [&str; 5] = [
    include_str!("sample.rs"),
    include_str!("sample/against.rs"),
    include_str!("sample/exposure.rs"),
    include_str!("sample/facts.rs"),
    "consent from 16",
];

#[test]
fn the_hindi_reports_hold_no_english() {
    let hindi = Tongue::of("hi").unwrap();
    let mut missing = std::collections::BTreeSet::new();
    let is_word = |word: &str| word.len() > 2 && word.chars().all(|c| c.is_ascii_lowercase());
    let is_quoted = |text: &str| {
        let end = text.rsplit(": ").next().unwrap();
        QUOTED.iter().any(|quoted| quoted.contains(text) || quoted.contains(end))
    };
    // `bench` is for whoever tunes a machine.
    each("", |view| {
        if matches!(view, View::Bench(_)) {
            return;
        }
        let (english, said) = (page::Page::of(&view, &ENGLISH), page::Page::of(&view, hindi));
        for (text, said) in english.texts().zip(said.texts()) {
            // Names have no two plain words beside each other.
            let words: Vec<bool> = said.split(' ').map(is_word).collect();
            if words.windows(2).any(|pair| pair == [true, true]) && !is_quoted(text) {
                missing.insert(format!("{}: {text} = {said}", view.name()));
            }
        }
        for (english, said) in english.sections.iter().zip(&said.sections) {
            let titles = |section: &page::Section| section.charts.iter().map(|chart| chart.title.clone()).collect::<Vec<_>>();
            assert!(titles(english).iter().zip(titles(said)).all(|(english, said)| *english != said), "{}", view.name());
        }
    });
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn another_language_changes_no_number_and_no_name() {
    let hindi = Look { tongue: Tongue::of("hi").unwrap(), ..Look::plain() };
    let report = sample::retention("");
    let (view, mut html) = (View::Retention(&report), Vec::new());
    render("html", &view, &mut html, &hindi).unwrap();
    let html = String::from_utf8(html).unwrap();
    assert!(html.contains("<html lang=\"hi\">") && html.contains("अवधि बीत चुकी"));
    for line in &report.lines {
        assert!(html.contains(line.class.as_str()) && html.contains(&drawing::escape(&line.object)), "{line:?}");
        for n in line.states.values().filter(|n| **n > 0) {
            assert!(html.contains(&text::grouped(*n)), "{n}");
        }
    }
    for format in ["json", "csv", "sarif"] {
        let mut said = Vec::new();
        render(format, &view, &mut said, &hindi).unwrap();
        assert_eq!(String::from_utf8(said).unwrap(), shown(format, &view), "machines are spoken to in English");
    }
}
