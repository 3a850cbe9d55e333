//! How words of a description become names: casing, digits, signs, keywords. The only place that uses `heck`.
//!
//! Names are ASCII, `deunicode` transliterates (`größe` → `grosse`): everybody can type them, no lint on look-alikes fires, and no two
//! names are one after Unicode normalisation.
//!
//! Knows nothing of collisions (`scope`) nor of which names are taken by others (`reserved`).

use super::ident::is_keyword;
use heck::ToSnakeCase;

/// `MachineNetworks`, for a type.
pub(crate) fn type_name(text: &str) -> String {
    keyword(pascal(&lettered(words(text), "n")))
}

/// `vpc_uuid`, for a field, method, argument or module.
pub(crate) fn value_name(text: &str) -> String {
    keyword(lettered(words(text), "n").join("_"))
}

/// `V1_0`, for a variant of an enum.
pub(crate) fn variant_name(text: &str) -> String {
    let mut words = words(text);
    if words.first().is_some_and(|it| starts_with_digit(it)) {
        words[0].insert(0, 'v');
    }
    keyword(pascal(&words))
}

/// `LIST_BACKUPS`, for a constant, from the name of its method.
pub(crate) fn constant_name(method: &str) -> String {
    method.trim_end_matches('_').to_ascii_uppercase()
}

/// `ListBackups`, for a request, from the name of its method.
pub(crate) fn request_name(method: &str) -> String {
    keyword(pascal(&words(method.trim_end_matches('_'))))
}

/// Lower-case words of a text, never none, of ASCII letters and digits.
pub(crate) fn words(text: &str) -> Vec<String> {
    let ascii = if text.is_ascii() { text.to_owned() } else { deunicode::deunicode_with_tofu(text, " ") };
    let snake = smooth(&spell(&ascii)).to_snake_case();
    capped(snake.split('_').filter(|it| !it.is_empty()).map(str::to_owned).collect())
}

/// Longest name in characters: names of modules become names of files, of which file systems take 255 bytes.
const MAX_LENGTH: usize = 120;

/// The words that have room in a name; at least the beginning of the first.
fn capped(mut words: Vec<String>) -> Vec<String> {
    let mut length: usize = words.iter().map(|word| word.len() + 1).sum();
    while length > MAX_LENGTH + 1 && words.len() > 1 {
        length -= words.pop().map_or(0, |word| word.len() + 1);
    }
    if let [only] = words.as_mut_slice() {
        // Words are ASCII, so that every index is the end of a character.
        only.truncate(MAX_LENGTH);
    }
    words
}

/// A name of several places: `["Machine", "machine_networks"]` → `machine networks`; words said twice in a row are said once.
pub(crate) fn place_words(places: &[String]) -> String {
    let mut all: Vec<String> = Vec::new();
    for place in places {
        let next = words(place);
        if all.len() > next.len() && all.ends_with(&next) {
            continue;
        }
        let doubled = !all.is_empty() && next.len() > all.len() && next.starts_with(&all);
        if doubled {
            all.clear();
        }
        all.extend(next);
    }
    all.join("_")
}

/// Is `name` written as a field, method or module is?
pub(crate) fn is_snake(name: &str) -> bool {
    !name.starts_with('_') && name.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '_')
}

/// Is `name` written as a type or variant is?
pub(crate) fn is_pascal(name: &str) -> bool {
    name.starts_with(|it: char| it.is_ascii_uppercase())
        && name.chars().all(|it| it.is_ascii_alphanumeric() || it == '_')
        && !name.trim_end_matches('_').split('_').skip(1).any(|it| !starts_with_digit(it))
}

fn pascal(words: &[String]) -> String {
    let mut name = String::new();
    for word in words {
        if name.ends_with(|it: char| it.is_ascii_digit()) && starts_with_digit(word) {
            name.push('_');
        }
        let (first, rest) = word.split_at(1);
        name.push_str(&first.to_ascii_uppercase());
        name.push_str(rest);
    }
    name
}

/// Keywords get a trailing `_`: raw identifiers cannot spell `self`, and nobody likes to type `r#`.
fn keyword(name: String) -> String {
    if is_keyword(&name) { name + "_" } else { name }
}

fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|it: char| it.is_ascii_digit())
}

/// A name may not begin with a digit: `1-Click` → `one click`, `2fa` → `n2fa`.
fn lettered(mut words: Vec<String>, letter: &str) -> Vec<String> {
    const DIGITS: [&str; 10] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    let spoken = words.get(1).is_some_and(|it| !starts_with_digit(it));
    if let Some(first) = words.first_mut().filter(|it| starts_with_digit(it)) {
        let digit = first.parse::<usize>().ok().filter(|_| first.len() == 1 && spoken);
        match digit {
            Some(digit) => *first = DIGITS[digit].to_owned(),
            None => first.insert_str(0, letter),
        }
    }
    words
}

/// Signs become words where they mean something; others part words.
fn spell(text: &str) -> String {
    if text.is_empty() {
        return "empty".to_owned();
    }
    if !text.contains(|it: char| it.is_ascii_alphanumeric()) {
        return text.chars().map(sign).collect::<Vec<_>>().join("_");
    }
    let body = text.trim_start_matches(LEADING);
    let generic = text.starts_with('<') && text.contains('>') && !text.contains('=');
    let mut spelt = String::new();
    if !generic {
        for it in text[..text.len() - body.len()].chars() {
            spelt.push_str(sign(it));
            spelt.push('_');
        }
    }
    for (at, it) in body.char_indices() {
        match it {
            '\'' => {}
            '+' | '*' | '%' | '&' => spelt.push_str(&format!("_{}_", sign(it))),
            '#' if at + 1 == body.len() && at > 0 => spelt.push_str("_sharp"),
            it if it.is_ascii_alphanumeric() => spelt.push(it),
            _ => spelt.push('_'),
        }
    }
    spelt
}

const LEADING: [char; 7] = ['+', '-', '<', '>', '=', '!', '~'];

fn sign(it: char) -> &'static str {
    match it {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '%' => "percent",
        '&' => "and",
        '<' => "lt",
        '>' => "gt",
        '=' => "eq",
        '!' => "not",
        '~' => "tilde",
        '^' => "caret",
        '|' => "pipe",
        '?' => "question",
        '@' => "at",
        '$' => "dollar",
        '#' => "hash",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '/' => "slash",
        '\\' => "backslash",
        '_' => "underscore",
        '"' | '\'' | '`' => "quote",
        '(' | '[' | '{' => "open",
        ')' | ']' | '}' => "close",
        it if it.is_whitespace() => "space",
        _ => "symbol",
    }
}

/// Acronyms that casing would tear apart: `IPs` → `Ips`, `IPv6` → `Ipv6`, `OAuth` → `Oauth`.
fn smooth(text: &str) -> String {
    let chars: Vec<char> = text.replace("OAuth", "Oauth").chars().collect();
    let mut smooth = String::new();
    let mut at = 0;
    while at < chars.len() {
        let run = chars[at..].iter().take_while(|it| it.is_ascii_uppercase()).count();
        let (tail, after) = (chars.get(at + run), chars.get(at + run + 1));
        let plural = tail == Some(&'s') && after.is_none_or(|it| !it.is_ascii_lowercase());
        let version = tail == Some(&'v') && after.is_some_and(char::is_ascii_digit);
        if run >= 2 && (plural || version) {
            smooth.push(chars[at]);
            smooth.extend(chars[at + 1..at + run].iter().map(char::to_ascii_lowercase));
        } else {
            smooth.extend(&chars[at..at + run]);
        }
        at += run;
        if let Some(it) = chars.get(at) {
            smooth.push(*it);
            at += 1;
        }
    }
    smooth
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        let cases = [
            ("vpc_uuid", "vpc_uuid"),
            ("machineActions", "machine_actions"),
            ("reservedIPs_list", "reserved_ips_list"),
            ("floatingIPsAction", "floating_ips_action"),
            ("reservedIPv6", "reserved_ipv6"),
            ("type", "type_"),
            ("self", "self_"),
            ("Self", "self_"),
            ("r#type", "r_type"),
            ("@type", "type_"),
            ("_", "underscore"),
            ("_links", "links"),
            ("", "empty"),
            ("+1", "plus_1"),
            ("-1", "minus_1"),
            ("2fa", "n2fa"),
            ("1-Click Applications", "one_click_applications"),
            ("X-Dangerous", "x_dangerous"),
            ("foo bar", "foo_bar"),
            ("größe", "grosse"),
            ("名前", "ming_qian"),
            ("owner's", "owners"),
        ];
        for (text, name) in cases {
            assert_eq!(value_name(text), name, "{text}");
        }
    }

    #[test]
    fn types_and_variants() {
        let cases = [
            ("machine_single_create", "MachineSingleCreate"),
            ("Single Machine Response", "SingleMachineResponse"),
            ("List<Foo>", "ListFoo"),
            ("C++", "CPlusPlus"),
            ("Self", "Self_"),
            ("type", "Type"),
            ("2fa", "N2fa"),
        ];
        for (text, name) in cases {
            assert_eq!(type_name(text), name, "{text}");
        }
        let cases = [
            ("2024-01-01", "V2024_01_01"),
            ("1.0", "V1_0"),
            ("10", "V10"),
            ("007", "V007"),
            ("2xl", "V2xl"),
            ("s-1vcpu-1gb", "S1vcpu1gb"),
            ("-created", "MinusCreated"),
            ("+1", "Plus1"),
            (">=", "GtEq"),
            ("*", "Star"),
            (" ", "Space"),
            ("", "Empty"),
            ("C#", "CSharp"),
            ("🚀", "Rocket"),
            ("\u{3042}\u{200b}", "A"),
        ];
        for (text, name) in cases {
            assert_eq!(variant_name(text), name, "{text}");
        }
    }

    #[test]
    fn places() {
        let place =
            |places: &[&str]| type_name(&place_words(&places.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>()));
        assert_eq!(place(&["Machine", "networks"]), "MachineNetworks");
        assert_eq!(place(&["Machine", "machine_networks"]), "MachineNetworks");
        assert_eq!(place(&["list_firewalls_response", "response"]), "ListFirewallsResponse");
        assert_eq!(place(&["Machine", "machine"]), "MachineMachine");
    }

    #[test]
    fn every_text_has_a_name() {
        for text in
            ["\u{0}", "\u{202e}", "\u{e000}", "...", "---", "'", "''a", "<", "a<b>", "1", "12", "1_a", "\u{301}"]
        {
            for name in [type_name(text), value_name(text), variant_name(text), request_name(&value_name(text))] {
                assert!(crate::plan::ident::is_identifier(&name), "{text:?} → {name:?}");
            }
        }
    }
}
