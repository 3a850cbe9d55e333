//! Pairs of small descriptions, one change per pair: `tests/diff/CASE/{base,revision}.yaml`, and `.toml` beside them where there is
//! something to configure. Each pair is a test of its own (`cargo test -p generator --test diff CASE`), and every rule has a pair.

use generator::config::{self, Config};
use generator::diag::{self, Diagnostics};
use generator::diff::approvals::Approvals;
use generator::diff::report::{Format, Report};
use generator::diff::{Comparison, FailOn, Side, compare, rules};
use generator::ir::Api;
use generator::plan::{self, Crate, plan};
use generator::source::DiskFiles;
use generator::{Options, understand};
use libtest_mimic::{Arguments, Trial};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn cases() -> Vec<String> {
    let entries = fs::read_dir(folder()).expect("the folder of fixtures").map(|it| it.expect("a case"));
    let folders = entries.filter(|it| it.path().is_dir());
    let mut names: Vec<String> = folders.map(|it| it.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff")
}

struct Pair {
    comparison: Comparison,
    base: Diagnostics,
    revision: Diagnostics,
}

fn config(diags: &mut Diagnostics, case: &str, side: &str) -> Config {
    let path = format!("{side}.toml");
    let Ok(text) = fs::read_to_string(folder().join(case).join(&path)) else {
        return Config::default();
    };
    let file = diags.add_file(Path::new(&path), text.clone());
    config::parse(diags, file, &text)
}

fn read(case: &str, side: &str) -> ((Api, Crate), Diagnostics) {
    let mut diags = Diagnostics::default();
    let files = DiskFiles::new(&folder().join(case)).expect("the folder of a case");
    let config = config(&mut diags, case, side);
    let options = Options { name: None, source: "spec/pets".to_owned() };
    let read = understand(&mut diags, &files, Path::new(&format!("{side}.yaml")), &config, &options);
    let Some(read) = read else {
        panic!("{case}/{side}.yaml has errors:\n{}", diag::render(&diags, diag::Format::Short, false));
    };
    (read, diags)
}

fn pair(case: &str) -> Pair {
    let (old, base) = read(case, "base");
    let (new, revision) = read(case, "revision");
    let comparison = compare(Side { api: &old.0, krate: &old.1 }, Side { api: &new.0, krate: &new.1 });
    Pair { comparison, base, revision }
}

fn render(case: &str, format: Format) -> String {
    let Pair { comparison, base, revision } = pair(case);
    let links = [Some("https://example.com/blob/old/spec"), Some("https://example.com/blob/new/spec")];
    let report = Report { comparison: &comparison, base: &base, revision: &revision, subject: "pets", links };
    let text = report.render(format);
    // Colours are the terminal's affair.
    text.split('\u{1b}')
        .enumerate()
        .map(|(at, it)| if at == 0 { it } else { it.split_once('m').map_or(it, |it| it.1) })
        .collect()
}

macro_rules! statements {
    ($($name:ident),* $(,)?) => {
        [$(Trial::test(stringify!($name), || {
            $name();
            Ok(())
        })),*]
    };
}

macro_rules! snapshot {
    ($name:expr, $text:expr) => {
        insta::with_settings!({ snapshot_path => "diff", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!($name, $text);
        });
    };
}

/// A test per pair, named like its folder, and one per statement about all of them.
fn main() -> ExitCode {
    let pairs = cases().into_iter().map(|case| {
        Trial::test(format!("pair::{case}"), move || {
            check_pair(&case);
            Ok(())
        })
    });
    let tests = pairs.chain(statements!(
        every_rule_has_a_pair,
        plans_for_comparing_and_printing_have_equal_signatures,
        one_report_in_every_format,
        an_approval_applies_to_one_finding,
    ));
    libtest_mimic::run(&Arguments::from_args(), tests.collect()).exit_code()
}

fn check_pair(case: &str) {
    snapshot!(case, render(case, Format::Text));
    if case.starts_with("same-") {
        let changes = pair(case).comparison.changes;
        assert!(changes.is_empty(), "{}", changes[0].message);
    }
    for side in ["base", "revision"] {
        let ((api, krate), _) = read(case, side);
        let side = Side { api: &api, krate: &krate };
        assert!(compare(side, side).changes.is_empty(), "it differs from itself");
    }
}

fn every_rule_has_a_pair() {
    let cases = cases();
    let met: BTreeSet<&str> = cases.iter().flat_map(|it| pair(it).comparison.changes).map(|it| it.rule.id).collect();
    let missing: Vec<&str> = rules().map(|it| it.id).filter(|it| !met.contains(it)).collect();
    assert!(missing.is_empty(), "no pair of tests/diff has a finding of: {}", missing.join(", "));
}

fn plans_for_comparing_and_printing_have_equal_signatures() {
    for case in cases() {
        let ((api, compared), _) = read(&case, "base");
        let (diags, config) = (&mut Diagnostics::default(), config(&mut Diagnostics::default(), &case, "base"));
        let printed =
            plan(diags, &api, &config, &plan::Options { source: "spec/pets".to_owned(), ..Default::default() });
        let changes = compare(Side { api: &api, krate: &compared }, Side { api: &api, krate: &printed }).changes;
        assert!(changes.is_empty(), "{case}: {}", changes[0].message);
    }
}

fn one_report_in_every_format() {
    snapshot!("_markdown", render("several", Format::Markdown));
    snapshot!("_github", render("several", Format::Github));
    snapshot!("_json", render("several", Format::Json));
    let Pair { comparison, base, revision } = pair("several");
    let report = Report { comparison: &comparison, base: &base, revision: &revision, subject: "", links: [None, None] };
    snapshot!("_notes", report.notes());
}

fn an_approval_applies_to_one_finding() {
    let Pair { mut comparison, .. } = pair("operation-removed");
    assert!(FailOn::Breaking.is_met(&comparison) && FailOn::Major.is_met(&comparison));
    let fingerprint = comparison.changes[0].fingerprint();
    let text = format!(
        "[[approved]]\nfingerprint = \"{fingerprint}\"\nreason = \"nobody calls it\"\n\
         [[approved]]\nfingerprint = \"0\"\nreason = \"gone\"\n"
    );
    let approvals = Approvals::parse(&text).expect("a file of approvals");
    let stale = approvals.apply(&mut comparison);
    assert_eq!(stale.iter().map(|it| it.reason.as_str()).collect::<Vec<_>>(), ["gone"]);
    assert_eq!(comparison.changes[0].approved.as_deref(), Some("nobody calls it"));
    assert!(!FailOn::Any.is_met(&comparison));
}
