//! The detector files in the binary: one line a file, so that adding one is seen in review.

/// File name and text, in the order in which detectors are listed.
pub(super) const DETECTORS: &[(&str, &str)] = &[
    ("classes.toml", include_str!("../../detectors/classes.toml")),
    ("intl.toml", include_str!("../../detectors/intl.toml")),
    ("names.toml", include_str!("../../detectors/names.toml")),
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
