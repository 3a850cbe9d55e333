//! Words of a POSIX shell: whatever a text holds, the shell hands it over unchanged.

use crate::markdown::is_harmful;

/// What a reader sees of a line without scrolling.
const WIDTH: usize = 104;

/// The first line of a command; two where its URL is long.
pub(super) fn first(command: &str, url: &str) -> Vec<String> {
    if command.chars().count() + url.chars().count() <= WIDTH {
        return vec![format!("{command}{url}")];
    }
    vec![command.trim_end().to_owned(), url.to_owned()]
}

/// A word that is put together of texts and of values of variables.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Word(Vec<Piece>);

#[derive(Clone, Debug, PartialEq)]
enum Piece {
    Text(String),
    Variable(String),
}

impl Word {
    pub(super) fn text(text: impl Into<String>) -> Word {
        Word(Vec::new()).and_text(text)
    }

    /// Without characters that must not be shown as they are, for which a POSIX shell has no escapes.
    pub(super) fn and_text(mut self, text: impl Into<String>) -> Word {
        let mut text: String = text.into();
        text.retain(|c| matches!(c, '\n' | '\t') || !is_harmful(c));
        self.0.push(Piece::Text(text));
        self
    }

    pub(super) fn and_variable(mut self, name: impl Into<String>) -> Word {
        self.0.push(Piece::Variable(name.into()));
        self
    }

    pub(super) fn and(mut self, other: Word) -> Word {
        self.0.extend(other.0);
        self
    }

    /// As it is written in a command.
    pub(super) fn quoted(&self) -> String {
        let is_fixed = |it: &Piece| matches!(it, Piece::Text(_));
        if self.0.iter().all(is_fixed) {
            let text: String =
                self.0.iter().map(|it| if let Piece::Text(it) = it { it.as_str() } else { "" }).collect();
            return if is_plain(&text) { text } else { single(&text) };
        }
        let mut res = String::from("\"");
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => text.chars().for_each(|c| double(c, &mut res)),
                Piece::Variable(name) => res.push_str(&format!("${{{name}}}")),
            }
        }
        res.push('"');
        unbraced(&res)
    }
}

/// Nothing in it means anything to a shell.
fn is_plain(text: &str) -> bool {
    let safe = |c: char| c.is_ascii_alphanumeric() || "-_./:@%+,".contains(c);
    !text.is_empty() && text.chars().all(safe)
}

fn single(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// A character between double quotes. `!` would be looked up in the history of an interactive shell, so it stands outside.
fn double(c: char, res: &mut String) {
    match c {
        '$' | '`' | '"' | '\\' => {
            res.push('\\');
            res.push(c);
        }
        '!' => res.push_str("\"'!'\""),
        _ => res.push(c),
    }
}

/// `${NAME}` as `$NAME` where no letter of a name follows.
fn unbraced(text: &str) -> String {
    let mut res = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        let Some((name, after)) = after.split_once('}') else { break };
        res.push_str(before);
        let glued = after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
        let is_escaped = before.ends_with('\\');
        res.push_str(&if glued || is_escaped { format!("${{{name}}}") } else { format!("${name}") });
        rest = after;
    }
    res + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        let cases = [
            ("web-01", "web-01"),
            ("a b", "'a b'"),
            ("it's", r"'it'\''s'"),
            ("$HOME `id` $(id) \\ ! \" *", "'$HOME `id` $(id) \\ ! \" *'"),
            ("", "''"),
            ("~", "'~'"),
            ("a\nb", "'a\nb'"),
        ];
        for (text, word) in cases {
            assert_eq!(Word::text(text).quoted(), word);
        }
    }

    #[test]
    fn variables() {
        let word = |text: &str| Word::text("Bearer ").and_variable("TOKEN").and_text(text).quoted();
        assert_eq!(word(""), r#""Bearer $TOKEN""#);
        assert_eq!(word("_x"), r#""Bearer ${TOKEN}_x""#);
        assert_eq!(word("$x`y`\"\\!"), r#""Bearer $TOKEN\$x\`y\`\"\\"'!'"""#);
        assert_eq!(word("${x}y"), r#""Bearer $TOKEN\${x}y""#);
    }

    /// What a shell makes of each word is what it was made of.
    #[test]
    fn a_shell_agrees() {
        let nasty =
            ["a b", "it's", "$HOME", "`id`", "$(id)", "\\", "\"", "*", "~", "a\nb", "#", "{a,b}", "!x", "${x}", "é\t"];
        for text in nasty {
            let words = [Word::text(text), Word::text(text).and_variable("EMPTY").and_text(text)];
            let command = format!("printf '%s\\0' {} {}", words[0].quoted(), words[1].quoted());
            let out =
                std::process::Command::new("sh").args(["-c", &command]).env("EMPTY", "").output().expect("a shell");
            assert_eq!(String::from_utf8_lossy(&out.stdout), format!("{text}\0{text}{text}\0"), "{command}");
        }
    }
}
