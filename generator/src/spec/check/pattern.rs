//! Whether a regular expression can be one. Patterns are ECMAScript's, with look-around and back-references that no Rust engine
//! has, so only their brackets and repetitions are checked.

/// What is wrong with `pattern`.
pub(super) fn fault(pattern: &str) -> Option<&'static str> {
    let mut open = 0_usize;
    let mut in_class = false;
    // Whether there is something that `*` could repeat.
    let mut repeatable = false;
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                if chars.next().is_none() {
                    return Some("it ends with a backslash");
                }
                repeatable = true;
            }
            ']' if in_class => {
                in_class = false;
                repeatable = true;
            }
            _ if in_class => {}
            '[' => {
                in_class = true;
                // `[]` matches nothing and `[^]` everything in ECMAScript; in all others a leading bracket is a character.
                if chars.peek() == Some(&'^') {
                    chars.next();
                }
            }
            '(' => {
                open += 1;
                repeatable = false;
                if chars.peek() == Some(&'?') {
                    chars.next();
                }
            }
            ')' if open == 0 => return Some("a `)` has no `(`"),
            ')' => {
                open -= 1;
                repeatable = true;
            }
            '|' | '^' => repeatable = false,
            '*' | '+' | '?' if !repeatable => {
                return Some("there is nothing to repeat before a `*`, `+` or `?`");
            }
            '*' | '+' | '?' => {
                if matches!(chars.peek(), Some('?' | '+')) {
                    chars.next();
                }
                repeatable = false;
            }
            _ => repeatable = true,
        }
    }
    match (open, in_class) {
        (_, true) => Some("a `[` is never closed"),
        (0, false) => None,
        _ => Some("a `(` is never closed"),
    }
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn faults() {
        for bad in ["^(abc$", "abc)", "[a-z", "*a", "a|+", "a\\", "(?:a"] {
            assert!(fault(bad).is_some(), "{bad}");
        }
        for good in [
            "",
            "^[a-z0-9._-]+$",
            "(?=a)b",
            "(?<year>\\d{4})",
            "a??b*?c++",
            "[^\\]]*",
            "\\(",
            "^\\p{L}+$",
            "[(]",
            "a{2,}?",
            "^$|x?",
        ] {
            assert_eq!(fault(good), None, "{good}");
        }
    }
}
