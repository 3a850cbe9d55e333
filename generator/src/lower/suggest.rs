//! Which known name was probably meant?

/// The nearest by edits, if it is near.
pub(super) fn closest<'n>(word: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let limit = word.chars().count() / 3 + 1;
    names
        .map(|name| (distance(word, name), name))
        .filter(|(far, _)| *far <= limit)
        .min()
        .map(|(_, name)| name)
}

fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (
        a.to_lowercase().chars().collect(),
        b.to_lowercase().chars().collect(),
    );
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut left_up = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = left_up + usize::from(x != y);
            left_up = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(left_up + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_found_and_far_ones_not() {
        let names = ["droplets_list", "droplets_get"];
        assert_eq!(
            closest("droplet_list", names.into_iter()),
            Some("droplets_list")
        );
        assert_eq!(closest("images", names.into_iter()), None);
    }
}
