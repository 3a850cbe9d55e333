//! For the comment on a pull request: the verdict first, then what breaks somebody, then the rest, folded.

use super::{Place, Places, Report, counted, signatures, verdict};
use crate::diff::{Bump, Change, Wire};
use std::collections::BTreeSet;
use std::fmt::Write;

/// More operations than this are folded.
const LISTED: usize = 6;

/// GitHub takes 65536 characters in a comment; several APIs may share one.
const LONGEST: usize = 28_000;

pub(super) fn render(report: &Report<'_>, places: &Places) -> String {
    let comparison = report.comparison;
    let mut out = String::new();
    let subject = if report.subject.is_empty() { String::new() } else { format!("`{}`: ", report.subject) };
    let _ = writeln!(out, "### {subject}{}\n", verdict(comparison.wire(), comparison.rust()));
    let reached: BTreeSet<&String> = comparison.changes.iter().flat_map(|it| &it.operations).collect();
    let _ = writeln!(
        out,
        "**Wire: {} · Rust: {}** · {} in {}\n",
        comparison.wire(),
        comparison.rust(),
        counted(comparison.changes.len(), "change"),
        counted(reached.len(), "operation"),
    );
    let breaks = |it: &&Change| it.approved.is_none() && (it.wire == Wire::Breaking || it.rust == Bump::Major);
    let (first, rest): (Vec<&Change>, Vec<&Change>) = comparison.changes.iter().partition(breaks);
    let cx = Printer { report, places };
    if !first.is_empty() {
        out += "#### Breaking\n\n";
        cx.list(&mut out, &first);
    }
    if !rest.is_empty() {
        let more = if first.is_empty() { "" } else { " more" };
        let n = rest.len();
        let count = match n {
            1 => format!("1{more} change that breaks nobody"),
            n => format!("{n}{more} changes that break nobody"),
        };
        // Where nothing breaks there is nothing else to read.
        let open = if first.is_empty() { " open" } else { "" };
        let _ = writeln!(out, "<details{open}><summary>{count}</summary>\n");
        cx.list(&mut out, &rest);
        out += "</details>\n";
    }
    out
}

struct Printer<'a> {
    report: &'a Report<'a>,
    places: &'a Places,
}

impl Printer<'_> {
    fn list(&self, out: &mut String, changes: &[&Change]) {
        for (n, it) in changes.iter().enumerate() {
            if out.len() > LONGEST {
                let _ = writeln!(
                    out,
                    "\n… and {}, for which there is no room here.\n",
                    counted(changes.len() - n, "more change")
                );
                return;
            }
            self.change(out, it);
        }
        out.push('\n');
    }

    fn change(&self, out: &mut String, it: &Change) {
        let place = self.place(it).map(|it| format!(" · {it}")).unwrap_or_default();
        let _ = writeln!(out, "- **{}**{place}", safe(&upper(&it.message)));
        let _ =
            writeln!(out, "  {} <sub>wire {} · Rust {} · `{}`</sub>", safe(&it.reason()), it.wire, it.rust, it.rule.id);
        if let Some(reason) = &it.approved {
            let _ = writeln!(out, "  Approved: {}", safe(reason));
        }
        let lines = signatures(it);
        if !lines.is_empty() {
            out.push_str("  ```diff\n");
            for (sign, line) in lines {
                let _ = writeln!(out, "  {sign} {}", line.replace('`', "").replace(['\n', '\r'], " "));
            }
            out.push_str("  ```\n");
        }
        // What the sentence has already is not said again.
        if !it.operations.iter().all(|route| it.message.contains(route)) {
            operations(out, &it.operations);
        }
    }

    fn place(&self, it: &Change) -> Option<String> {
        let (base, revision) = (self.places.base(it.base), self.places.revision(it.revision));
        let [of_base, of_revision] = self.report.links;
        match (base, revision) {
            (_, Some(place)) => Some(link(place, of_revision)),
            (Some(place), None) => Some(format!("was at {}", link(place, of_base))),
            (None, None) => None,
        }
    }
}

fn operations(out: &mut String, all: &[String]) {
    let list = |code: fn(&str) -> String| all.iter().map(|it| code(it)).collect::<Vec<_>>().join(", ");
    match all.len() {
        0 => {}
        n if n <= LISTED => {
            let _ = writeln!(out, "  In {}.", list(code));
        }
        n => {
            let _ = writeln!(out, "  <details><summary>In {n} operations</summary>{}</details>", list(code_of_html));
        }
    }
}

fn link(Place { file, line, .. }: &Place, base: Option<&str>) -> String {
    let text = code(&format!("{}:{line}", file.rsplit('/').next().unwrap_or(file)));
    match base {
        Some(base) => format!("[{text}]({}/{}#L{line})", base.trim_end_matches('/'), escaped(file)),
        None => code(&format!("{file}:{line}")),
    }
}

/// A path as a part of an address.
fn escaped(path: &str) -> String {
    let plain = |it: u8| it.is_ascii_alphanumeric() || b"/-._~".contains(&it);
    path.bytes().map(|it| if plain(it) { char::from(it).to_string() } else { format!("%{it:02X}") }).collect()
}

/// Text of a description between backticks: no mark-up, no mention, no end before its end.
fn code(text: &str) -> String {
    let text: String = text.chars().filter(|it| !it.is_control()).map(|it| if it == '`' { '\'' } else { it }).collect();
    format!("`{text}`")
}

/// The same within HTML, where Markdown is not read.
fn code_of_html(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('@', "&#64;");
    format!("<code>{}</code>", text.replace(char::is_control, " "))
}

/// A sentence with things in backticks; what stands outside them cannot be mark-up either.
fn safe(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return marked(text);
    }
    let part = |(at, it): (usize, &&str)| if at % 2 == 1 { code(it) } else { marked(it) };
    parts.iter().enumerate().map(part).collect()
}

fn marked(text: &str) -> String {
    let mut res = String::new();
    for c in text.chars() {
        match c {
            '<' => res += "&lt;",
            '>' => res += "&gt;",
            '&' => res += "&amp;",
            '@' => res += "&#64;",
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' => {
                res.push('\\');
                res.push(c);
            }
            c if c.is_control() => res.push(' '),
            c => res.push(c),
        }
    }
    res
}

fn upper(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|it| it.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{code, code_of_html, safe};

    #[test]
    fn nothing_of_a_description_is_mark_up() {
        assert_eq!(safe("property `a*b` of <b>@x</b>"), "property `a*b` of &lt;b&gt;&#64;x&lt;/b&gt;");
        assert_eq!(safe("odd ` one [a](b)"), "odd \\` one \\[a\\](b)");
        assert_eq!(code("a`b\nc"), "`a'bc`");
        assert_eq!(code_of_html("GET /<b>@x\n"), "<code>GET /&lt;b&gt;&#64;x </code>");
    }
}
