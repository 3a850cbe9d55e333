//! What a run is about, from the path of a description: its folder, its `client.toml`, its name in headers.

use crate::config::{self, Config};
use crate::diag::Diagnostics;
use crate::source::DiskFiles;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Name of the file beside a description that says what the description cannot.
pub const CONFIG: &str = "client.toml";

pub struct Input {
    /// The folder that references may reach.
    pub files: DiskFiles,
    /// The description, as `files` knows it.
    pub root: PathBuf,
    /// The folder as headers name it; the same from every working directory: `spec/cloud-machines`.
    pub source: String,
    /// The folder as it was given, so that findings name files as seen from the working directory.
    folder: PathBuf,
    config: Option<(PathBuf, String)>,
}

impl Input {
    /// Looks at `spec`, and reads `config`; without one, the `client.toml` beside `spec` if there is one. References reach
    /// files of `folder` only; without one, of the folder that `spec` is in.
    pub fn open(spec: &Path, config: Option<&Path>, folder: Option<&Path>) -> io::Result<Self> {
        let place = fs::canonicalize(spec).map_err(|err| at(spec, err))?;
        let (Some(home), true) = (place.parent(), place.is_file()) else {
            return Err(wrong(format!("`{}` is not a file", spec.display())));
        };
        let folder = folder.or(spec.parent()).unwrap_or(Path::new(""));
        let within = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let within = fs::canonicalize(within).map_err(|err| at(within, err))?;
        let Ok(root) = place.strip_prefix(&within) else {
            return Err(wrong(format!("`{}` is not in `{}`", spec.display(), folder.display())));
        };
        Ok(Self {
            files: DiskFiles::new(&within)?,
            root: root.to_owned(),
            source: source(home),
            folder: folder.to_owned(),
            config: read_config(spec, config)?,
        })
    }

    /// A sink for the findings of a run over this description.
    pub fn diagnostics(&self) -> Diagnostics {
        Diagnostics::in_folder(&self.folder)
    }

    /// `client.toml`, read; empty where there is none.
    pub fn config(&self, diags: &mut Diagnostics) -> Config {
        let Some((path, text)) = &self.config else {
            return Config::default();
        };
        let file = diags.add_file(path, text.clone());
        config::parse(diags, file, text)
    }
}

fn read_config(spec: &Path, config: Option<&Path>) -> io::Result<Option<(PathBuf, String)>> {
    let path = config.map_or_else(|| spec.with_file_name(CONFIG), Path::to_owned);
    match fs::read_to_string(&path) {
        Ok(text) => Ok(Some((path, text))),
        Err(err) if err.kind() == io::ErrorKind::NotFound && config.is_none() => Ok(None),
        Err(err) => Err(at(&path, err)),
    }
}

/// The last two names of a folder.
fn source(folder: &Path) -> String {
    let names = folder.iter().filter_map(|it| it.to_str()).filter(|it| *it != "/");
    let names: Vec<&str> = names.collect();
    names[names.len().saturating_sub(2)..].join("/")
}

fn wrong(message: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, message)
}

fn at(path: &Path, err: io::Error) -> io::Error {
    io::Error::new(err.kind(), format!("cannot read `{}`: {err}", path.display()))
}
