//! A JSON value as the Rust expression that a caller would write for it.

use std::collections::BTreeSet;

use super::super::format;
use super::super::types::Types;
use super::json::variant;
use crate::plan::{Argument, Constructor, Conversion, Ident, ModelKind, RustTy, SetterKind, StructPlan, UnionPlan};
use serde_json::{Map, Value};

/// Expressions, and what they need to be imported. None where a value has no expression (it does not fit its type).
pub(super) struct Exprs<'t, 'a> {
    pub(super) types: &'t Types<'a>,
    /// Models that are named.
    pub(super) models: BTreeSet<String>,
    /// `std::collections::BTreeMap` is named.
    pub(super) map: bool,
    /// The literal that names what the outermost struct requires; it gets a statement of its own.
    pub(super) required: Option<String>,
    pub(super) depth: usize,
}

impl<'t, 'a> Exprs<'t, 'a> {
    pub(super) fn new(types: &'t Types<'a>) -> Self {
        Exprs { types, models: BTreeSet::new(), map: false, required: None, depth: 0 }
    }
}

impl Exprs<'_, '_> {
    /// What is given for an argument.
    pub(super) fn argument(&mut self, argument: &Argument, value: &Value) -> Option<String> {
        let ty = &argument.ty;
        match (argument.conversion, ty, value) {
            (Conversion::Plain, ..) => self.exact(ty, value),
            (Conversion::Into, ..) => self.into(ty, value),
            (Conversion::IntoList, RustTy::Vec(item), Value::Array(items)) => self.list_of_into(item, items),
            (Conversion::List, RustTy::Vec(item), Value::Array(items)) => {
                self.exact_all(item, items).map(|it| format!("[{it}]"))
            }
            (Conversion::Map, RustTy::Map(item), Value::Object(entries)) => {
                let pairs = entries
                    .iter()
                    .map(|(key, it)| Some(format!("({}, {})", format::string(key), self.exact(item, it)?)));
                let pairs = pairs.collect::<Option<Vec<_>>>()?;
                Some(if pairs.is_empty() {
                    format!("{}::new()", self.map_name())
                } else {
                    format!("[{}]", pairs.join(", "))
                })
            }
            _ => None,
        }
    }

    /// Items of one type, each of which turns into what is wanted.
    fn list_of_into(&mut self, item: &RustTy, items: &[Value]) -> Option<String> {
        let alike = items.iter().all(|it| std::mem::discriminant(it) == std::mem::discriminant(&items[0]));
        if items.is_empty() {
            return Some("[\"\"; 0]".to_owned()).filter(|_| *item == RustTy::String);
        }
        if let RustTy::Base64 | RustTy::Base64Url = item {
            let all: Option<Vec<String>> =
                items.iter().map(|it| Some(format!("&{}[..]", bytes(it.as_str()?)?))).collect();
            return all.map(|it| format!("[{}]", it.join(", ")));
        }
        let all: Option<Vec<String>> =
            items.iter().map(|it| if alike { self.into(item, it) } else { self.exact(item, it) }).collect();
        all.map(|it| format!("[{}]", it.join(", ")))
    }

    /// An expression of any type that turns into `ty`.
    fn into(&mut self, ty: &RustTy, value: &Value) -> Option<String> {
        match (ty, value) {
            (RustTy::String | RustTy::Value | RustTy::Body | RustTy::Part, Value::String(text)) => {
                Some(format::string(text))
            }
            (RustTy::OpenTuple(places, _), Value::Array(items)) if places.len() == items.len() => {
                self.tuple(places, items)
            }
            (RustTy::Base64 | RustTy::Base64Url, Value::String(text)) => bytes(text),
            (RustTy::Value, Value::Bool(_) | Value::Number(_)) => Some(value.to_string()),
            (RustTy::Model(model), _) => match self.types.kind(model)? {
                ModelKind::Alias(target) => self.into(target, value),
                ModelKind::Union(plan) => match variant(plan, value) {
                    Some(arm) if arm.from && arm.ty == Some(RustTy::String) => value.as_str().map(format::string),
                    Some(arm) if arm.from && plan.tagging != crate::plan::UnionTagging::JsonType => {
                        self.exact(arm.ty.as_ref()?, value)
                    }
                    _ => self.exact(ty, value),
                },
                _ => self.exact(ty, value),
            },
            _ => self.exact(ty, value),
        }
    }

    /// An expression of this very type.
    pub(super) fn exact(&mut self, ty: &RustTy, value: &Value) -> Option<String> {
        match (ty, value) {
            (RustTy::Option(_), Value::Null) => Some("None".to_owned()),
            (RustTy::Option(inner), _) => self.exact(inner, value).map(|it| format!("Some({it})")),
            (RustTy::Box(inner), _) => self.exact(inner, value).map(|it| format!("Box::new({it})")),
            (RustTy::Bool, Value::Bool(flag)) => Some(flag.to_string()),
            (RustTy::I32 | RustTy::I64 | RustTy::U32 | RustTy::U64 | RustTy::I128, Value::Number(it)) => {
                Some(digits(it))
            }
            (RustTy::F32 | RustTy::F64, Value::Number(it)) => it.as_f64().map(|it| format!("{it:?}")),
            (RustTy::String, Value::String(text)) => Some(format!("{}.to_owned()", format::string(text))),
            (RustTy::Timestamp | RustTy::Date | RustTy::Base64 | RustTy::Base64Url, Value::String(text)) => {
                Some(format!("{}.parse()?", format::string(text)))
            }
            (RustTy::Value, _) => Some(format!("serde_json::json!({})", json_macro(value))),
            (RustTy::Vec(item), Value::Array(items)) => self.exact_all(item, items).map(|it| format!("vec![{it}]")),
            (RustTy::Tuple(places), Value::Array(items)) if places.len() == items.len() => self.tuple(places, items),
            (RustTy::OpenTuple(places, _), Value::Array(items)) if places.len() == items.len() => {
                self.tuple(places, items).map(|it| format!("{it}.into()"))
            }
            (RustTy::Map(item), Value::Object(entries)) => {
                let pairs = entries
                    .iter()
                    .map(|(key, it)| Some(format!("({}.to_owned(), {})", format::string(key), self.exact(item, it)?)));
                let pairs = pairs.collect::<Option<Vec<_>>>()?.join(", ");
                Some(format!("{}::from([{pairs}])", self.map_name()))
            }
            (RustTy::Model(model), _) => self.model(model, value),
            _ => None,
        }
    }

    /// `(1.5, "b".to_owned())`
    fn tuple(&mut self, places: &[RustTy], items: &[Value]) -> Option<String> {
        let all: Option<Vec<String>> = places.iter().zip(items).map(|(ty, it)| self.exact(ty, it)).collect();
        all.map(|it| if it.len() == 1 { format!("({},)", it[0]) } else { format!("({})", it.join(", ")) })
    }

    fn exact_all(&mut self, item: &RustTy, items: &[Value]) -> Option<String> {
        let all: Option<Vec<String>> = items.iter().map(|it| self.exact(item, it)).collect();
        all.map(|it| it.join(", "))
    }

    fn map_name(&mut self) -> &'static str {
        self.map = true;
        "BTreeMap"
    }

    fn named(&mut self, model: &Ident) -> String {
        self.models.insert(model.to_string());
        model.to_string()
    }

    fn model(&mut self, model: &Ident, value: &Value) -> Option<String> {
        let types = self.types;
        match types.kind(model)? {
            ModelKind::Alias(ty) => self.exact(ty, value),
            ModelKind::StringEnum { variants, .. } | ModelKind::IntegerEnum { variants, .. } => {
                let wire = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                let name = self.named(model);
                let known = variants.iter().find(|it| it.wire == wire);
                known.map(|it| format!("{name}::{}", it.ident))
            }
            ModelKind::Union(plan) => self.union(model, plan, value),
            ModelKind::Struct(plan) => self.object(model, plan, value.as_object()?),
        }
    }

    fn union(&mut self, model: &Ident, plan: &UnionPlan, value: &Value) -> Option<String> {
        let arm = variant(plan, value)?;
        let name = self.named(model);
        match &arm.ty {
            None => Some(format!("{name}::{}", arm.ident)),
            Some(ty) => Some(format!("{name}::{}({})", arm.ident, self.exact(ty, value)?)),
        }
    }

    /// `Pet::new("Tom").color("red")`
    fn object(&mut self, model: &Ident, plan: &StructPlan, entries: &Map<String, Value>) -> Option<String> {
        self.depth += 1;
        let made = self.constructed(model, plan, entries);
        self.depth -= 1;
        made
    }

    fn constructed(&mut self, model: &Ident, plan: &StructPlan, entries: &Map<String, Value>) -> Option<String> {
        let name = self.named(model);
        let (mut res, given): (String, Vec<usize>) = match &plan.constructor {
            Constructor::New(args) => {
                let all: Option<Vec<String>> =
                    args.iter().map(|(at, arg)| self.argument(arg, entries.get(&plan.fields[*at].name)?)).collect();
                (format!("{name}::new({})", all?.join(", ")), args.iter().map(|(at, _)| *at).collect())
            }
            Constructor::Named { ident, fields } => {
                self.models.insert(ident.to_string());
                let all: Option<Vec<String>> = fields
                    .iter()
                    .map(|at| {
                        let field = &plan.fields[*at];
                        Some(format!("{}: {}", field.ident, self.exact(&field.ty, entries.get(&field.name)?)?))
                    })
                    .collect();
                let literal = format!("{ident} {{ {} }}", all?.join(", "));
                if self.depth == 1 && self.required.is_none() {
                    self.required = Some(literal);
                    (format!("{name}::new(required)"), fields.clone())
                } else {
                    (format!("{name}::new({literal})"), fields.clone())
                }
            }
        };
        for setter in plan.setters.iter().filter(|it| !given.contains(&it.field)) {
            let Some(value) = entries.get(&plan.fields[setter.field].name) else { continue };
            match (&setter.kind, value) {
                (SetterKind::Null, Value::Null) => res.push_str(&format!(".{}()", setter.ident)),
                (SetterKind::Value(arg), value) if !value.is_null() => {
                    res.push_str(&format!(".{}({})", setter.ident, self.argument(arg, value)?));
                }
                _ => {}
            }
        }
        Some(res)
    }
}

/// `b"hello"` of its base64, in either alphabet.
fn bytes(text: &str) -> Option<String> {
    let (mut bits, mut count, mut res) = (0_u32, 0, Vec::new());
    for c in text.bytes().filter(|it| *it != b'=') {
        let six = match c {
            b'A'..=b'Z' => c - b'A',
            b'a'..=b'z' => c - b'a' + 26,
            b'0'..=b'9' => c - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            res.push(u8::try_from(bits >> count & 0xff).ok()?);
        }
    }
    Some(format!("b\"{}\"", res.escape_ascii()))
}

/// What stands in `json!( … )`: as JSON, with texts as Rust writes them.
fn json_macro(value: &Value) -> String {
    match value {
        Value::String(text) => format::string(text),
        Value::Array(items) => format!("[{}]", items.iter().map(json_macro).collect::<Vec<_>>().join(", ")),
        Value::Object(entries) => {
            let entries = entries.iter().map(|(key, it)| format!("{}: {}", format::string(key), json_macro(it)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

/// A number without exponent or fraction: beyond 64 bits JSON's own text has both.
fn digits(number: &serde_json::Number) -> String {
    match (number.is_f64(), number.as_f64()) {
        (true, Some(float)) => (float as i128).to_string(),
        _ => number.to_string(),
    }
}
