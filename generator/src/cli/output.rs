//! stdout and stderr: who may be coloured, and what happens when nobody listens.

use super::args::{Color, MessageFormat};
use anstream::ColorChoice;
use std::fmt::Display;
use std::io::{self, Write};

pub(super) struct Output {
    pub(super) format: MessageFormat,
    /// Whether stderr takes colours.
    pub(super) color: bool,
}

impl Output {
    pub(super) fn new(format: MessageFormat, color: Color) -> Self {
        match color {
            Color::Auto => {}
            Color::Always => ColorChoice::Always.write_global(),
            Color::Never => ColorChoice::Never.write_global(),
        }
        let color = anstream::AutoStream::choice(&io::stderr()) != ColorChoice::Never;
        Self { format, color: color && format != MessageFormat::Json }
    }

    pub(super) fn is_json(&self) -> bool {
        self.format == MessageFormat::Json
    }

    /// Results, to stdout.
    pub(super) fn print(&self, text: impl Display) -> io::Result<()> {
        heard(write!(anstream::stdout(), "{text}").and_then(|()| anstream::stdout().flush()))
    }

    /// Findings and remarks, to stderr.
    pub(super) fn eprint(&self, text: impl Display) -> io::Result<()> {
        heard(write!(anstream::stderr(), "{text}"))
    }

    /// `error: …`, the last word of a run that failed.
    pub(super) fn error(&self, message: &str) -> io::Result<()> {
        self.closing("error", "\u{1b}[1;31m", message)
    }

    /// `warning: …`, the last word of a run that has something to say.
    pub(super) fn warning(&self, message: &str) -> io::Result<()> {
        self.closing("warning", "\u{1b}[1;33m", message)
    }

    fn closing(&self, level: &str, style: &str, message: &str) -> io::Result<()> {
        if self.is_json() {
            let line = serde_json::json!({ "reason": "closing", "level": level, "message": message });
            return self.eprint(format_args!("{line}\n"));
        }
        self.eprint(format_args!("{style}{level}\u{1b}[0m: {message}\n"))
    }
}

/// A reader that has gone away (`generator … | head`) is no error of ours.
fn heard(res: io::Result<()>) -> io::Result<()> {
    match res {
        Err(err) if err.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        res => res,
    }
}
