//! For the comment on a pull request: the verdict first, then what breaks somebody, then the rest, folded.

use super::{Place, Places, Report, counted, signature_block, signatures, verdict};
use crate::diff::{Bump, Change, Wire};
use crate::markdown::{code, message};
use crate::source::is_harmful;
use std::collections::BTreeSet;
use std::fmt::Write;

/// More operations than this are folded.
const LISTED: usize = 6;

/// GitHub takes 65536 characters in a comment; several APIs may share one.
const LONGEST: usize = 28_000;

pub(super) fn render(report: &Report<'_>, places: &Places) -> String {
    let comparison = report.comparison;
    let mut out = String::new();
    let subject = if report.subject.is_empty() { String::new() } else { format!("{}: ", code(report.subject)) };
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
        let _ = writeln!(out, "- **{}**{place}", message(&upper(&it.message)));
        let _ = writeln!(
            out,
            "  {} <sub>wire {} · Rust {} · `{}`</sub>",
            message(&it.reason()),
            it.wire,
            it.rust,
            it.rule.id
        );
        if let Some(reason) = &it.approved {
            let _ = writeln!(out, "  Approved: {}", message(reason));
        }
        out.push_str(&signature_block(&signatures(it)));
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

/// Inline code within HTML, where Markdown is not read.
fn code_of_html(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('@', "&#64;");
    format!("<code>{}</code>", text.replace(is_harmful, " "))
}

fn upper(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|it| it.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::code_of_html;

    #[test]
    fn code_within_html_is_text() {
        assert_eq!(code_of_html("GET /<b>@x\n"), "<code>GET /&lt;b&gt;&#64;x </code>");
    }
}
