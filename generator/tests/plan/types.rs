//! Types: presence, boxes, aliases, unions, constructors.

use crate::build::*;
use crate::surface::render;
use generator::config::Config;
use generator::ir::Presence::{Nullable, Optional, OptionalNullable, Required};
use generator::ir::*;

fn surface(types: Vec<TypeDef>) -> String {
    let (krate, diags) = plan(&api(types, Vec::new()), &Config::default());
    render(&krate) + &diags.join("\n")
}

#[test]
fn presence_decides_slots_by_use() {
    let fields = [
        ("a", TEXT, Required),
        ("b", TEXT, Optional),
        ("c", TEXT, Nullable),
        ("d", TEXT, OptionalNullable),
        ("e", list(TEXT), Required),
        ("f", list(INT), Optional),
        ("g", list(named(0)), OptionalNullable),
        ("h", Ty::Map(Box::new(Ty::Any)), Nullable),
    ];
    let types = vec![object("Both", &fields), received(object("Reply", &fields))];
    insta::assert_snapshot!(surface(types));
}

#[test]
fn boxes_stand_only_where_a_circle_is_cut() {
    let node = [
        ("value", TEXT, Required),
        ("next", named(0), Optional),
        ("children", list(named(0)), Required),
        ("by_name", Ty::Map(Box::new(named(0))), Optional),
        ("owner", named(1), Optional),
    ];
    let owner = [("favourite", named(0), Optional), ("boss", named(1), OptionalNullable)];
    let expr = vec![tagged("lit", Some(TEXT)), tagged("neg", Some(named(3)))];
    let types = vec![
        object("Node", &node),
        object("Owner", &owner),
        union("Expr", Tagging::Property("op".to_owned()), expr),
        object("Neg", &[("of", named(2), Required)]),
    ];
    insta::assert_snapshot!(surface(types));
}

#[test]
fn aliases_are_followed() {
    let types = vec![
        component("Id", Shape::Alias(TEXT)),
        component("Ids", Shape::Alias(list(named(0)))),
        component("Maybe", Shape::Alias(Ty::Nullable(Box::new(INT)))),
        object("User", &[("id", named(0), Required), ("ids", named(1), Required), ("age", named(2), Optional)]),
        component("Endless", Shape::Alias(list(named(4)))),
    ];
    insta::assert_snapshot!(surface(types));
}

#[test]
fn unions_convert_where_it_is_clear() {
    let types = vec![
        union("Image", Tagging::JsonType, vec![typed(JsonType::Integer, INT), typed(JsonType::String, TEXT)]),
        object("Resize", &[("size", TEXT, Required)]),
        union(
            "Action",
            Tagging::Property("type".to_owned()),
            vec![
                tagged("reboot", None),
                tagged("resize", Some(named(1))),
                tagged("grow", Some(named(1))),
                tagged("unknown", None),
            ],
        ),
    ];
    insta::assert_snapshot!(surface(types));
}

#[test]
fn many_required_fields_of_one_type_are_named() {
    let fields = ["a", "b", "c", "d"].map(|name| (name, TEXT, Required));
    insta::assert_snapshot!(surface(vec![object("Four", &fields), object("Three", &fields[..3])]));
}

#[test]
fn read_only_fields_are_neither_required_nor_set() {
    let mut def = object("Thing", &[("name", TEXT, Required)]);
    if let Shape::Struct(shape) = &mut def.shape {
        shape.fields.push(Field { read_only: true, ..field("id", INT, Required) });
        shape.additional = Additional::Kept(Ty::Any);
    }
    insta::assert_snapshot!(surface(vec![def]));
}
