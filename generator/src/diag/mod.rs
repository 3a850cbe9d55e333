//! What is wrong, where, and what to do: a sink that stages push into, rendered once at the edge.

pub mod codes;
mod loss;
mod nearest;
mod render;

use crate::source::{FileId, Span};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use codes::Code;
pub use loss::{Loss, LossKind};
pub(crate) use nearest::nearest;
pub use render::{Format, places_json, render};
pub(crate) use render::{annotation, safe_line};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Error,
    Warning,
}

impl Severity {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One finding.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    pub code: Code,
    pub severity: Severity,
    /// Lower case, no full stop, the thing in backticks.
    pub message: String,
    pub span: Span,
    /// Text beside the caret; may be empty.
    pub label: String,
    /// Other places that matter: (place, text).
    pub related: Vec<(Span, String)>,
    /// What to do next.
    pub help: Vec<String>,
    /// What is lost if a run goes on after it; `None` for what no run survives, and for what loses nothing.
    pub loss: Option<Loss>,
}

impl Diagnostic {
    pub fn label(&mut self, text: impl Into<String>) -> &mut Self {
        self.label = text.into();
        self
    }
    pub fn related(&mut self, span: Span, text: impl Into<String>) -> &mut Self {
        self.related.push((span, text.into()));
        self
    }
    pub fn help(&mut self, text: impl Into<String>) -> &mut Self {
        self.help.push(text.into());
        self
    }

    /// What to do next; for an error that a run can survive, how to make it do that as the last.
    pub fn advice(&self) -> impl Iterator<Item = String> {
        let loss = self.loss.as_ref().filter(|_| self.severity == Severity::Error);
        self.help.iter().cloned().chain(loss.map(Loss::advice))
    }
}

/// All findings of a run, and the texts they point into.
#[derive(Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    files: Vec<File>,
    folder: PathBuf,
    keeps_going: bool,
}

#[derive(Debug)]
struct File {
    path: PathBuf,
    /// What a reader of the findings can open.
    shown: PathBuf,
    text: Arc<str>,
}

impl Diagnostics {
    /// A sink for a description in `folder`: findings name its files as seen from the working directory.
    pub fn in_folder(folder: &Path) -> Self {
        let folder = folder.strip_prefix(".").unwrap_or(folder);
        Self { folder: folder.to_owned(), ..Self::default() }
    }

    /// From now on, errors that a run can survive are warnings that name their cost.
    pub fn keep_going(&mut self) {
        self.keeps_going = true;
    }

    /// Makes a text known, so that findings can show its lines.
    pub fn add_file(&mut self, path: &Path, text: String) -> FileId {
        self.push_file(path, path.to_owned(), text)
    }

    /// Like [`add_file`](Self::add_file), for a file of the description: its path counts from the folder.
    pub fn add_source(&mut self, path: &Path, text: String) -> FileId {
        self.push_file(path, self.folder.join(path), text)
    }

    fn push_file(&mut self, path: &Path, shown: PathBuf, text: String) -> FileId {
        self.files.push(File { path: path.to_owned(), shown, text: text.into() });
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// The text of a file; empty for one that nobody made known.
    pub fn text(&self, file: FileId) -> Arc<str> {
        self.files.get(file.0 as usize).map_or_else(|| Arc::from(""), |it| Arc::clone(&it.text))
    }

    /// The path of a file, as it was made known.
    pub fn path(&self, file: FileId) -> &Path {
        self.files.get(file.0 as usize).map_or(Path::new(""), |it| &it.path)
    }

    /// The path of a file, as a reader of the findings can open it.
    pub fn shown(&self, file: FileId) -> &Path {
        self.files.get(file.0 as usize).map_or(Path::new(""), |it| &it.shown)
    }

    pub fn error(&mut self, code: Code, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.push(code, Severity::Error, span, message.into())
    }

    pub fn warning(&mut self, code: Code, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.push(code, Severity::Warning, span, message.into())
    }

    /// An error for whoever maintains the description, and a warning for a run that keeps going.
    pub fn survivable(&mut self, code: Code, span: Span, message: impl Into<String>, loss: Loss) -> &mut Diagnostic {
        let message = message.into();
        let diag = if self.keeps_going {
            self.warning(code, span, format!("{message}; {}", loss.text))
        } else {
            self.error(code, span, message)
        };
        diag.loss = Some(loss);
        diag
    }

    fn push(&mut self, code: Code, severity: Severity, span: Span, message: String) -> &mut Diagnostic {
        let at = self.list.len();
        self.list.push(Diagnostic {
            code,
            severity,
            message,
            span,
            label: String::new(),
            related: Vec::new(),
            help: Vec::new(),
            loss: None,
        });
        &mut self.list[at]
    }

    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|it| it.severity == Severity::Error)
    }

    /// Whether something of the description could not be read.
    pub fn has_losses(&self) -> bool {
        self.list.iter().any(|it| it.loss.is_some())
    }

    /// How many things of a kind are lost.
    pub fn n_lost(&self, kind: LossKind) -> usize {
        let losses = self.list.iter().filter_map(|it| it.loss.as_ref());
        losses.filter(|it| it.kind == kind).map(|it| it.span).collect::<BTreeSet<Span>>().len()
    }

    /// All findings, as they came.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// The files that findings are in, as a reader can open them; each once, in the order in which they were read.
    pub fn places(&self) -> Vec<&Path> {
        let ids: BTreeSet<FileId> = self.list.iter().map(|it| it.span.file).collect();
        ids.into_iter().map(|it| self.shown(it)).collect()
    }

    /// All findings in the order of files and places; the same finding once.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut list: Vec<&Diagnostic> = self.list.iter().collect();
        list.sort_by_key(|it| (it.span, it.code.id, &it.message));
        list.dedup_by_key(|it| (it.span, it.code.id, &it.message));
        list
    }
}
