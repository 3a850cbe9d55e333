//! The models of a plan as people would write them: structs that derive serde. What ours are measured against.

use generator::plan::{Crate, FieldPlan, Model, ModelKind, RustTy, Slot, StructPlan, UnionPlan};
use std::fmt::Write as _;

/// The text of a module with every model.
pub(super) fn render(krate: &Crate) -> String {
    let mut res = String::from("#![allow(dead_code)]\n");
    for model in krate.models.iter().flat_map(|it| &it.items) {
        item(model, &mut res);
    }
    res
}

fn item(model: &Model, res: &mut String) {
    let ident = &model.ident;
    let derive = "#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]\n";
    let text = match &model.kind {
        ModelKind::Alias(of) => format!("pub type {ident} = {};\n", ty(of)),
        ModelKind::Struct(it) => format!("{derive}pub struct {ident} {{\n{}}}\n", fields(it)),
        ModelKind::StringEnum { variants, .. } => {
            let mut lines = String::new();
            for it in variants {
                let _ = writeln!(lines, "    #[serde(rename = {:?})]\n    {},", it.wire, it.ident);
            }
            format!("{derive}pub enum {ident} {{\n{lines}    #[serde(untagged)]\n    Other_(String),\n}}\n")
        }
        ModelKind::IntegerEnum { .. } => format!("pub type {ident} = i64;\n"),
        ModelKind::Union(it) => format!("{derive}#[serde(untagged)]\npub enum {ident} {{\n{}}}\n", union(it)),
    };
    res.push_str(&text);
}

fn fields(plan: &StructPlan) -> String {
    let mut res: String = plan.fields.iter().map(field).collect();
    if let Some((ident, of)) = &plan.rest {
        let of = ty(of);
        // Either the type of the map's values or that of the map.
        let of = if of.contains("BTreeMap<") { of } else { format!("std::collections::BTreeMap<String, {of}>") };
        res += &format!("    #[serde(flatten)]\n    pub {ident}: {of},\n");
    }
    res
}

fn field(plan: &FieldPlan) -> String {
    let default = match plan.slot {
        Slot::Required => "",
        Slot::Optional | Slot::Nullable | Slot::Tristate | Slot::List => ", default",
    };
    let skip = match plan.slot {
        Slot::Optional | Slot::Tristate => ", skip_serializing_if = \"Option::is_none\"",
        _ => "",
    };
    let (name, ident) = (&plan.name, &plan.ident);
    format!("    #[serde(rename = {name:?}{default}{skip})]\n    pub {ident}: {},\n", ty(&plan.ty))
}

fn union(plan: &UnionPlan) -> String {
    let mut res = String::new();
    for it in &plan.variants {
        if let Some(of) = &it.ty {
            let _ = writeln!(res, "    {}({}),", it.ident, ty(of));
        }
    }
    res + "    Other_(serde_json::Value),\n"
}

pub(super) fn ty(it: &RustTy) -> String {
    match it {
        RustTy::Unit => "()".to_owned(),
        RustTy::Bool => "bool".to_owned(),
        RustTy::I32 => "i32".to_owned(),
        RustTy::I64 => "i64".to_owned(),
        RustTy::U32 => "u32".to_owned(),
        RustTy::U64 => "u64".to_owned(),
        RustTy::I128 => "i128".to_owned(),
        RustTy::F32 => "f32".to_owned(),
        RustTy::F64 => "f64".to_owned(),
        RustTy::String | RustTy::Base64 | RustTy::Base64Url => "String".to_owned(),
        RustTy::Value => "serde_json::Value".to_owned(),
        RustTy::Timestamp => "jiff::Timestamp".to_owned(),
        RustTy::Date => "jiff::civil::Date".to_owned(),
        RustTy::Bytes | RustTy::Body | RustTy::Part | RustTy::Form => "Vec<u8>".to_owned(),
        RustTy::Text => "String".to_owned(),
        RustTy::Vec(of) | RustTy::Page(of) => format!("Vec<{}>", ty(of)),
        RustTy::Map(of) => format!("std::collections::BTreeMap<String, {}>", ty(of)),
        RustTy::Tuple(places) => format!("({},)", places.iter().map(ty).collect::<Vec<_>>().join(", ")),
        RustTy::OpenTuple(..) => "Vec<serde_json::Value>".to_owned(),
        RustTy::Option(of) => format!("Option<{}>", ty(of)),
        RustTy::Box(of) => format!("Box<{}>", ty(of)),
        RustTy::Entry(of) => format!("(String, {})", ty(of)),
        RustTy::Model(ident) => ident.to_string(),
    }
}
