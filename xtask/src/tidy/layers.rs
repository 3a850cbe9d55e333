//! Which module of the generator may know which other, and which crates are whose: the table of the design, enforced.

use super::files::File;
use super::text::line_of;
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use std::str::FromStr as _;

/// A module, the modules it may use, and the crates that nobody else may unless it is listed there too.
struct Layer {
    name: &'static str,
    modules: &'static [&'static str],
    crates: &'static [&'static str],
}

const fn layer(name: &'static str, modules: &'static [&'static str], crates: &'static [&'static str]) -> Layer {
    Layer { name, modules, crates }
}

/// In reading order. A module that is not here is an error, so that a new one is thought about.
const LAYERS: &[Layer] = &[
    layer("deep", &[], &[]),
    layer("source", &[], &["tempfile"]),
    layer("diag", &["source"], &["annotate_snippets", "anstream", "strsim"]),
    layer("config", &["source", "diag"], &["toml"]),
    layer("yaml", &["source", "diag"], &["granit_parser"]),
    layer("spec", &["source", "diag", "yaml"], &["serde_yaml"]),
    layer("markdown", &["source"], &["pulldown_cmark"]),
    layer("ir", &["source"], &[]),
    layer("lower", &["source", "diag", "config", "spec", "yaml", "ir"], &["openapiv3"]),
    layer("plan", &["source", "diag", "config", "markdown", "ir"], &["heck", "syn"]),
    layer(
        "emit",
        &["plan", "markdown", "fileset"],
        &["quote", "syn", "proc_macro2", "prettyplease", "minijinja", "heck"],
    ),
    layer("diff", &["deep", "source", "diag", "markdown", "ir", "plan"], &["toml"]),
    layer("fileset", &[], &[]),
    layer("write", &["fileset"], &["tempfile"]),
    layer("input", &["source", "diag", "config"], &[]),
    layer(
        "pipeline",
        &["deep", "source", "diag", "config", "spec", "ir", "lower", "plan", "emit", "fileset", "diff"],
        &[],
    ),
    layer("cli", &[], &["clap", "anstream", "similar"]),
];

pub(super) fn check(file: &File, res: &mut Vec<String>) {
    let Some(path) = file.path.strip_prefix("generator/src/") else {
        return;
    };
    if path == "lib.rs" || path == "main.rs" || !path.ends_with(".rs") {
        return;
    }
    let steps: Vec<&str> = path.trim_end_matches(".rs").split('/').collect();
    // What a test looks at is its own affair.
    if steps.contains(&"tests") {
        return;
    }
    let Some(layer) = LAYERS.iter().find(|it| it.name == steps[0]) else {
        res.push(format!("{}:1: module `{}` is in no layer of xtask/src/tidy/layers.rs", file.path, steps[0]));
        return;
    };
    let Ok(tokens) = TokenStream::from_str(&file.text) else {
        return;
    };
    // How many `super` lead out of the module: one for its `mod.rs`, two for a file below it.
    let depth = steps.iter().filter(|it| **it != "mod").count();
    Walk { layer, path: &file.path, text: &file.text, res }.walk(tokens, depth);
}

struct Walk<'a> {
    layer: &'a Layer,
    path: &'a str,
    text: &'a str,
    res: &'a mut Vec<String>,
}

impl Walk<'_> {
    fn walk(&mut self, tokens: TokenStream, depth: usize) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            match &tokens[at] {
                TokenTree::Group(group) => {
                    let is_module = at >= 2 && is_ident(&tokens[at - 2], "mod");
                    // Tests may know more than what they test.
                    if !(is_module && is_ident(&tokens[at - 1], "tests")) {
                        self.walk(group.stream(), depth + usize::from(is_module));
                    }
                    at += 1;
                }
                TokenTree::Ident(first) if !is_path_rest(&tokens, at) => {
                    at = self.path(&tokens, at, first, depth);
                }
                _ => at += 1,
            }
        }
    }

    /// A path that begins at `at`; gives where to go on.
    fn path(&mut self, tokens: &[TokenTree], at: usize, first: &Ident, depth: usize) -> usize {
        let mut n_supers = 0;
        let mut here = at;
        while is_ident(&tokens[here], "super") && is_colons(tokens, here + 1) {
            n_supers += 1;
            here += 3;
        }
        if n_supers > 0 && n_supers >= depth {
            self.modules(&tokens[here..]);
        } else if first == "crate" && is_colons(tokens, at + 1) {
            self.modules(&tokens[at + 3..]);
        } else if is_colons(tokens, at + 1) {
            self.external(first);
        }
        at + 1
    }

    /// What follows `crate::`: a name, or names in braces.
    fn modules(&mut self, rest: &[TokenTree]) {
        match rest.first() {
            Some(TokenTree::Ident(name)) => self.module(name),
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
                for list in tokens.split(|it| matches!(it, TokenTree::Punct(it) if it.as_char() == ',')) {
                    self.modules(list);
                }
            }
            _ => {}
        }
    }

    fn module(&mut self, name: &Ident) {
        // Tokens that are printed into clients have paths of their own (`crate::models`).
        let is_ours = LAYERS.iter().any(|it| name == it.name);
        let may = name == self.layer.name || self.layer.modules.iter().any(|it| name == it);
        if is_ours && !may {
            self.push(name, &format!("may not use `{name}`"));
        }
    }

    fn external(&mut self, name: &Ident) {
        let is_guarded = LAYERS.iter().any(|it| it.crates.iter().any(|it| name == it));
        if is_guarded && !self.layer.crates.iter().any(|it| name == it) {
            self.push(name, &format!("may not know the crate `{name}`"));
        }
    }

    fn push(&mut self, at: &Ident, what: &str) {
        let line = line_of(self.text, &at.to_string());
        let finding = format!("{}:{line}: `{}` {what}", self.path, self.layer.name);
        if !self.res.contains(&finding) {
            self.res.push(finding);
        }
    }
}

fn is_ident(token: &TokenTree, name: &str) -> bool {
    matches!(token, TokenTree::Ident(it) if it == name)
}

fn is_colons(tokens: &[TokenTree], at: usize) -> bool {
    let is_colon = |at: usize| matches!(tokens.get(at), Some(TokenTree::Punct(it)) if it.as_char() == ':');
    is_colon(at) && is_colon(at + 1)
}

/// Whether `at` is not the beginning of a path: it stands behind `::`, and not behind a bare one.
fn is_path_rest(tokens: &[TokenTree], at: usize) -> bool {
    at >= 3 && is_colons(tokens, at - 2) && matches!(tokens[at - 3], TokenTree::Ident(_))
}

#[cfg(test)]
mod tests {
    use super::super::files::Author;
    use super::*;

    fn check_text(path: &str, text: &str) -> String {
        let path = format!("generator/src/{path}");
        let mut res = Vec::new();
        check(&File { path, text: text.to_owned(), author: Author::Hand }, &mut res);
        res.join("\n").replace("generator/src/", "")
    }

    #[test]
    fn what_is_allowed_is_silent() {
        assert_eq!(check_text("emit/mod.rs", "use crate::plan::Crate; use quote::quote;"), "");
        assert_eq!(check_text("emit/mod.rs", "quote! { crate::models::X }"), "");
        assert_eq!(check_text("yaml/node.rs", "use super::super::diag::Diagnostics;"), "");
        assert_eq!(check_text("plan/a.rs", "mod tests { use crate::yaml::Node; }"), "");
    }

    #[test]
    fn planted_violations_are_found() {
        let check = check_text;
        assert_eq!(check("emit/a.rs", "\nuse crate::ir::Api;"), "emit/a.rs:2: `emit` may not use `ir`");
        let group = "use crate::{plan::Crate, diag::{Code, Span}};";
        assert_eq!(check("emit/a.rs", group), "emit/a.rs:1: `emit` may not use `diag`");
        let up = "use super::super::lower;";
        assert_eq!(check("ir/a.rs", up), "ir/a.rs:1: `ir` may not use `lower`");
        assert_eq!(check("ir.rs", "use super::lower;"), "ir.rs:1: `ir` may not use `lower`");
        let inside = "fn f() { let x = heck::ToSnakeCase::to(1); }";
        assert_eq!(check("lower/a.rs", inside), "lower/a.rs:1: `lower` may not know the crate `heck`");
        assert!(check("magic.rs", "").contains("is in no layer"));
    }
}
