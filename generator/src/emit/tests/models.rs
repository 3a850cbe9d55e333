//! What models look like.

use super::build::*;
use super::items;
use crate::plan::*;
use insta::assert_snapshot;

const FILE: &str = "src/models/things.rs";

fn all_slots() -> StructPlan {
    let mut res = object(vec![
        field("id", RustTy::I64, Slot::Required),
        field("vpc_uuid", option(RustTy::String), Slot::Optional),
        field("kernel", option(model_ty("Thing")), Slot::Nullable),
        field("note", option(option(RustTy::String)), Slot::Tristate),
        field("tags", vec(RustTy::String), Slot::List),
        field("parent", option(RustTy::Box(Box::new(model_ty("Thing")))), Slot::Optional),
    ]);
    res.fields[1].deprecated = true;
    res.rest = Some((id("additional_properties"), RustTy::Value));
    let null = Setter {
        ident: id("note_null"),
        kind: SetterKind::Null,
        ..value_setter(3, arg("note", RustTy::String, Conversion::Into))
    };
    res.setters = vec![
        value_setter(1, arg("vpc_uuid", RustTy::String, Conversion::Into)),
        value_setter(3, arg("note", RustTy::String, Conversion::Into)),
        null,
        value_setter(4, arg("tags", vec(RustTy::String), Conversion::IntoList)),
        value_setter(5, arg("parent", model_ty("Thing"), Conversion::Into)),
    ];
    res
}

#[test]
fn a_struct_with_every_kind_of_field() {
    let krate = with_models(vec![model("Thing", "A thing.", ModelKind::Struct(all_slots()))]);
    assert_snapshot!(items(&krate, FILE));
}

#[test]
fn bytes_and_tuples() {
    let plan = object(vec![
        field("data", RustTy::Base64, Slot::Required),
        field("token", option(RustTy::Base64Url), Slot::Optional),
        field("point", option(RustTy::Tuple(vec![RustTy::F64, RustTy::F64])), Slot::Optional),
        field("lone", option(RustTy::Tuple(vec![RustTy::String])), Slot::Optional),
        field("row", option(RustTy::OpenTuple(vec![RustTy::String], Box::new(RustTy::Value))), Slot::Optional),
    ]);
    let krate = with_models(vec![model("Thing", "A thing.", ModelKind::Struct(plan))]);
    assert_snapshot!(items(&krate, FILE));
}

#[test]
fn required_fields_that_could_be_swapped_are_named() {
    let mut plan = object(vec![
        field("name", RustTy::String, Slot::Required),
        field("size", RustTy::String, Slot::Required),
        field("labels", option(RustTy::Map(Box::new(RustTy::String))), Slot::Optional),
    ]);
    plan.constructor = Constructor::Named { ident: id("ThingRequired"), fields: vec![0, 1] };
    plan.setters = vec![value_setter(2, arg("labels", RustTy::Map(Box::new(RustTy::String)), Conversion::Map))];
    let krate = with_models(vec![model("Thing", "A thing.", ModelKind::Struct(plan))]);
    assert_snapshot!(items(&krate, FILE));
}

#[test]
fn a_body_in_parts() {
    let plan = object(vec![
        field("photo", RustTy::Part, Slot::Required),
        field("more", option(vec(RustTy::Part)), Slot::Optional),
        field("label", option(RustTy::String), Slot::Optional),
    ]);
    let setters = vec![
        value_setter(1, arg("more", vec(RustTy::Part), Conversion::IntoList)),
        value_setter(2, arg("label", RustTy::String, Conversion::Into)),
    ];
    let plan = StructPlan { rest: Some((id("others"), RustTy::Part)), setters, parts: true, ..plan };
    let krate = with_models(vec![model("Thing", "A thing.", ModelKind::Struct(plan))]);
    assert_snapshot!(items(&krate, FILE));
}

#[test]
fn enums_are_open() {
    let variant = |wire: &str, ident: &str| EnumVariant {
        wire: wire.to_owned(),
        ident: id(ident),
        docs: Vec::new(),
        deprecated: false,
    };
    let strings = vec![variant("in-progress", "InProgress"), variant("\"\\{}", "Odd")];
    let integers = vec![variant("0", "Midnight"), variant("-1", "Minus1")];
    let krate = with_models(vec![
        model("Status", "How it stands.", ModelKind::StringEnum { variants: strings, unknown: id("Unknown") }),
        model("Hour", "When.", ModelKind::IntegerEnum { variants: integers, unknown: id("Unknown") }),
    ]);
    assert_snapshot!(items(&krate, FILE));
}

fn variant(ident: &str, ty: Option<RustTy>) -> UnionVariant {
    UnionVariant { ident: id(ident), docs: Vec::new(), ty, tag: None, json_type: None, keys: Vec::new(), from: false }
}

fn union(tagging: UnionTagging, variants: Vec<UnionVariant>) -> ModelKind {
    ModelKind::Union(UnionPlan { tagging, variants, unknown: id("Unknown") })
}

#[test]
fn a_union_by_tag() {
    let tagged = |tag: &str, it: UnionVariant| UnionVariant { tag: Some(TagValue::Text(tag.to_owned())), ..it };
    let variants =
        vec![tagged("reboot", variant("Reboot", None)), tagged("resize", variant("Resize", Some(model_ty("Resize"))))];
    let kind = union(UnionTagging::Property("type".to_owned()), variants);
    assert_snapshot!(items(&with_models(vec![model("Act", "An action.", kind)]), FILE));
}

#[test]
fn a_union_by_json_type() {
    let of = |json_type: &'static str, it: UnionVariant| UnionVariant { json_type: Some(json_type), from: true, ..it };
    let boxed = RustTy::Box(Box::new(model_ty("Act")));
    let variants = vec![
        of("integer", variant("Integer", Some(RustTy::I64))),
        of("string", variant("String", Some(RustTy::String))),
        of("object", variant("Object", Some(boxed))),
    ];
    assert_snapshot!(items(
        &with_models(vec![model("Act", "An action.", union(UnionTagging::JsonType, variants))]),
        FILE
    ));
}

#[test]
fn a_union_by_keys() {
    let by = |key: &str, it: UnionVariant| UnionVariant { keys: vec![key.to_owned()], ..it };
    let variants = vec![by("names", variant("Many", Some(model_ty("Many")))), variant("One", Some(model_ty("One")))];
    assert_snapshot!(items(
        &with_models(vec![model("Make", "One or many.", union(UnionTagging::Keys, variants))]),
        FILE
    ));
}

#[test]
fn a_union_by_status() {
    let by =
        |tag: &str, it: UnionVariant| UnionVariant { tag: Some(TagValue::Text(tag.to_owned())), from: false, ..it };
    let variants = vec![
        by("200", variant("Ok", Some(model_ty("Thing")))),
        by("204", variant("NoContent", None)),
        by("2XX", variant("Other", Some(vec(model_ty("Thing"))))),
    ];
    let kind = union(UnionTagging::Status, variants);
    assert_snapshot!(items(&with_models(vec![model("Made", "By status.", kind)]), FILE));
}

#[test]
fn an_alias() {
    let kind = ModelKind::Alias(RustTy::Map(Box::new(vec(RustTy::Value))));
    assert_snapshot!(items(&with_models(vec![model("Anything", "", kind)]), FILE));
}

#[test]
fn text_of_a_description_stays_text() {
    let mut plan = object(vec![field("a", RustTy::String, Slot::Required)]);
    plan.fields[0].name = "a\" => b: rest, //".to_owned();
    plan.fields[0].docs = lines("*/ {{ 7 }} {% raw %}\r\u{202E}\n#[doc = \"x\"] \\");
    let mut krate = with_models(vec![model("Thing", "/** \"# */ fn main() {}", ModelKind::Struct(plan))]);
    krate.package.source = "spec\nfn main() {}".to_owned();
    assert_snapshot!(super::file(&krate, FILE));
}
