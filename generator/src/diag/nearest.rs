//! Which known name was probably meant by one that is not known?

/// Comparing takes the square of the length, and nobody misspells a name longer than this.
const MAX_LEN: usize = 200;

/// The name with the fewest edits, if they are few; case, `-` and `_` count for nothing. Among equals the first.
pub(crate) fn nearest<'n>(wanted: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    if wanted.len() > MAX_LEN {
        return None;
    }
    let limit = wanted.chars().count() / 3 + 1;
    let wanted = folded(wanted);
    let near = names.into_iter().filter(|it| it.len().abs_diff(wanted.len()) <= 4 * limit);
    let rated = near.map(|it| (strsim::damerau_levenshtein(&wanted, &folded(it)), it));
    rated.filter(|(edits, _)| *edits <= limit).min_by_key(|(edits, _)| *edits).map(|(_, it)| it)
}

fn folded(name: &str) -> String {
    name.to_lowercase().replace('_', "-")
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_names_are_found_and_far_ones_not() {
        assert_eq!(nearest("Mahcine", ["Machine", "Volume"]), Some("Machine"));
        assert_eq!(nearest("machine", ["Machine"]), Some("Machine"));
        assert_eq!(nearest("machine_list", ["machines-get", "machines-list"]), Some("machines-list"));
        assert_eq!(nearest("Action", ["Volume", "Kernel"]), None);
    }
}
