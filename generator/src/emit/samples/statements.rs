//! Statements of a sample as lines, laid out as rustfmt does it.

use syn::{Expr, ExprMethodCall, Pat, Stmt, parse_quote};

/// As the body of a function.
pub(in super::super) fn laid_out(statements: &[String]) -> Vec<String> {
    let text = format!("{{ {} }}", statements.join("\n"));
    let block: syn::Block = syn::parse_str(&text).expect("emit prints whole statements");
    let (mut res, mut others) = (Vec::new(), Vec::new());
    for statement in block.stmts {
        match chain(&statement) {
            Some(lines) => {
                res.extend(printed(std::mem::take(&mut others)));
                res.extend(lines);
            }
            None => others.push(statement),
        }
    }
    res.extend(printed(others));
    res
}

fn printed(statements: Vec<Stmt>) -> Vec<String> {
    if statements.is_empty() {
        return Vec::new();
    }
    let function = parse_quote!(async fn f() { #(#statements)* });
    let file = syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![function] };
    let text = prettyplease::unparse(&file);
    let lines = text.lines().skip(1).filter(|it| *it != "}");
    lines.map(|it| it.strip_prefix("    ").unwrap_or(it).to_owned()).collect()
}

/// `let pet = Pet::new(…).color("red");` where `new` alone takes several lines, which prettyplease would indent twice.
fn chain(statement: &Stmt) -> Option<Vec<String>> {
    let Stmt::Local(local) = statement else { return None };
    let mut calls = Vec::new();
    let mut receiver = &*local.init.as_ref()?.expr;
    while let Expr::MethodCall(call) = receiver {
        calls.push(call);
        receiver = &call.receiver;
    }
    if calls.is_empty() || !matches!(receiver, Expr::Call(_)) {
        return None;
    }
    let mut res = begin(&local.pat, receiver);
    if res.len() < 2 {
        return None;
    }
    for call in calls.into_iter().rev() {
        res.last_mut()?.pop();
        res.extend(link(call));
    }
    Some(res)
}

fn begin(pattern: &Pat, value: &Expr) -> Vec<String> {
    printed(vec![parse_quote!(let #pattern = #value;)])
}

/// `.color("red");`
fn link(call: &ExprMethodCall) -> Vec<String> {
    let call = ExprMethodCall { receiver: parse_quote!(it), ..call.clone() };
    let mut lines = printed(vec![parse_quote!(#call;)]);
    if let Some(first) = lines.first_mut() {
        first.replace_range(.."it".len(), "");
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_chain_begins_with_stands_where_rustfmt_puts_it() {
        let statements = [
            r#"let body = Machine::new("a name that is rather long", "a size that is so too", ImageRef::Id(184520077)).keys([KeyRef::Fingerprint("5f:0a:91:c7:6d:22:e8:b4:13:7c:a9:f0:58:de:36:81".to_owned())]).color("red");"#,
            r#"let short = Machine::new("a", "b").color("red");"#,
        ];
        let expected = r#"let body = Machine::new(
    "a name that is rather long",
    "a size that is so too",
    ImageRef::Id(184520077),
)
.keys([
    KeyRef::Fingerprint("5f:0a:91:c7:6d:22:e8:b4:13:7c:a9:f0:58:de:36:81".to_owned()),
])
.color("red");
let short = Machine::new("a", "b").color("red");"#;
        assert_eq!(laid_out(&statements.map(str::to_owned)).join("\n"), expected);
    }
}
