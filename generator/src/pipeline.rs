//! The order of the stages.

use std::path::Path;

use crate::config::Config;
use crate::deep;
use crate::diag::{Diagnostics, LossKind};
use crate::emit::emit;
use crate::fileset::FileSet;
use crate::ir::Api;
use crate::lower::lower;
use crate::plan::{Crate, Purpose};
use crate::source::{Files, Span};
use crate::spec;

/// What the caller says about a run, beside `client.toml`.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Name of the package; wins over `client.toml`.
    pub name: Option<String>,
    /// What the header of every file names as its origin: `spec/cloud-machines`.
    pub source: String,
}

impl Options {
    fn plan(&self, purpose: Purpose) -> crate::plan::Options {
        let (name, source) = (self.name.clone(), self.source.clone());
        crate::plan::Options { name, source, purpose, ..Default::default() }
    }
}

/// A crate, and what there is to say of it.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// Name of the package.
    pub name: String,
    pub files: FileSet,
    pub operations: usize,
    pub types: usize,
    /// Operations that the description has, skipped ones included.
    pub described: usize,
    /// Schemas that name a type and yet became any value.
    pub untyped: Vec<Span>,
    /// Operations that were left out: (name, reason).
    pub skipped: Vec<(String, String)>,
    /// Schemas that could not be read, and accept any value.
    pub unreadable: usize,
}

impl Compiled {
    /// `cloud-machines: 32 operations, 118 types, 1 skipped (x_list)`
    pub fn summary(&self) -> String {
        let operations = counted(self.operations, "operation");
        let types = counted(self.types, "type");
        let mut res = format!("{}: {operations}, {types}", self.name);
        if !self.skipped.is_empty() {
            let names: Vec<&str> = self.skipped.iter().map(|(name, _)| name.as_str()).collect();
            res += &format!(", {} skipped ({})", names.len(), names.join(", "));
        }
        if self.unreadable > 0 {
            res += &format!(", {} read as any value", counted(self.unreadable, "schema"));
        }
        res
    }
}

/// `1 file`, `3 files`.
pub fn counted(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

/// Compiles the description `root` of `files` into a crate; nothing where it has errors.
pub fn compile(
    diags: &mut Diagnostics,
    files: &dyn Files,
    root: &Path,
    config: &Config,
    options: &Options,
) -> Option<Compiled> {
    deep::run(|| compile_here(diags, files, root, config, options))
}

fn compile_here(
    diags: &mut Diagnostics,
    files: &dyn Files,
    root: &Path,
    config: &Config,
    options: &Options,
) -> Option<Compiled> {
    let api = mean(diags, files, root, config)?;
    let krate = print_plan(diags, &api, config, options)?;
    Some(Compiled {
        described: api.operations.len() + api.skipped.len(),
        untyped: api.untyped,
        files: emit(&krate),
        operations: krate.resources.iter().map(|it| it.requests.len()).sum(),
        types: krate.models.iter().map(|it| it.items.len()).sum(),
        name: krate.package.name,
        skipped: krate.skipped,
        unreadable: diags.n_lost(LossKind::Schema),
    })
}

/// As far as [`compile`] goes before anything is printed: everything Rust about the crate, decided.
pub fn plan(
    diags: &mut Diagnostics,
    files: &dyn Files,
    root: &Path,
    config: &Config,
    options: &Options,
) -> Option<Crate> {
    deep::run(|| {
        let api = mean(diags, files, root, config)?;
        print_plan(diags, &api, config, options)
    })
}

fn print_plan(diags: &mut Diagnostics, api: &Api, config: &Config, options: &Options) -> Option<Crate> {
    let krate = crate::plan::plan(diags, api, config, &options.plan(Purpose::Print));
    (!diags.has_errors()).then_some(krate)
}

/// What a description means, and the signatures of the crate that is made of it: what [`diff`](crate::diff) compares. Nothing where
/// it has errors.
pub fn understand(
    diags: &mut Diagnostics,
    files: &dyn Files,
    root: &Path,
    config: &Config,
    options: &Options,
) -> Option<(Api, Crate)> {
    deep::run(|| {
        let api = mean(diags, files, root, config)?;
        let krate = crate::plan::plan(diags, &api, config, &options.plan(Purpose::Compare));
        (!diags.has_errors()).then_some((api, krate))
    })
}

fn mean(diags: &mut Diagnostics, files: &dyn Files, root: &Path, config: &Config) -> Option<Api> {
    if config.keep_going {
        diags.keep_going();
    }
    let spec = spec::load(diags, files, root)?;
    Some(lower(diags, &spec, config))
}

/// The description and everything it refers to as one YAML text; nothing where it has errors.
pub fn bundle(diags: &mut Diagnostics, files: &dyn Files, root: &Path) -> Option<String> {
    deep::run(|| {
        let spec = spec::load(diags, files, root)?;
        (!diags.has_errors()).then(|| spec.bundle_text())
    })
}
