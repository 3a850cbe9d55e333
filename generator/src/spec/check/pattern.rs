//! Whether a regular expression can be one. Patterns are ECMAScript's, with look-around and back-references that no Rust engine
//! has, so only their brackets and repetitions are checked.

use std::iter::Peekable;
use std::str::Chars;

/// What is wrong with `pattern`.
pub(super) fn fault(pattern: &str) -> Option<&'static str> {
    let mut scan = Scan { open: 0, in_class: false, repeatable: false, rest: pattern.chars().peekable() };
    while let Some(c) = scan.rest.next() {
        if let Err(fault) = scan.step(c) {
            return Some(fault);
        }
    }
    match (scan.open, scan.in_class) {
        (_, true) => Some("a `[` is never closed"),
        (0, false) => None,
        _ => Some("a `(` is never closed"),
    }
}

struct Scan<'p> {
    /// Groups that are not closed yet.
    open: usize,
    in_class: bool,
    /// Whether there is something that `*` could repeat.
    repeatable: bool,
    rest: Peekable<Chars<'p>>,
}

impl Scan<'_> {
    fn step(&mut self, c: char) -> Result<(), &'static str> {
        match c {
            '\\' => {
                self.rest.next().ok_or("it ends with a backslash")?;
                self.repeatable = true;
            }
            ']' if self.in_class => (self.in_class, self.repeatable) = (false, true),
            _ if self.in_class => {}
            '[' => {
                self.in_class = true;
                // `[]` matches nothing and `[^]` everything in ECMAScript; in all others a leading bracket is a character.
                self.rest.next_if_eq(&'^');
            }
            '(' => {
                self.open += 1;
                self.repeatable = false;
                self.rest.next_if_eq(&'?');
            }
            ')' => {
                self.open = self.open.checked_sub(1).ok_or("a `)` has no `(`")?;
                self.repeatable = true;
            }
            '|' | '^' => self.repeatable = false,
            '*' | '+' | '?' if self.repeatable => {
                self.rest.next_if(|next| matches!(next, '?' | '+'));
                self.repeatable = false;
            }
            '*' | '+' | '?' => return Err("there is nothing to repeat before a `*`, `+` or `?`"),
            _ => self.repeatable = true,
        }
        Ok(())
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
