//! One side of a comparison, from wherever its files come.

use crate::Error;
use crate::apis::{Api, root};
use generator::diag::{self, Diagnostics, Format};
use generator::plan::Crate;
use generator::source::{DiskFiles, Files};
use generator::{Options, config, ir, understand};
use std::io::IsTerminal;
use std::path::Path;

/// A description as it is understood, with its texts.
pub(crate) struct Read {
    pub(crate) api: ir::Api,
    pub(crate) krate: Crate,
    pub(crate) diags: Diagnostics,
}

/// Reads a description; where it has errors they are told, and there is nothing.
pub(crate) fn read(api: &Api, files: &dyn Files, spec: &Path, config: Option<String>) -> Option<Read> {
    let source = format!("spec/{}", api.name);
    let mut diags = Diagnostics::in_folder(Path::new(&source));
    let config = match config {
        Some(text) => {
            let file = diags.add_source(Path::new("client.toml"), text.clone());
            config::parse(&mut diags, file, &text)
        }
        None => config::Config::default(),
    };
    let options = Options { name: None, source };
    let found = understand(&mut diags, files, spec, &config, &options);
    if found.is_none() {
        eprint!("{}", diag::render(&diags, Format::Human, std::io::stderr().is_terminal()));
    }
    found.map(|(api, krate)| Read { api, krate, diags })
}

/// The side of the work tree.
pub(crate) fn here(api: &Api) -> Result<Option<Read>, Error> {
    let folder = root().join("spec").join(&api.name);
    let config = std::fs::read_to_string(folder.join("client.toml")).ok();
    Ok(read(api, &DiskFiles::new(&folder)?, Path::new("openapi.yaml"), config))
}
