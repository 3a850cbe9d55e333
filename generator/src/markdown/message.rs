//! A message of ours as Markdown: names between its backticks come from a description.

use super::code::code;
use super::plain::escape;

/// The message with its names as inline code. Where backticks of a name make it unclear which is which, nothing is code.
pub(crate) fn message(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    let last = parts.len() - 1;
    // A name with a backtick would turn text into code, and code into text: `` property `a`b` ``.
    let is_name = |at: usize| at % 2 == 1;
    let is_between = |at: usize| at > 0 && at < last;
    let is_unclear = parts.len().is_multiple_of(2)
        || parts.iter().enumerate().any(|(at, part)| part.is_empty() && (is_name(at) || is_between(at)));
    if is_unclear {
        return escape(text);
    }
    parts.iter().enumerate().map(|(at, part)| if is_name(at) { code(part) } else { escape(part) }).collect()
}

#[cfg(test)]
mod tests {
    use super::message;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    #[test]
    fn names_are_code_and_the_rest_is_text() {
        assert_eq!(message("property `a*b` of <b>@x</b>"), "property `a*b` of \\<b\\>`@`x\\</b\\>");
        assert_eq!(message("odd ` one [a](b)"), "odd \\` one \\[a\\](b)");
    }

    #[test]
    fn runs_of_backticks_break_out_of_nothing() {
        let names =
            ["`", "``", "```", "a`b", "`<img src=x>`", "``` <img src=x> @all", "`a` ![i](https://evil.example/x.png)"];
        for first in names {
            for second in names {
                let text = message(&format!("property `{first}` of `{second}` is `gone`"));
                let events = Parser::new_ext(&text, Options::all());
                for event in events {
                    let is_active = matches!(
                        event,
                        Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::Link { .. } | Tag::Image { .. })
                    );
                    assert!(!is_active, "{text}");
                    assert!(
                        !matches!(&event, Event::Text(text) if text.contains("@all") && !text.contains('`')),
                        "{text}"
                    );
                }
            }
        }
    }
}
