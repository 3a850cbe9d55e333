//! Code in Markdown, whatever it holds.

use crate::source::escape_line;

/// Text as inline code, for every kind of Markdown that we write. Characters that cannot be seen are written as escapes.
pub(crate) fn code(text: &str) -> String {
    if text.is_empty() {
        return "an empty text".to_owned();
    }
    let text = escape_line(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    if text.is_empty() {
        return "` `".to_owned();
    }
    let fence = "`".repeat(longest_run(&text, '`') + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Lines as a block of code, whose fence is longer than any in them.
pub(crate) fn fenced(text: &str, language: &str) -> String {
    let fence = "`".repeat(longest_run(text, '`').max(2) + 1);
    format!("{fence}{language}\n{text}\n{fence}")
}

/// Length of the inline code that `text` begins with; None where it does not begin with code.
///
/// Inline code ends where as many backticks follow as it begins with.
pub(super) fn code_span(text: &str) -> Option<usize> {
    let ticks = n_ticks(text);
    if ticks == 0 {
        return None;
    }
    let mut at = ticks;
    loop {
        at += text[at..].find('`')?;
        let run = n_ticks(&text[at..]);
        at += run;
        if run == ticks {
            return Some(at);
        }
    }
}

pub(super) fn n_ticks(text: &str) -> usize {
    text.len() - text.trim_start_matches('`').len()
}

pub(super) fn longest_run(text: &str, sign: char) -> usize {
    text.split(|c| c != sign).map(str::len).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_holds_anything() {
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code("``"), "``` `` ```");
        assert_eq!(code("a\nb"), "`a b`");
        assert_eq!(code(" "), "` `");
        assert_eq!(code("a\u{202e}b"), "`a\\u{202e}b`");
        assert_eq!(fenced("a\n```", "sh"), "````sh\na\n```\n````");
    }

    #[test]
    fn code_ends_with_its_own_fence() {
        assert_eq!(code_span("``a`b`` c"), Some(7));
        assert_eq!(code_span("``a` b"), None);
        assert_eq!(code_span("a `b`"), None);
    }
}
