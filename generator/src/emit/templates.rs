//! Text with holes: `templates/*.j2`, filled with values and nothing else.

use std::sync::LazyLock;

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};

use super::docs;
use crate::markdown;

pub(super) const MANIFEST: &str = include_str!("../../../templates/Cargo.toml.j2");
pub(super) const README: &str = include_str!("../../../templates/README.md.j2");
pub(super) const MOCK_DOCS: &str = include_str!("../../../templates/mock-docs.md.j2");
pub(super) const MOCK_SERVER: &str = include_str!("../../../templates/mock-server.rs.j2");
pub(super) const LIB_DOCS: &str = include_str!("../../../templates/lib-docs.md.j2");

pub(super) const PAGE: &str = include_str!("../../../templates/page.md.j2");
pub(super) const INDEX: &str = include_str!("../../../templates/index.md.j2");
pub(super) const MODELS: &str = include_str!("../../../templates/shared-models.md.j2");

/// Parts that several templates include.
const PARTS: [(&str, &str); 3] = [
    ("operations", include_str!("../../../templates/docs-operations.md.j2")),
    ("begin", include_str!("../../../templates/docs-begin.md.j2")),
    ("models", include_str!("../../../templates/docs-models.md.j2")),
];

static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut env = Environment::new();
    env.set_auto_escape_callback(|_| AutoEscape::None);
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_syntax(syntax());
    env.add_filter("cell", |text: &str| markdown::cell(text));
    env.add_filter("code", |text: &str| docs::code(text));
    env.add_filter("toml", toml_string);
    env.add_filter("prose", |text: &str| docs::prose(text));
    env.add_filter("fenced", |text: &str, language: &str| docs::fenced(text, language));
    env.add_filter("message", |text: &str| markdown::message(text));
    for (name, part) in PARTS {
        env.add_template(name, part).expect("our templates are right");
    }
    env
});

/// Fills a template. What comes from a description is a value: no directive in it is ever read.
pub(super) fn fill(template: &str, values: &Value) -> String {
    ENVIRONMENT.render_str(template, values).expect("our templates name only the values they are given")
}

/// Lines with nothing but a directive leave nothing behind.
fn syntax() -> SyntaxConfig {
    let mut res = SyntaxConfig::builder();
    res.trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true);
    res.build().expect("the delimiters are the usual ones")
}

/// A basic string of TOML, quotes included.
fn toml_string(text: &str) -> String {
    let mut res = String::from('"');
    for c in docs::one_line(text).chars() {
        if matches!(c, '"' | '\\') {
            res.push('\\');
        }
        res.push(c);
    }
    res.push('"');
    res
}

#[cfg(test)]
mod tests {
    use super::*;
    use minijinja::context;

    #[test]
    fn directives_in_values_are_text() {
        let text = fill("{{ a|toml }}", &context! { a => "{{ b }} {% raw %} \"\\" });
        assert_eq!(text, r#""{{ b }} {% raw %} \"\\""#);
    }
}
