//! Texts: by format, by length, by pattern.

use super::format;
use crate::ir::{Constraints, StringFormat};
use regex_syntax::hir::{Class, Hir, HirKind};

/// Longer texts are not made, whatever `minLength` says.
const LONGEST: usize = 4096;

/// A text that the constraints allow, as far as one can be found.
pub(super) fn made(format: StringFormat, limits: &Constraints, name: &str) -> String {
    let plain = match known(format, limits.format.as_deref()) {
        Some(text) => text.to_owned(),
        None => sized(if name.is_empty() { "value" } else { name }, limits),
    };
    match limits.pattern.as_deref() {
        Some(pattern) if matches(pattern, &plain) == Some(false) => by_pattern(pattern, limits).unwrap_or(plain),
        _ => plain,
    }
}

/// What might stand beside `like` and those after it, of which `last` is the last: formats and patterns allow some of it.
pub(super) fn others(like: &str, last: &str, number: usize) -> Vec<String> {
    let mut res = vec![format!("{like}-{number}"), counted_up(last)];
    let places = last.char_indices().rev().filter(|(_, it)| it.is_ascii_alphanumeric()).take(PLACES);
    for (at, old) in places {
        let new = "0123456789abcdef".chars().filter(|it| *it != old);
        res.extend(new.map(|it| format!("{}{it}{}", &last[..at], &last[at + 1..])));
    }
    res
}

/// Characters that [`others`] changes, from the end.
const PLACES: usize = 4;

/// `a8` becomes `a9`, and `a9` becomes `b0`.
fn counted_up(text: &str) -> String {
    let mut res: Vec<char> = text.chars().collect();
    for it in res.iter_mut().rev().filter(|it| it.is_ascii_alphanumeric()) {
        let (next, is_done) = match *it {
            '9' => ('0', false),
            'z' => ('a', false),
            'Z' => ('A', false),
            other => (char::from(other as u8 + 1), true),
        };
        *it = next;
        if is_done {
            break;
        }
    }
    res.into_iter().collect()
}

/// A pattern that only other engines understand allows everything.
pub(super) fn is_allowed(text: &str, format: StringFormat, limits: &Constraints) -> bool {
    let shape = match format {
        StringFormat::DateTime => format::is_date_time(text),
        StringFormat::Date => format::is_date(text),
        StringFormat::Byte | StringFormat::ByteUrl => {
            text.bytes().all(|it| it.is_ascii_alphanumeric() || b"+/-_=".contains(&it))
        }
        StringFormat::Plain | StringFormat::Binary => format::is_of(text, limits.format.as_deref()),
    };
    shape && is_sized(text, limits) && limits.pattern.as_deref().is_none_or(|it| matches(it, text) != Some(false))
}

fn is_sized(text: &str, limits: &Constraints) -> bool {
    let count = text.chars().count() as u64;
    limits.min_length.is_none_or(|it| count >= it) && limits.max_length.is_none_or(|it| count <= it)
}

fn known(format: StringFormat, other: Option<&str>) -> Option<&'static str> {
    Some(match (format, other) {
        (StringFormat::DateTime, _) => "2025-01-15T09:30:00Z",
        (StringFormat::Date, _) => "2025-01-15",
        (StringFormat::Byte | StringFormat::ByteUrl, _) => "aGVsbG8=",
        (_, Some("time")) => "09:30:00Z",
        (_, Some("duration")) => "PT1H",
        (_, Some("email" | "idn-email")) => "someone@example.com",
        (_, Some("uuid")) => "7c9e6679-7425-40de-944b-e07fc1f90ae7",
        (_, Some("uri" | "url" | "iri")) => "https://example.com/",
        (_, Some("uri-reference" | "iri-reference")) => "/path",
        (_, Some("hostname" | "idn-hostname")) => "example.com",
        (_, Some("ipv4" | "ip")) => "192.0.2.1",
        (_, Some("ipv6")) => "2001:db8::1",
        (_, Some("json-pointer")) => "/key",
        (_, Some("decimal")) => "1.5",
        _ => return None,
    })
}

/// `text`, made as long or as short as it must be.
fn sized(text: &str, limits: &Constraints) -> String {
    let least = limits.min_length.map_or(0, |it| usize::try_from(it).unwrap_or(LONGEST).min(LONGEST));
    let most = limits.max_length.map_or(LONGEST, |it| usize::try_from(it).unwrap_or(LONGEST).max(least));
    let count = text.chars().count().clamp(least, most);
    text.chars().cycle().take(count).collect()
}

/// None where the pattern has what no linear engine has (look-around, back-references).
fn matches(pattern: &str, text: &str) -> Option<bool> {
    regex::RegexBuilder::new(pattern).size_limit(1 << 20).build().ok().map(|it| it.is_match(text))
}

/// The shortest repetition of everything, then longer ones until the length is right.
fn by_pattern(pattern: &str, limits: &Constraints) -> Option<String> {
    let parsed = regex_syntax::Parser::new().parse(pattern).ok()?;
    (0..64).find_map(|more| {
        let mut text = String::new();
        write(&parsed, more, &mut text)?;
        (is_sized(&text, limits) && matches(pattern, &text) == Some(true)).then_some(text)
    })
}

/// A text of the expression in which what may be repeated is repeated `more` times above its least.
fn write(hir: &Hir, more: u32, text: &mut String) -> Option<()> {
    if text.len() > LONGEST {
        return None;
    }
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(()),
        HirKind::Literal(it) => {
            text.push_str(std::str::from_utf8(&it.0).ok()?);
            Some(())
        }
        HirKind::Class(class) => {
            text.push(one_of(class)?);
            Some(())
        }
        HirKind::Repetition(it) => {
            let count = it.min.saturating_add(more).min(it.max.unwrap_or(u32::MAX));
            (0..count).try_for_each(|_| write(&it.sub, more, text))
        }
        HirKind::Capture(it) => write(&it.sub, more, text),
        HirKind::Concat(parts) => parts.iter().try_for_each(|it| write(it, more, text)),
        HirKind::Alternation(arms) => write(arms.first()?, more, text),
    }
}

/// A character that can be read, if the class has one.
fn one_of(class: &Class) -> Option<char> {
    let has = |wanted: char| match class {
        Class::Unicode(it) => it.ranges().iter().any(|it| it.start() <= wanted && wanted <= it.end()),
        Class::Bytes(it) => it.ranges().iter().any(|it| it.start() <= wanted as u8 && wanted as u8 <= it.end()),
    };
    let readable = ('a'..='z').chain('0'..='9').chain('A'..='Z').chain(' '..='~');
    readable.into_iter().find(|it| has(*it)).or_else(|| match class {
        Class::Unicode(it) => it.ranges().first().map(|it| it.start()),
        Class::Bytes(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_met() {
        let cases = [
            ("^[a-z]{2,4}-[0-9]+$", "aa-0"),
            (r"^\d{4}-(jan|feb)$", "0000-jan"),
            ("^(?:x|y)*z?$", ""),
            ("[^a-z]", "0"),
            ("^[A-F0-9]{8}$", "00000000"),
        ];
        for (pattern, text) in cases {
            let limits = Constraints { pattern: Some(pattern.to_owned()), ..Constraints::default() };
            assert_eq!(
                made(StringFormat::Plain, &limits, "Name it!"),
                if pattern == "[^a-z]" { "Name it!" } else { text }
            );
        }
        let long = Constraints { pattern: Some("^[a-z]+$".to_owned()), min_length: Some(5), ..Constraints::default() };
        assert_eq!(made(StringFormat::Plain, &long, "A"), "aaaaa");
    }

    #[test]
    fn what_no_engine_here_reads_is_no_obstacle() {
        let limits = Constraints { pattern: Some("^(?!x)".to_owned()), ..Constraints::default() };
        assert!(is_allowed("x", StringFormat::Plain, &limits));
        assert_eq!(made(StringFormat::Plain, &limits, "name"), "name");
    }

    #[test]
    fn lengths() {
        let limits = |min_length, max_length| Constraints { min_length, max_length, ..Constraints::default() };
        assert_eq!(made(StringFormat::Plain, &limits(Some(6), None), "name"), "namena");
        assert_eq!(made(StringFormat::Plain, &limits(None, Some(2)), "name"), "na");
        assert!(!is_allowed("abc", StringFormat::Plain, &limits(None, Some(2))));
    }
}
