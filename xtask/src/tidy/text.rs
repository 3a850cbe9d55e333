//! What a file looks like: size, header, leftovers, blanks.

use super::files::{Author, File};
use proc_macro2::{TokenStream, TokenTree};
use std::str::FromStr as _;

/// No hand-written file of Rust is longer.
const MAX_LINES: usize = 500;

const TEXTS: [&str; 7] = [".rs", ".toml", ".yaml", ".yml", ".md", ".j2", ".json"];

pub(super) fn check(file: &File, res: &mut Vec<String>) {
    let is_rust = file.path.ends_with(".rs");
    let is_text = TEXTS.iter().any(|it| file.path.ends_with(it));
    match file.author {
        Author::Hand => {
            if is_text {
                blanks(file, res);
            }
            if is_rust {
                size(file, res);
                header(file, res);
                leftovers(file, res);
            }
        }
        Author::Generator => {
            if is_text && !file.text.lines().take(5).any(|it| it.contains("@generated")) {
                res.push(format!("{}:1: is generated, but does not say `@generated`", file.path));
            }
            if is_rust {
                blanks(file, res);
            }
        }
        Author::Runtime | Author::Fixture => {}
    }
}

fn size(file: &File, res: &mut Vec<String>) {
    let n_lines = file.text.lines().count();
    if n_lines > MAX_LINES {
        res.push(format!("{}:{MAX_LINES}: has {n_lines} lines; split it by question", file.path));
    }
}

fn header(file: &File, res: &mut Vec<String>) {
    if !file.text.starts_with("//!") {
        res.push(format!("{}:1: does not begin with `//!`: which question it answers", file.path));
    }
}

fn blanks(file: &File, res: &mut Vec<String>) {
    for (n, line) in file.text.lines().enumerate() {
        let at = format!("{}:{}", file.path, n + 1);
        if line.ends_with([' ', '\t']) {
            res.push(format!("{at}: ends with blanks"));
        }
        if line.contains('\t') {
            res.push(format!("{at}: has a tab"));
        }
    }
    if !file.text.is_empty() && !file.text.ends_with('\n') {
        res.push(format!("{}:{}: does not end its last line", file.path, file.text.lines().count()));
    }
}

fn leftovers(file: &File, res: &mut Vec<String>) {
    let Ok(tokens) = TokenStream::from_str(&file.text) else {
        return;
    };
    leftovers_in(tokens, file, res);
}

fn leftovers_in(tokens: TokenStream, file: &File, res: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        if let TokenTree::Group(group) = token {
            leftovers_in(group.stream(), file, res);
        }
        let text = |at: usize| tokens.get(at).map(ToString::to_string).unwrap_or_default();
        let what = match (text(at).as_str(), text(at + 1).as_str()) {
            ("todo", "!") => "`todo!`",
            ("dbg", "!") => "`dbg!`",
            ("#", next) if is_attribute(next, "ignore") => "`#[ignore]`",
            ("#", next) if is_attribute(next, "should_panic") => "`#[should_panic]`",
            _ => continue,
        };
        let line = line_of(&file.text, what.trim_matches(['`', '#', '[', ']', '!']));
        res.push(format!("{}:{line}: {what} is left", file.path));
    }
}

/// The first line of code with this word. Tokens could tell exactly, but only with a feature that slows the generator.
pub(super) fn line_of(text: &str, word: &str) -> usize {
    let is_word = |it: char| it.is_alphanumeric() || it == '_';
    let has = |line: &str| line.split(|it| !is_word(it)).any(|it| it == word);
    let is_code = |line: &str| !line.trim_start().starts_with("//");
    text.lines().position(|line| is_code(line) && has(line)).map_or(1, |at| at + 1)
}

/// Whether `group` is `[name]`, `[name = …]` or `[name(…)]`.
fn is_attribute(group: &str, name: &str) -> bool {
    let inner = group.trim_start_matches('[').trim_start();
    let rest = inner.strip_prefix(name);
    group.starts_with('[') && rest.is_some_and(|it| it.trim_start().starts_with([']', '=', '(']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_text(text: &str) -> String {
        let (path, author) = ("a.rs".to_owned(), Author::Hand);
        let mut res = Vec::new();
        check(&File { path, text: text.to_owned(), author }, &mut res);
        res.join("\n")
    }

    #[test]
    fn leftovers_are_found_as_code_only() {
        assert_eq!(check_text("//! A.\nfn a() { let _ = \"todo!\"; } // todo!\n"), "");
        assert_eq!(check_text("//! A.\nfn a() {\n    todo!()\n}\n"), "a.rs:3: `todo!` is left");
        assert_eq!(check_text("//! A.\n#[ignore = \"x\"]\nfn a() {}\n"), "a.rs:2: `#[ignore]` is left");
    }

    #[test]
    fn headers_sizes_and_blanks() {
        assert!(check_text("fn a() {}\n").contains("does not begin with `//!`"));
        assert_eq!(check_text("//! A. \n"), "a.rs:1: ends with blanks");
        assert_eq!(check_text("//! A."), "a.rs:1: does not end its last line");
        let long = "//! A.\n".repeat(501);
        assert_eq!(check_text(&long), "a.rs:500: has 501 lines; split it by question");
    }
}
