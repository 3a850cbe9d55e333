//! Markdown of a description made into rustdoc that is safe by construction.
//!
//! The text is parsed as rustdoc would parse it and written anew: every character of text is escaped where it could mean something,
//! so no doctest, no HTML, no link to an item and no bare URL can be left, whatever the text was. Only links to the web stay links.
//! `pulldown-cmark` earns its place as the parser that rustdoc uses: what it sees is what rustdoc would see, and the test asks it again.

use super::blocks::Blocks;
use super::plain::{clean, prose};
use super::verify::blocks;
use super::wrap::WIDTH;
use pulldown_cmark::{Options, Parser, TextMergeStream};

/// What descriptions may use.
pub(super) const READ: Options =
    Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH).union(Options::ENABLE_TASKLISTS);

/// Lines of rustdoc; none where the text says nothing.
///
/// Where broken lines would be something else than the text, no line is broken, and at last all is shown as plain text.
pub(crate) fn lines(text: &str) -> Vec<String> {
    let text = clean(text);
    let laid_out = [WIDTH, usize::MAX].into_iter().find_map(|width| {
        let mut writer = Blocks::new(width);
        TextMergeStream::new(Parser::new_ext(&text, READ)).for_each(|event| writer.event(event));
        let (lines, written) = writer.finish();
        (blocks(&lines)? == written).then_some(lines)
    });
    laid_out.unwrap_or_else(|| vec![prose(&text)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table() {
        let cases = [
            ("plain text", "plain text"),
            ("a\r\nb\rc\u{2028}d", "a b c d"),
            ("ends \u{202e}here\u{0}", "ends here"),
            ("```\nlet x = 1;\n```", "```text\nlet x = 1;\n```"),
            ("```rust\ncompile_error!()\n```", "```text\ncompile_error!()\n```"),
            ("a\n\n    indented", "a\n\n```text\nindented\n```"),
            ("~~~\n```\n~~~", "````text\n```\n````"),
            ("Vec<T> and <b>bold</b> <script>x</script>", "Vec\\<T> and bold \\<script>x\\</script>"),
            ("[broken] and [link](https://a.b/c)", "\\[broken\\] and [link](https://a.b/c)"),
            ("[here](#section) and [there](/docs)", "here and there"),
            ("see https://example.com/a_b?c=1. Then", "see <https://example.com/a_b?c=1>. Then"),
            ("https://{host}.example.com/x", "`https://{host}.example.com/x`"),
            ("unbalanced ` tick and *star", "unbalanced \\` tick and \\*star"),
            ("snake_case and _emphasis_", "snake_case and *emphasis*"),
            ("- one\n- two\n  - three", "- one\n- two\n  - three"),
            ("1. one\n2. two", "1. one\n2. two"),
            ("# Head\ntext", "# Head\n\ntext"),
            ("> quoted\n> text", "> quoted text"),
            ("| a | b |\n|---|---|\n| 1 | `x\\|y` |", "| a | b |\n| --- | --- |\n| 1 | `x\\|y` |"),
            ("one  \ntwo", "one\\\ntwo"),
            ("| a |\n|---|\n| 1<br>2 |", "| a |\n| --- |\n| 1 2 |"),
            ("1\\. not a list\n\\- nor this", "1\\. not a list - nor this"),
            ("*/ {braces} \"quotes\" #![feature]", "\\*/ {braces} \"quotes\" #!\\[feature\\]"),
            ("a <https://a.b> b", "a <https://a.b> b"),
            ("![image](https://a.b/c.png)", "[image](https://a.b/c.png)"),
            ("&lt;tag&gt; &amp;lt;", "\\<tag> \\&lt;"),
            ("<!-- hidden -->", ""),
        ];
        for (text, rustdoc) in cases {
            assert_eq!(lines(text).join("\n"), rustdoc, "{text:?}");
        }
    }

    #[test]
    fn depth_costs_no_more_than_text() {
        for mark in ["> ", "- ", "1. ", "> - "] {
            let text = mark.repeat(2_000) + &"word ".repeat(2_000);
            let lines = lines(&text);
            let size: usize = lines.iter().map(String::len).sum();
            assert!(size < 4 * text.len(), "{size} of {}", text.len());
            assert!(lines[0].starts_with(mark.trim_end()), "{:?}", lines[0]);
        }
    }

    #[test]
    fn long_lines_are_broken_and_begin_nothing() {
        let text = "word ".repeat(18)
            + "ten ten 1. 2 - # = + more words that go on and on for a while until the line ends here";
        let lines = lines(&text);
        assert!(lines.len() > 1 && lines.iter().all(|it| it.chars().count() <= WIDTH + 1), "{lines:#?}");
        assert_eq!(super::lines(&lines.join("\n")), lines, "stays as it is");
    }

    /// What rustdoc would see in the result of anything hostile.
    #[test]
    fn nothing_dangerous_is_left() {
        use pulldown_cmark::{CodeBlockKind, Event, Tag};
        let pieces = [
            "`",
            "```",
            "    ",
            "<div>",
            "[x]",
            "[`T`]",
            "\n",
            "\n\n",
            "- ",
            "> ",
            "*",
            "_",
            "https://a.bc/d",
            "|",
            "---",
            "\\",
            "&lt;",
            "!",
            "(",
            "](",
        ];
        let mut seed = 7_u64;
        for _ in 0..3000 {
            let mut text = String::new();
            for _ in 0..12 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(pieces[usize::try_from(seed >> 33).unwrap_or(0) % pieces.len()]);
                text.push(if seed & 4096 == 0 { 'a' } else { ' ' });
            }
            let rustdoc = lines(&text).join("\n");
            let mut broken = false;
            let mut callback = |_: pulldown_cmark::BrokenLink<'_>| {
                broken = true;
                None
            };
            let parser = Parser::new_with_broken_link_callback(&rustdoc, Options::all(), Some(&mut callback));
            for event in parser {
                match event {
                    Event::Html(_) | Event::InlineHtml(_) => {
                        panic!("HTML in {rustdoc:?} of {text:?}")
                    }
                    Event::Start(Tag::CodeBlock(kind)) => {
                        assert_eq!(kind, CodeBlockKind::Fenced("text".into()), "{rustdoc:?} of {text:?}");
                    }
                    Event::Start(Tag::Link { dest_url, .. }) => {
                        assert!(dest_url.starts_with("http"), "{rustdoc:?} of {text:?}")
                    }
                    _ => {}
                }
            }
            assert!(!broken, "a link in {rustdoc:?} of {text:?}");
        }
    }
}
