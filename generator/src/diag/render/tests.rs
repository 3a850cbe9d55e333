//! How each form shows findings, and that no description can drive a terminal.

use super::*;
use crate::diag::codes::source as codes;
use std::path::Path;

fn span(file: FileId, start: u32, end: u32) -> Span {
    Span { file, start, end }
}

fn example() -> Diagnostics {
    let mut diags = Diagnostics::in_folder(Path::new("spec/x"));
    let root = diags.add_source(Path::new("openapi.yaml"), "a: 1\r\nbé: {\tc: d}\na: 2\n".to_owned());
    let other = diags.add_file(Path::new("other,1.yaml"), "x\n".to_owned());
    diags.warning(codes::NOT_A_KEY, span(other, 0, 1), "50 %: later");
    diags
        .error(codes::DUPLICATE_KEY, span(root, 19, 20), "the key `a` stands twice")
        .related(span(root, 0, 1), "first here")
        .help("rename it");
    diags.error(codes::YAML_SYNTAX, span(root, 13, 14), "a \u{1b}[31mred\u{202E} key\n").label("here");
    diags.error(codes::YAML_SYNTAX, span(root, 13, 14), "a \u{1b}[31mred\u{202E} key\n");
    diags
}

#[test]
fn short() {
    insta::assert_snapshot!(render(&example(), Format::Short, false));
}

#[test]
fn human() {
    insta::assert_snapshot!(render(&example(), Format::Human, false));
}

#[test]
fn json() {
    insta::assert_snapshot!(render(&example(), Format::Json, false));
}

#[test]
fn github() {
    insta::assert_snapshot!(render(&example(), Format::Github, false));
}

#[test]
fn colour_is_asked_for() {
    assert!(render(&example(), Format::Human, true).contains("\u{1b}["));
    for format in [Format::Human, Format::Short, Format::Json, Format::Github] {
        assert!(!render(&example(), format, false).contains('\u{1b}'), "{format:?}");
    }
}

#[test]
fn long_lines_are_cut() {
    let mut diags = Diagnostics::default();
    let text = format!("{{\"a\": \"{}\u{1b}[2J\", \"b\": 1}}", "é".repeat(250_000));
    let at = u32::try_from(text.rfind("\"b\"").expect("it is there")).expect("small");
    let end = u32::try_from(text.len()).expect("small");
    let file = diags.add_file(Path::new("one-line.json"), text);
    diags.error(codes::JSON_SYNTAX, span(file, at, end), "near the end");
    diags.error(codes::JSON_SYNTAX, span(file, 6, end), "all of it");
    insta::assert_snapshot!(render(&diags, Format::Human, false));
}

#[test]
fn places_at_the_end() {
    let mut diags = Diagnostics::default();
    let file = diags.add_file(Path::new("a.yaml"), "a: [\n".to_owned());
    let empty = diags.add_file(Path::new("empty.yaml"), String::new());
    diags.error(codes::YAML_SYNTAX, span(file, 5, 5), "the end");
    diags.error(codes::YAML_SYNTAX, span(file, 99, 200), "beyond the end");
    diags.error(codes::EMPTY_DOCUMENT, span(empty, 0, 0), "nothing");
    insta::assert_snapshot!(render(&diags, Format::Human, false));
}

fn many(n: u32) -> Diagnostics {
    let mut diags = Diagnostics::default();
    let text = "\"é\",".repeat(n as usize);
    let file = diags.add_file(Path::new("one-line.json"), text);
    for at in 0..n {
        diags.warning(codes::JSON_SYNTAX, span(file, at * 5, at * 5 + 4), "the same").help("do the same");
        diags.warning(codes::JSON_SYNTAX, span(file, at * 5, at * 5 + 4), format!("number {at}"));
    }
    diags.error(codes::JSON_SYNTAX, span(file, n * 5 - 5, n * 5 - 1), "an error after many warnings");
    diags
}

#[test]
fn equal_findings_are_one() {
    let diags = many(3);
    for format in [Format::Human, Format::Short, Format::Github] {
        let text = render(&diags, format, false);
        let said = if format == Format::Github { "::the same" } else { ": the same" };
        assert_eq!(text.matches(said).count(), 1, "{text}");
        assert!(text.contains("and in 2 more places: one-line.json:1:5, one-line.json:1:9"), "{text}");
    }
    assert_eq!(render(&diags, Format::Json, false).lines().count(), 7);
}

#[test]
fn text_is_capped() {
    let diags = many(1_000);
    for format in [Format::Human, Format::Short, Format::Github] {
        let text = render(&diags, format, false);
        assert!(text.contains("an error after many warnings"), "{format:?}");
        assert!(text.contains("902 more findings are not shown"), "{format:?}");
        assert!(text.contains("and in 999 more places"), "{format:?}");
    }
    assert_eq!(render(&diags, Format::Json, false).lines().count(), 2_001);
}

/// Findings in minified JSON cost what is shown of them, not what their line is long.
#[test]
fn long_lines_cost_nothing() {
    let mut diags = Diagnostics::default();
    let text = "{\"key\": \"é value\"},".repeat(200_000);
    let file = diags.add_file(Path::new("one-line.json"), text);
    for at in 0..1_300 {
        diags.warning(codes::JSON_SYNTAX, span(file, at * 2_000, at * 2_000 + 4), format!("number {at}"));
    }
    let started = std::time::Instant::now();
    for format in [Format::Human, Format::Short, Format::Json, Format::Github] {
        render(&diags, format, false);
    }
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}
