//! What a plain YAML scalar means: the core schema of YAML 1.2, so that `no` and `on` are strings.

use super::Value;
use granit_parser::{ScalarStyle, Tag};
use std::borrow::Cow;

/// The value of a scalar as it stands in the text.
pub(super) fn resolve(text: Cow<'_, str>, style: ScalarStyle, tag: Option<&Tag>) -> Value {
    let tag = tag.and_then(|tag| tag.suffix_in_namespace("tag:yaml.org,2002:"));
    match (tag.as_deref(), style) {
        (Some("str" | "binary"), _) => Value::Str(text.into()),
        (Some("int" | "float" | "bool" | "null"), _) | (None, ScalarStyle::Plain) => plain(text),
        _ => Value::Str(text.into()),
    }
}

fn plain(text: Cow<'_, str>) -> Value {
    match &*text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        other if other.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first)) => {
            number(other).unwrap_or_else(|| Value::Str(text.into()))
        }
        _ => Value::Str(text.into()),
    }
}

/// Integers keep their 64 bits; what is larger is a float. Leading zeros make a string: `007` is nobody's number.
fn number(text: &str) -> Option<Value> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let negative = text.starts_with('-');
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(rest) = digits.strip_prefix(prefix) {
            return (!rest.starts_with(['+', '-'])).then(|| radix_number(rest, radix, negative)).flatten();
        }
    }
    let integral = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if integral && digits.len() > 1 && digits.starts_with('0') {
        return None;
    }
    if integral {
        return Some(decimal(text));
    }
    match digits {
        ".inf" | ".Inf" | ".INF" => {
            return Some(Value::Float(if negative { f64::NEG_INFINITY } else { f64::INFINITY }));
        }
        ".nan" | ".NaN" | ".NAN" if digits.len() == text.len() => {
            return Some(Value::Float(f64::NAN));
        }
        _ => {}
    }
    let shaped = digits.starts_with(|first: char| first.is_ascii_digit() || first == '.');
    shaped.then(|| text.parse().ok()).flatten().filter(|float: &f64| float.is_finite()).map(Value::Float)
}

fn radix_number(digits: &str, radix: u32, negative: bool) -> Option<Value> {
    let number = u64::from_str_radix(digits, radix).ok()?;
    if negative { 0i64.checked_sub_unsigned(number).map(Value::Int) } else { Some(unsigned(number)) }
}

/// A run of digits with a sign or none.
pub(super) fn decimal(text: &str) -> Value {
    match (text.parse::<i64>(), text.parse::<u64>()) {
        (Ok(int), _) => Value::Int(int),
        (_, Ok(uint)) => unsigned(uint),
        _ => Value::Float(text.parse().unwrap_or(f64::NAN)),
    }
}

fn unsigned(number: u64) -> Value {
    i64::try_from(number).map_or(Value::UInt(number), Value::Int)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Value) {
        assert_eq!(plain(text.into()), expected, "{text}");
    }

    #[test]
    fn numbers() {
        check("0", Value::Int(0));
        check("-12", Value::Int(-12));
        check("+12", Value::Int(12));
        check("0x1F", Value::Int(31));
        check("-0o17", Value::Int(-15));
        check("9223372036854775808", Value::UInt(1 << 63));
        check("18446744073709552000", Value::Float(18_446_744_073_709_552_000.0));
        check("1e3", Value::Float(1000.0));
        check(".5", Value::Float(0.5));
        check("-.inf", Value::Float(f64::NEG_INFINITY));
    }

    #[test]
    fn strings() {
        for text in
            ["no", "on", "y", "007", "1_000", "1.2.3", "2024-01-01", "+-1", "-", ".", "0x", "inf", "NaN", "12:30"]
        {
            check(text, Value::Str(text.into()));
        }
    }
}
