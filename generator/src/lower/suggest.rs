//! Which known name was probably meant?

/// The nearest by edits, if it is near.
pub(super) fn closest<'n>(word: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let limit = word.chars().count() / 3 + 1;
    let folded = word.to_lowercase();
    names
        .map(|name| (strsim::damerau_levenshtein(&folded, &name.to_lowercase()), name))
        .filter(|(far, _)| *far <= limit)
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_found_and_far_ones_not() {
        let names = ["droplets_list", "droplets_get"];
        assert_eq!(closest("droplet_list", names.into_iter()), Some("droplets_list"));
        assert_eq!(closest("images", names.into_iter()), None);
    }
}
