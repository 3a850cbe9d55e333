//! How printed Rust is laid out: what prettyplease leaves open (blank lines, macro bodies, imports) is decided here.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proc_macro2::{Literal, TokenStream};

/// Width of the lines that are filled here.
const WIDTH: usize = 100;

/// A string literal.
pub(super) fn string(text: &str) -> String {
    Literal::string(text).to_string()
}

/// Items as text, a blank line between each two and between the members of an `impl`.
pub(super) fn items(tokens: TokenStream) -> String {
    let file: syn::File = syn::parse2(tokens).expect("emit quotes whole items, and the plan's identifiers are valid");
    file.items.into_iter().map(item).collect::<Vec<_>>().join("\n")
}

fn item(item: syn::Item) -> String {
    let has_members = matches!(item, syn::Item::Impl(_));
    let text =
        prettyplease::unparse(&syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![item] });
    if has_members { separate_members(&text) } else { text }
}

/// A member ends with the only lines that are a brace at the first indentation.
fn separate_members(text: &str) -> String {
    let mut res = String::with_capacity(text.len());
    let mut ended = false;
    for line in text.lines() {
        if ended && line != "}" {
            res.push('\n');
        }
        ended = line == "    }";
        res.push_str(line);
        res.push('\n');
    }
    res
}

/// A macro call with a table: `head {`, an entry a line, `} tail`.
pub(super) fn table(name: &str, head: &str, entries: &[String], tail: &str) -> String {
    let mut res = format!("{name}!({head} {{\n");
    for entry in entries {
        let _ = writeln!(res, "    {entry},");
    }
    let _ = writeln!(res, "}}{tail});");
    res
}

/// `use module::{A, B};`, filled to the width where it needs several lines.
pub(super) fn use_line(module: &str, names: &BTreeSet<String>) -> String {
    use_with("use", module, names)
}

/// `pub use module::{A, B};`
pub(super) fn pub_use_line(module: &str, names: &BTreeSet<String>) -> String {
    use_with("pub use", module, names)
}

fn use_with(keyword: &str, module: &str, names: &BTreeSet<String>) -> String {
    let list = names.iter().map(String::as_str).collect::<Vec<_>>();
    if let [name] = list[..] {
        return format!("{keyword} {module}::{name};\n");
    }
    let line = format!("{keyword} {module}::{{{}}};\n", list.join(", "));
    if line.len() <= WIDTH { line } else { format!("{keyword} {module}::{{\n{}}};\n", fill(&list)) }
}

/// Names with commas, as many on a line as fit.
fn fill(names: &[&str]) -> String {
    let mut res = String::new();
    let mut line = String::from("   ");
    for name in names {
        if line.len() + name.len() + 2 > WIDTH {
            let _ = writeln!(res, "{line}");
            line = String::from("   ");
        }
        let _ = write!(line, " {name},");
    }
    let _ = writeln!(res, "{line}");
    res
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    #[test]
    fn members_are_apart_and_bodies_are_not_torn() {
        let text = items(quote! {
            impl A { fn a(&self) { if true { 1 } else { 2 }; } #[doc = " b"] fn b() {} }
            struct B;
        });
        assert_eq!(
            text,
            "impl A {\n    fn a(&self) {\n        if true { 1 } else { 2 };\n    }\n\n    /// b\n    fn b() {}\n}\n\nstruct B;\n"
        );
    }

    #[test]
    fn imports_are_filled() {
        let names = (0..30).map(|n| format!("Name{n}")).collect();
        let text = use_line("crate::models", &names);
        assert!(text.lines().all(|line| line.len() <= WIDTH), "{text}");
        assert!(text.ends_with(",\n};\n"), "{text}");
    }
}
