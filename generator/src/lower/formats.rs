//! What do `format`s mean?

use super::ctx::Ctx;
use crate::config::FormatTarget;
use crate::ir::{Constraints, IntegerFormat, NumberFormat, StringFormat, Ty};
use serde_json::Number;

pub(super) fn integer(it: &Constraints) -> Ty {
    let format = it.format.as_deref().and_then(integer_format);
    Ty::Integer(format.unwrap_or_else(|| integer_within(it)))
}

pub(super) fn integer_format(format: &str) -> Option<IntegerFormat> {
    Some(match format {
        "int32" => IntegerFormat::Int32,
        "int64" => IntegerFormat::Int64,
        "uint32" => IntegerFormat::Uint32,
        "uint64" => IntegerFormat::Uint64,
        "int128" | "uint128" => IntegerFormat::Int128,
        _ => return None,
    })
}

/// One type for integers that are described more than once.
pub(super) fn widest_integer<'c>(all: impl Iterator<Item = &'c Constraints>) -> Ty {
    let mut kinds = all.map(|it| it.format.as_deref().and_then(integer_format).unwrap_or_else(|| integer_within(it)));
    let first = kinds.next().unwrap_or(IntegerFormat::Int64);
    Ty::Integer(kinds.fold(first, wider))
}

fn wider(a: IntegerFormat, b: IntegerFormat) -> IntegerFormat {
    use IntegerFormat::{Int32, Int64, Int128, Uint32, Uint64};
    match (a, b) {
        _ if a == b => a,
        (Int32 | Uint32 | Int64, Int32 | Uint32 | Int64) => Int64,
        (Uint32, Uint64) | (Uint64, Uint32) => Uint64,
        (Uint64, Int32 | Int64) | (Int32 | Int64, Uint64) => Int128,
        (Int128, _) | (_, Int128) => Int128,
        (Uint64, Uint64) => Uint64,
    }
}

/// The type that holds what is allowed, where no format says it. Authors copy bounds out of tools that round them:
/// `1.8446744073709552e19` is 2⁶⁴, and means one less.
fn integer_within(it: &Constraints) -> IntegerFormat {
    let bound = |it: &Option<Number>| it.as_ref().and_then(Number::as_f64);
    let (low, high) = (bound(&it.minimum), bound(&it.maximum));
    let is_within = |least: f64, most: f64| low.is_none_or(|it| it >= least) && high.is_none_or(|it| it <= most);
    if is_within(-TWO_TO_63, TWO_TO_63) {
        IntegerFormat::Int64
    } else if low.is_some() && is_within(0.0, 2.0 * TWO_TO_63) {
        IntegerFormat::Uint64
    } else {
        IntegerFormat::Int128
    }
}

const TWO_TO_63: f64 = 9_223_372_036_854_775_808.0;

pub(super) fn number(format: Option<&str>) -> Ty {
    Ty::Number(match format {
        Some("float") => NumberFormat::Float,
        _ => NumberFormat::Double,
    })
}

pub(super) fn string(cx: &mut Ctx<'_, '_>, format: Option<&str>) -> Ty {
    let Some(format) = format else {
        return Ty::String(StringFormat::Plain);
    };
    cx.formats.insert(format.to_owned());
    if let Some(target) = cx.config.formats.get(format) {
        return Ty::String(match target.value {
            FormatTarget::Timestamp => StringFormat::DateTime,
            FormatTarget::Date => StringFormat::Date,
            FormatTarget::Bytes => StringFormat::Byte,
            FormatTarget::UrlBytes => StringFormat::ByteUrl,
            FormatTarget::String => StringFormat::Plain,
        });
    }
    Ty::String(match format {
        "date-time" => StringFormat::DateTime,
        "date" => StringFormat::Date,
        "byte" | "base64" => StringFormat::Byte,
        "base64url" => StringFormat::ByteUrl,
        "binary" => StringFormat::Binary,
        _ => StringFormat::Plain,
    })
}

/// Constraints beside a type, which says some formats itself.
pub(super) fn constraints(constraints: &Constraints, ty: &Ty) -> Constraints {
    let mut res = constraints.clone();
    let said = match ty {
        Ty::String(StringFormat::Plain) | Ty::Any | Ty::Named(_) | Ty::Nullable(_) => false,
        Ty::List(_) | Ty::Map(_) | Ty::Tuple { .. } => false,
        Ty::Integer(_) => res.format.as_deref().is_some_and(|it| integer_format(it).is_some()),
        Ty::Number(_) => matches!(res.format.as_deref(), Some("float" | "double")),
        Ty::String(_) | Ty::Boolean => true,
    };
    if said {
        res.format = None;
    }
    res
}
