//! The text of a `$ref`: which file, which place in it, and what its author may have meant.

use crate::source::{OutsideRoot, normalise};
use std::path::{Path, PathBuf};

/// What a reference names, before anything is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    /// `None`: the file in which the reference stands.
    pub(super) file: Option<PathBuf>,
    pub(super) place: Fragment,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fragment {
    /// Keys from the top of the file; none: the whole file.
    Pointer(Vec<String>),
    /// `#name`: a schema with `$anchor: name`.
    Anchor(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    Remote,
    Outside,
}

/// Takes a reference apart. Its path counts from the folder of `from`.
pub(super) fn parse(text: &str, from: &Path) -> Result<Reference, Refused> {
    let (path, fragment) = text.trim().split_once('#').unwrap_or((text.trim(), ""));
    let file = if path.is_empty() { None } else { Some(locate(path, from)?) };
    Ok(Reference { file, place: self::fragment(fragment) })
}

/// What stands behind the `#`.
pub(super) fn fragment(text: &str) -> Fragment {
    let text = percent_decode(text);
    match text.strip_prefix('/') {
        Some(rest) => Fragment::Pointer(rest.split('/').map(|it| it.replace("~1", "/").replace("~0", "~")).collect()),
        None if text.is_empty() => Fragment::Pointer(Vec::new()),
        None => Fragment::Anchor(text),
    }
}

fn locate(path: &str, from: &Path) -> Result<PathBuf, Refused> {
    let scheme =
        path.split_once(':').map(|(scheme, _)| scheme).filter(|it| it.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    match scheme {
        // A single letter is a Windows drive.
        Some(scheme) if scheme.eq_ignore_ascii_case("file") || scheme.len() == 1 => {
            return Err(Refused::Outside);
        }
        Some(_) => return Err(Refused::Remote),
        None if path.starts_with("//") => return Err(Refused::Remote),
        None => {}
    }
    // Decoded before it is judged, so that `%2e%2e/` is what it says; a backslash separates on every platform or on none.
    let path = percent_decode(path).replace('\\', "/");
    if path.starts_with('/') {
        return Err(Refused::Outside);
    }
    let folder = from.parent().unwrap_or(Path::new(""));
    normalise(&folder.join(path)).map_err(|OutsideRoot| Refused::Outside)
}

/// `%20` and its like; what is not UTF-8 afterwards stays as it was.
fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = match tail {
            [high, low, ..] if *first == b'%' => char::from(*high)
                .to_digit(16)
                .zip(char::from(*low).to_digit(16))
                .map(|(high, low)| (high * 16 + low) as u8),
            _ => None,
        };
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, file: Option<&str>, keys: &[&str]) {
        let expected = Reference {
            file: file.map(PathBuf::from),
            place: Fragment::Pointer(keys.iter().map(|key| (*key).to_owned()).collect()),
        };
        assert_eq!(parse(text, Path::new("paths/a.yaml")), Ok(expected), "{text}");
    }

    #[test]
    fn files_and_pointers() {
        check("#/components/schemas/A", None, &["components", "schemas", "A"]);
        check("b.yaml", Some("paths/b.yaml"), &[]);
        check("../b%20c.yaml#/x~1y/~0z", Some("b c.yaml"), &["x/y", "~z"]);
        check("#/paths/~1a~1%7Bid%7D", None, &["paths", "/a/{id}"]);
        check(r"..\models\a.yaml", Some("models/a.yaml"), &[]);
        check(" ./b.yaml# ", Some("paths/b.yaml"), &[]);
    }

    #[test]
    fn refusals() {
        let check = |text, why| assert_eq!(parse(text, Path::new("a.yaml")), Err(why), "{text}");
        check("http://x/y", Refused::Remote);
        check("//x/y", Refused::Remote);
        check("file:///etc/passwd", Refused::Outside);
        check("/etc/passwd", Refused::Outside);
        check("../x", Refused::Outside);
        check("%2e%2e/x", Refused::Outside);
        check(r"C:\x", Refused::Outside);
        check(r"..\x", Refused::Outside);
    }
}
