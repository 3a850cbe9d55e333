//! The APIs of the workspace: a folder of `spec/` each, and the crate of the same name.

use crate::Error;
use std::path::{Path, PathBuf};

#[derive(Clone, Debug)]
pub(crate) struct Api {
    /// `pet-shop`
    pub(crate) name: String,
    pub(crate) spec: PathBuf,
    /// Folder of the crate.
    pub(crate) out: PathBuf,
}

/// The folder of the workspace.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is a folder of the workspace")
}

/// All of them by name, or the one that is called `only`.
pub(crate) fn apis(only: Option<&str>) -> Result<Vec<Api>, Error> {
    let mut res = Vec::new();
    let Ok(folders) = std::fs::read_dir(root().join("spec")) else {
        return Ok(res);
    };
    for folder in folders {
        let folder = folder?;
        let name = folder.file_name().to_string_lossy().into_owned();
        let spec = folder.path().join("openapi.yaml");
        if spec.is_file() {
            res.push(Api { out: root().join("generated-client").join(&name), name, spec });
        }
    }
    res.sort_by(|a, b| a.name.cmp(&b.name));
    let Some(only) = only else { return Ok(res) };
    let names: Vec<String> = res.iter().map(|it| it.name.clone()).collect();
    res.retain(|it| it.name == only);
    if res.is_empty() {
        return Err(format!("there is no API `{only}`; spec/ has {}", names.join(", ")).into());
    }
    Ok(res)
}

/// `path` as seen from the workspace.
pub(crate) fn relative(path: &Path) -> std::path::Display<'_> {
    path.strip_prefix(root()).unwrap_or(path).display()
}
