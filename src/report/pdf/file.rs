//! Pages as a PDF file (ISO 32000-1): fonts, structure, bookmarks. The same pages give the same bytes.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::types::{CidFontType, FontFlags, StructRole, SystemInfo, TableHeaderScope};
use pdf_writer::writers::StructTreeRoot;
use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr};

use super::paper::{Kid, Leaf, Paper, SIZE};

/// What a file says of itself.
pub struct About<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its language (BCP 47).
    pub language: &'a str,
}

/// Numbers of objects, in the order in which they are given out.
struct Numbers(Ref);

impl Numbers {
    fn next(&mut self) -> Ref {
        self.0.bump()
    }

    fn several(&mut self, n: usize) -> Vec<Ref> {
        (0..n).map(|_| self.next()).collect()
    }
}

/// The objects that others point to.
struct Refs {
    tree: Ref,
    structure: Ref,
    bookmarks: Ref,
    pages: Vec<Ref>,
    elements: Vec<Ref>,
    fonts: [Ref; 2],
    named: Option<Ref>,
}

/// The file.
pub fn write(paper: Paper<'_>, about: &About<'_>) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let mut numbers = Numbers(Ref::new(1));
    let (catalog, info) = (numbers.next(), numbers.next());
    let refs = Refs {
        tree: numbers.next(),
        structure: numbers.next(),
        bookmarks: numbers.next(),
        pages: numbers.several(paper.leaves.len()),
        elements: numbers.several(paper.elements.len()),
        fonts: [numbers.next(), numbers.next()],
        named: named(&mut pdf, &mut numbers, &paper),
    };
    let mut root = pdf.catalog(catalog);
    root.pages(refs.tree).outlines(refs.bookmarks).lang(TextStr(about.language));
    root.pair(Name(b"StructTreeRoot"), refs.structure);
    root.mark_info().marked(true);
    root.viewer_preferences().display_doc_title(true);
    root.finish();
    pdf.document_info(info).title(TextStr(about.title)).producer(TextStr("Gleaner"));
    for (font, name) in refs.fonts.iter().zip([&b"Helvetica"[..], b"Helvetica-Bold"]) {
        pdf.type1_font(*font).base_font(Name(name)).encoding_predefined(Name(b"WinAnsiEncoding"));
    }
    let n_pages = i32::try_from(refs.pages.len()).unwrap_or(i32::MAX);
    pdf.pages(refs.tree).kids(refs.pages.iter().copied()).count(n_pages);
    bookmarks(&mut pdf, &mut numbers, &paper, &refs);
    structure(&mut pdf, &mut numbers, &paper, &refs);
    for (at, leaf) in paper.leaves.into_iter().enumerate() {
        page(&mut pdf, &mut numbers, leaf, at, &refs);
    }
    pdf.finish()
}

fn page(pdf: &mut Pdf, numbers: &mut Numbers, leaf: Leaf, at: usize, refs: &Refs) {
    let (Some(id), content) = (refs.pages.get(at), numbers.next()) else { return };
    let mut page = pdf.page(*id);
    page.parent(refs.tree).media_box(Rect::new(0.0, 0.0, SIZE.0, SIZE.1)).contents(content);
    page.struct_parents(i32::try_from(at).unwrap_or(i32::MAX));
    page.tab_order(pdf_writer::types::TabOrder::StructureOrder);
    let mut resources = page.resources();
    let mut fonts = resources.fonts();
    let [regular, bold] = refs.fonts;
    fonts.pair(Name(b"R"), regular).pair(Name(b"B"), bold);
    if let Some(named) = refs.named {
        fonts.pair(Name(b"N"), named);
    }
    fonts.finish();
    resources.finish();
    page.finish();
    let packed = packed(leaf.content.finish().as_slice());
    pdf.stream(content, &packed).filter(Filter::FlateDecode);
}

fn bookmarks(pdf: &mut Pdf, numbers: &mut Numbers, paper: &Paper<'_>, refs: &Refs) {
    let items = numbers.several(paper.bookmarks.len());
    let mut outline = pdf.outline(refs.bookmarks);
    if let (Some(first), Some(last)) = (items.first(), items.last()) {
        outline.first(*first).last(*last).count(i32::try_from(items.len()).unwrap_or(i32::MAX));
    }
    outline.finish();
    for (at, ((text, page, y), id)) in paper.bookmarks.iter().zip(&items).enumerate() {
        let mut item = pdf.outline_item(*id);
        item.title(TextStr(text)).parent(refs.bookmarks);
        if let Some(before) = at.checked_sub(1).and_then(|at| items.get(at)) {
            item.prev(*before);
        }
        if let Some(after) = items.get(at + 1) {
            item.next(*after);
        }
        if let Some(page) = refs.pages.get(*page) {
            item.dest().page(*page).xyz(0.0, *y, None);
        }
    }
}

fn structure(pdf: &mut Pdf, numbers: &mut Numbers, paper: &Paper<'_>, refs: &Refs) {
    let parents = numbers.several(paper.leaves.len());
    let element = |at: usize| refs.elements.get(at).copied().unwrap_or(refs.structure);
    let mut root = pdf.indirect(refs.structure).start::<StructTreeRoot<'_>>();
    root.child(element(0));
    let mut tree = root.parent_tree();
    let mut entries = tree.nums();
    for (at, parents) in parents.iter().enumerate() {
        entries.insert(i32::try_from(at).unwrap_or(i32::MAX), *parents);
    }
    entries.finish();
    tree.finish();
    root.parent_tree_next_key(i32::try_from(parents.len()).unwrap_or(i32::MAX));
    root.finish();
    for (leaf, id) in paper.leaves.iter().zip(parents) {
        pdf.indirect(id).array().items(leaf.marks.iter().map(|at| element(*at)));
    }
    for (at, shape) in paper.elements.iter().enumerate() {
        let mut written = pdf.struct_element(element(at));
        written.kind(shape.role).parent(shape.parent.map_or(refs.structure, element));
        if !shape.alt.is_empty() {
            written.alt(TextStr(&shape.alt));
        }
        if shape.role == StructRole::TH {
            written.attributes().push().table().scope(TableHeaderScope::Column);
        }
        let mut kids = written.children();
        for kid in &shape.kids {
            match kid {
                Kid::Element(at) => drop(kids.struct_element(element(*at))),
                Kid::Mark(page, mark) => {
                    let mut kid = kids.marked_content_ref();
                    if let Some(page) = refs.pages.get(*page) {
                        kid.page(*page);
                    }
                    kid.marked_content_id(*mark);
                }
            }
        }
    }
}

/// The named font with the glyphs that are used; none if none is.
fn named(pdf: &mut Pdf, numbers: &mut Numbers, paper: &Paper<'_>) -> Option<Ref> {
    const NAME: Name<'_> = Name(b"GLEANR+Named");
    let font = paper.case.font.filter(|_| paper.glyphs.num_gids() > 1)?;
    let data = packed(&font.subset(&paper.glyphs)?);
    let [whole, cid, descriptor, file] = [(); 4].map(|()| numbers.next());
    let system = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };
    pdf.type0_font(whole).base_font(NAME).encoding_predefined(Name(b"Identity-H")).descendant_font(cid);
    let mut cid_font = pdf.cid_font(cid);
    cid_font.subtype(CidFontType::Type2).base_font(NAME).system_info(system).font_descriptor(descriptor).default_width(0.0);
    cid_font.cid_to_gid_map_predefined(Name(b"Identity"));
    cid_font.widths().consecutive(0, paper.widths.iter().copied());
    cid_font.finish();
    let metrics = font.metrics();
    let [left, bottom, right, top] = metrics.bbox;
    let mut about = pdf.font_descriptor(descriptor);
    about.name(NAME).flags(FontFlags::SYMBOLIC).bbox(Rect::new(left, bottom, right, top)).italic_angle(0.0);
    about.ascent(metrics.ascent).descent(metrics.descent).cap_height(metrics.ascent).stem_v(80.0).font_file2(file);
    about.finish();
    pdf.stream(file, &data).filter(Filter::FlateDecode);
    Some(whole)
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    // Writing to memory cannot fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}
