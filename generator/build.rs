//! Reads from the runtime's source which methods its types have: names that nothing of a description may take there.
//!
//! A list written by hand would lack the next method, and a crate whose API has a tag or a parameter of that name would not compile.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

const RUNTIME: &str = "../templates/runtime/src/runtime";

/// The constant that is made, and the type or macro whose methods it lists.
const LISTS: [(&str, Source); 6] = [
    ("CLIENT_METHODS", Source::Type("Client")),
    ("BUILDER_METHODS", Source::Type("ClientBuilder")),
    ("MOCK_SERVER_METHODS", Source::Type("MockServer")),
    ("RESPONSE_METHODS", Source::Type("Response")),
    ("SERVER_METHODS", Source::Type("Server")),
    ("REQUEST_METHODS", Source::Macro("request")),
];

#[derive(Clone, Copy)]
enum Source {
    /// Whatever `impl` gives this type.
    Type(&'static str),
    /// Whatever this `macro_rules!` declares.
    Macro(&'static str),
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={RUNTIME}");
    let mut files = Vec::new();
    collect(Path::new(RUNTIME), &mut files)?;
    let mut found: Vec<BTreeSet<String>> = vec![BTreeSet::new(); LISTS.len()];
    for file in files {
        let tokens: Vec<TokenTree> = fs::read_to_string(file)?.parse::<TokenStream>()?.into_iter().collect();
        for ((_, source), names) in LISTS.iter().zip(&mut found) {
            match source {
                Source::Type(name) => methods_of(name, &tokens, names),
                Source::Macro(name) => declared_by(name, &tokens, names),
            }
        }
    }
    let mut text = String::new();
    for ((constant, _), names) in LISTS.iter().zip(&found) {
        if names.is_empty() {
            return Err(format!("{RUNTIME} has nothing for {constant}").into());
        }
        writeln!(text, "pub(crate) const {constant}: &[&str] = &{:?};", names.iter().collect::<Vec<_>>())?;
    }
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("runtime_methods.rs"), text)?;
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|it| it == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

/// `impl<T> fmt::Debug for Response<T> { fn fmt … }`: the type is the last name before the braces that is not an argument.
fn methods_of(name: &str, tokens: &[TokenTree], names: &mut BTreeSet<String>) {
    for (at, token) in tokens.iter().enumerate() {
        if !is_ident(token, "impl") {
            continue;
        }
        let head = tokens[at + 1..].iter().take_while(|it| braces(it).is_none());
        let body = tokens[at + 1..].iter().find_map(braces);
        if implemented(head).is_some_and(|it| it == name)
            && let Some(body) = body
        {
            functions(body, false, names);
        }
    }
}

fn implemented<'t>(head: impl Iterator<Item = &'t TokenTree>) -> Option<String> {
    let (mut depth, mut last) = (0_usize, None);
    for token in head {
        match token {
            TokenTree::Punct(it) if it.as_char() == '<' => depth += 1,
            TokenTree::Punct(it) if it.as_char() == '>' => depth = depth.saturating_sub(1),
            TokenTree::Ident(it) if *it == "where" => break,
            TokenTree::Ident(it) if depth == 0 => last = Some(it.to_string()),
            _ => {}
        }
    }
    last
}

fn declared_by(name: &str, tokens: &[TokenTree], names: &mut BTreeSet<String>) {
    for four in tokens.windows(4) {
        if is_ident(&four[0], "macro_rules")
            && is_ident(&four[2], name)
            && let Some(body) = braces(&four[3])
        {
            functions(body, true, names);
        }
    }
}

/// `fn name`, directly in the braces or anywhere below.
fn functions(body: &Group, below: bool, names: &mut BTreeSet<String>) {
    let tokens: Vec<TokenTree> = body.stream().into_iter().collect();
    for pair in tokens.windows(2) {
        if let [word, TokenTree::Ident(name)] = pair
            && is_ident(word, "fn")
        {
            names.insert(name.to_string());
        }
    }
    for token in tokens.iter().filter(|_| below) {
        if let TokenTree::Group(group) = token {
            functions(group, below, names);
        }
    }
}

fn braces(token: &TokenTree) -> Option<&Group> {
    match token {
        TokenTree::Group(it) if it.delimiter() == Delimiter::Brace => Some(it),
        _ => None,
    }
}

fn is_ident(token: &TokenTree, name: &str) -> bool {
    matches!(token, TokenTree::Ident(it) if *it == name)
}
