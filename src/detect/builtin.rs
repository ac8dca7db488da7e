//! The detector files in the binary: one line a file, so that adding one is seen in review.

/// File name and text, in the order in which detectors are listed.
pub(super) const DETECTORS: &[(&str, &str)] = &[
    ("classes.toml", include_str!("../../detectors/classes.toml")),
    ("intl.toml", include_str!("../../detectors/intl.toml")),
    ("names.toml", include_str!("../../detectors/names.toml")),
    ("at.toml", include_str!("../../detectors/at.toml")),
    ("au.toml", include_str!("../../detectors/au.toml")),
    ("be.toml", include_str!("../../detectors/be.toml")),
    ("bg.toml", include_str!("../../detectors/bg.toml")),
    ("br.toml", include_str!("../../detectors/br.toml")),
    ("ca.toml", include_str!("../../detectors/ca.toml")),
    ("ch.toml", include_str!("../../detectors/ch.toml")),
    ("cn.toml", include_str!("../../detectors/cn.toml")),
    ("credentials.toml", include_str!("../../detectors/credentials.toml")),
    ("cz.toml", include_str!("../../detectors/cz.toml")),
    ("de.toml", include_str!("../../detectors/de.toml")),
    ("dk.toml", include_str!("../../detectors/dk.toml")),
    ("documents.toml", include_str!("../../detectors/documents.toml")),
    ("ee.toml", include_str!("../../detectors/ee.toml")),
    ("es.toml", include_str!("../../detectors/es.toml")),
    ("fi.toml", include_str!("../../detectors/fi.toml")),
    ("finance.toml", include_str!("../../detectors/finance.toml")),
    ("fr.toml", include_str!("../../detectors/fr.toml")),
    ("gb.toml", include_str!("../../detectors/gb.toml")),
    ("gr.toml", include_str!("../../detectors/gr.toml")),
    ("hr.toml", include_str!("../../detectors/hr.toml")),
    ("ie.toml", include_str!("../../detectors/ie.toml")),
    ("in.toml", include_str!("../../detectors/in.toml")),
    ("is.toml", include_str!("../../detectors/is.toml")),
    ("it.toml", include_str!("../../detectors/it.toml")),
    ("jp.toml", include_str!("../../detectors/jp.toml")),
    ("kr.toml", include_str!("../../detectors/kr.toml")),
    ("lt.toml", include_str!("../../detectors/lt.toml")),
    ("lv.toml", include_str!("../../detectors/lv.toml")),
    ("mx.toml", include_str!("../../detectors/mx.toml")),
    ("nl.toml", include_str!("../../detectors/nl.toml")),
    ("no.toml", include_str!("../../detectors/no.toml")),
    ("pl.toml", include_str!("../../detectors/pl.toml")),
    ("pt.toml", include_str!("../../detectors/pt.toml")),
    ("ro.toml", include_str!("../../detectors/ro.toml")),
    ("se.toml", include_str!("../../detectors/se.toml")),
    ("si.toml", include_str!("../../detectors/si.toml")),
    ("sk.toml", include_str!("../../detectors/sk.toml")),
    ("tr.toml", include_str!("../../detectors/tr.toml")),
    ("us.toml", include_str!("../../detectors/us.toml")),
    ("za.toml", include_str!("../../detectors/za.toml")),
];

#[cfg(test)]
mod tests {
    use super::DETECTORS;

    #[test]
    fn list_and_folder_agree() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("detectors");
        let mut found: Vec<String> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        let mut listed: Vec<&str> = DETECTORS.iter().map(|(name, _)| *name).collect();
        found.sort();
        listed.sort_unstable();
        assert_eq!(found, listed);
    }
}
