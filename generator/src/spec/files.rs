//! Opens the files of a description, each once, and says what is wrong with those that cannot be read.

use super::start_of;
use crate::diag::Diagnostics;
use crate::diag::codes::source as codes;
use crate::source::{self, FileId, Files, MAX_FILE_SIZE, NotText, OutsideRoot, Span};
use crate::yaml::{self, Format, NodeId, Nodes, Value};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// Why there is no tree for a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Miss {
    NotFound,
    Outside,
    Unreadable(String),
    /// Its text is wrong, and that has been reported.
    Broken,
}

pub(super) struct FileTable<'f> {
    files: &'f dyn Files,
    known: BTreeMap<PathBuf, Result<NodeId, Miss>>,
    roots: BTreeMap<FileId, NodeId>,
}

impl<'f> FileTable<'f> {
    pub(super) fn new(files: &'f dyn Files) -> Self {
        Self { files, known: BTreeMap::new(), roots: BTreeMap::new() }
    }

    /// The top node of a file that was opened.
    pub(super) fn root_of(&self, file: FileId) -> Option<NodeId> {
        self.roots.get(&file).copied()
    }

    pub(super) fn names(&self, folder: &Path) -> Vec<PathBuf> {
        self.files.names(folder)
    }

    /// The top node of the file at `path`.
    pub(super) fn open(&mut self, diags: &mut Diagnostics, nodes: &mut Nodes, path: &Path) -> Result<NodeId, Miss> {
        if let Some(known) = self.known.get(path) {
            return known.clone();
        }
        let result = self.read(diags, nodes, path);
        self.known.insert(path.to_owned(), result.clone());
        result
    }

    fn read(&mut self, diags: &mut Diagnostics, nodes: &mut Nodes, path: &Path) -> Result<NodeId, Miss> {
        let bytes = self.files.read(path).map_err(|err| match err.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Miss::NotFound,
            _ if OutsideRoot::caused(&err) => Miss::Outside,
            io::ErrorKind::FileTooLarge => Miss::Unreadable(format!("it is larger than {} MiB", MAX_FILE_SIZE >> 20)),
            _ => Miss::Unreadable(err.to_string()),
        })?;
        if bytes.len() as u64 > MAX_FILE_SIZE {
            return Err(Miss::Unreadable(format!("it is larger than {} MiB", MAX_FILE_SIZE >> 20)));
        }
        let file = text(diags, path, bytes).ok_or(Miss::Broken)?;
        let root = if is_prose(path) {
            let text = diags.text(file);
            let span = Span { file, start: 0, end: u32::try_from(text.len()).unwrap_or(u32::MAX) };
            Some(nodes.push(span, Value::Str(text[..].into())))
        } else {
            yaml::parse(diags, nodes, file, Format::of(path, &diags.text(file)))
        };
        let root = root.ok_or(Miss::Broken)?;
        self.roots.insert(file, root);
        Ok(root)
    }
}

/// A file that is taken as one text: what stands in place of descriptions and examples.
fn is_prose(path: &Path) -> bool {
    path.extension().is_some_and(|it| it.eq_ignore_ascii_case("md") || it.eq_ignore_ascii_case("txt"))
}

/// Makes the text of a file known, or says why it is none.
fn text(diags: &mut Diagnostics, path: &Path, bytes: Vec<u8>) -> Option<FileId> {
    match source::decode(bytes) {
        Ok(text) => return without_nul(diags, path, text),
        Err((why, bytes)) => no_text(diags, path, &why, &bytes),
    }
    None
}

fn without_nul(diags: &mut Diagnostics, path: &Path, text: String) -> Option<FileId> {
    let nul = text.find('\0');
    let file = diags.add_source(path, text);
    let Some(at) = nul else {
        return Some(file);
    };
    let at = u32::try_from(at).unwrap_or(u32::MAX);
    diags
        .error(codes::NOT_TEXT, Span { file, start: at, end: at + 1 }, "a NUL character")
        .help("remove it, or write `\\0` in double quotes");
    None
}

fn no_text(diags: &mut Diagnostics, path: &Path, why: &NotText, bytes: &[u8]) {
    match *why {
        NotText::Binary => {
            let file = diags.add_source(path, String::new());
            diags.error(codes::NOT_TEXT, start_of(file), "this is a binary file, not a description");
        }
        NotText::Utf16 => {
            let file = diags.add_source(path, String::new());
            diags
                .error(codes::NOT_UTF8, start_of(file), "this file is in UTF-16, and UTF-8 is needed")
                .help("convert it: `iconv -f UTF-16 -t UTF-8`, or «save with encoding» in an editor");
        }
        NotText::NotUtf8 { offset, byte } => {
            // Shown with the replacement character: bytes that are no text never reach a terminal.
            let file = diags.add_source(path, String::from_utf8_lossy(bytes).into_owned());
            let at = u32::try_from(offset).unwrap_or(u32::MAX);
            diags
                .error(
                    codes::NOT_UTF8,
                    Span { file, start: at, end: at + 3 },
                    format!("byte 0x{byte:02X} is not UTF-8"),
                )
                .help("if the file is in Latin-1, convert it: `iconv -f LATIN1 -t UTF-8`");
        }
    }
}
