//! What do `format`s mean?

use super::ctx::Ctx;
use crate::config::FormatTarget;
use crate::ir::{Constraints, IntegerFormat, NumberFormat, StringFormat, Ty};

pub(super) fn integer(format: Option<&str>) -> Ty {
    Ty::Integer(match format {
        Some("int32") => IntegerFormat::Int32,
        Some("uint32") => IntegerFormat::Uint32,
        Some("uint64") => IntegerFormat::Uint64,
        _ => IntegerFormat::Int64,
    })
}

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
        Ty::Integer(_) => matches!(res.format.as_deref(), Some("int32" | "int64" | "uint32" | "uint64")),
        Ty::Number(_) => matches!(res.format.as_deref(), Some("float" | "double")),
        Ty::String(_) | Ty::Boolean => true,
    };
    if said {
        res.format = None;
    }
    res
}
